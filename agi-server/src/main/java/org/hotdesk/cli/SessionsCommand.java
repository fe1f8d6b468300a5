package org.hotdesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sessions}: who sits where, in login order, and when that ends by rule; or who sat where before. */
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
                    : new Table("DEVICE", "USER", "NAME", "BEGAN", "FOR", "HOW", "ENDS");
            answer.path("sessions").forEach(each -> table.row(cells(each, over)));
            printer().table(table);
        });
        return ExitCode.OK.number();
    }

    private String[] cells(JsonNode session, boolean over) {
        List<String> cells = new ArrayList<>(List.of(
                Printer.text(session.path("device")),
                Printer.text(session.path("user")),
                Printer.text(session.path("name")),
                Printer.time(session.path("began"))));
        if (over) {
            cells.add(Printer.time(session.path("ended")));
            cells.add(Printer.text(session.path("why")));
        } else {
            cells.add(Printer.since(
                    session.path("began"), context().surroundings().clock().instant()));
            cells.add(Printer.text(session.path("how")));
            cells.add((Printer.time(session.path("ends")) + " " + Printer.text(session.path("ends_why"))).strip());
        }
        return cells.toArray(String[]::new);
    }
}
