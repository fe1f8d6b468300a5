package org.hotdesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code status}: how the daemon and its Asterisk are; the exit code says whether that is well. */
@Command(name = "status", description = "Says how the daemon and its Asterisk are; exit code 5 when there is a fault.")
final class StatusCommand extends Verb implements Callable<Integer> {
    @Mixin
    private JsonOption json = new JsonOption();

    StatusCommand(CliContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        ObjectNode status = get("/v1/status");
        printer().print(json.wanted(), status, this::words);
        boolean well = status.path("asterisk").path("faults").isEmpty()
                && status.path("sip").path("faults").isEmpty();
        return (well ? ExitCode.OK : ExitCode.UNHEALTHY).number();
    }

    private void words(ObjectNode status) {
        JsonNode store = status.path("store");
        printer()
                .line("hotdesk   up for "
                        + Printer.since(
                                status.path("started"),
                                context().surroundings().clock().instant()));
        printer()
                .line("store     " + Printer.count(store.path("devices"), "device") + ", "
                        + Printer.count(store.path("users"), "user") + ", "
                        + Printer.count(store.path("sessions"), "session"));
        List<JsonNode> sides = List.of(status.path("asterisk"), status.path("sip"));
        sides.forEach(side -> side.path("lines").forEach(line -> printer().line(line.asText())));
        sides.forEach(side -> side.path("faults").forEach(fault -> printer().line("FAULT     " + fault.asText())));
    }
}
