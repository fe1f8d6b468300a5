package org.hotdesk.cli;

import java.util.concurrent.Callable;
import org.hotdesk.supervise.Unit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code systemd}: prints the unit; needs no daemon and writes nothing. */
@Command(name = "systemd", description = "Prints a unit for systemd, with the configuration's paths in it.")
final class SystemdCommand implements Callable<Integer> {
    private final CliContext context;

    @Option(names = "--user", paramLabel = "USER", description = "Whose the daemon is (asterisk).")
    private String user = "asterisk";

    @Option(names = "--command", paramLabel = "FILE", description = "What starts it (/usr/local/bin/hotdesk).")
    private String command = "/usr/local/bin/hotdesk";

    SystemdCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.out()
                .print(Unit.text(
                        context.config(), context.configFile().toAbsolutePath().normalize(), command, user));
        return ExitCode.OK.number();
    }
}
