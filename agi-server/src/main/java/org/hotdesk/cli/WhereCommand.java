package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code where <device>}: what a phone is and who sits there. */
@Command(name = "where", description = "Says what a phone is, where it stands and who sits there.")
final class WhereCommand extends Verb implements Callable<Integer> {
    @Parameters(paramLabel = "DEVICE")
    private String device = "";

    @Mixin
    private JsonOption json = new JsonOption();

    WhereCommand(CliContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        AdminClient daemon = daemon();
        ObjectNode found = daemon.get(AdminClient.path("/v1/devices", device));
        ObjectNode sessions = daemon.get("/v1/sessions?device=" + AdminClient.encoded(device));
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.set("device", found.path("device"));
        answer.set("description", found.path("description"));
        answer.set("location", found.path("location"));
        answer.set("sessions", sessions.path("sessions"));
        printer().print(json.wanted(), answer, each -> printer().line(words(found, sessions)));
        return ExitCode.OK.number();
    }

    private String words(ObjectNode found, ObjectNode sessions) {
        String location = Printer.text(found.path("location"));
        var words = new StringBuilder("device ")
                .append(device)
                .append(" (")
                .append(found.path("description").asText())
                .append(location.isEmpty() ? "" : ", " + location)
                .append("): ");
        if (sessions.path("sessions").isEmpty()) {
            return words.append("nobody").toString();
        }
        sessions.path("sessions").forEach(session -> words.append(
                        session.path("user").asText())
                .append(' ')
                .append(Printer.text(session.path("name")))
                .append(", since ")
                .append(Printer.since(
                        session.path("began"), context().surroundings().clock().instant()))
                .append(" (")
                .append(session.path("how").asText())
                .append(')'));
        return words.toString();
    }
}
