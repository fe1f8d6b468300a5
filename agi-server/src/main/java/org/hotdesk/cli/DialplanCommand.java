package org.hotdesk.cli;

import org.hotdesk.dialplan.ExtensionsConf;
import picocli.CommandLine.Command;

/** {@code dialplan print}: needs no daemon. */
@Command(name = "dialplan", description = "The dialplan that the configuration makes.")
final class DialplanCommand extends Group {
    private final CliContext context;

    DialplanCommand(CliContext context) {
        this.context = context;
    }

    @Command(description = "Prints what stands in hotdesk/extensions.conf of Asterisk's folder.")
    int print() {
        context.out().print(ExtensionsConf.text(context.config().dialplan()));
        return ExitCode.OK.number();
    }
}
