package org.hotdesk.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code hotdesk} itself: the options all verbs share. */
@Command(
        name = "hotdesk",
        description = "Hot-desking for Asterisk: who sits where, and what follows from it.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        versionProvider = Version.class,
        footer = {
            "",
            "Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 no daemon, 4 wrong configuration, 5 a fault was found."
        })
final class RootCommand implements Runnable {
    private final CliContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RootCommand(CliContext context) {
        this.context = context;
    }

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Configuration file; else HOTDESK_CONFIG, else /etc/hotdesk/hotdesk.toml.")
    void config(Path file) {
        context.configOption(file);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do; 'hotdesk --help' lists the verbs");
    }
}
