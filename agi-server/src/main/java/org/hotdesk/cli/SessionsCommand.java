package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sessions}: who sits where, in login order; or who sat where before. */
@Command(name = "sessions", description = "Lists who sits where, in login order.")
final class SessionsCommand extends Verb implements Callable<Integer> {
    @Option(names = "--ended", paramLabel = "N", description = "Lists the last N sessions that are over instead.")
    private Optional<Integer> ended = Optional.empty();

    @Mixin
    private JsonOption json = new JsonOption();

    SessionsCommand(CliContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        if (ended.filter(most -> most < 1).isPresent()) {
            throw new CliException(ExitCode.USAGE, "--ended must be at least 1");
        }
        boolean over = ended.isPresent();
        ObjectNode sessions = get(ended.map(most -> "/v1/history?most=" + most).orElse("/v1/sessions"));
        printer().print(json.wanted(), sessions, answer -> {
            var table = over
                    ? new Table("DEVICE", "USER", "NAME", "BEGAN", "ENDED", "WHY")
                    : new Table("DEVICE", "USER", "NAME", "BEGAN", "FOR", "HOW");
            answer.path("sessions")
                    .forEach(each -> table.row(
                            Printer.text(each.path("device")),
                            Printer.text(each.path("user")),
                            Printer.text(each.path("name")),
                            Printer.time(each.path("began")),
                            over
                                    ? Printer.time(each.path("ended"))
                                    : Printer.since(
                                            each.path("began"),
                                            context().surroundings().clock().instant()),
                            Printer.text(each.path(over ? "why" : "how"))));
            printer().table(table);
        });
        return ExitCode.OK.number();
    }
}
