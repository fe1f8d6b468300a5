package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code who <user>}: where somebody sits. */
@Command(name = "who", description = "Says who a user is and at which phones they sit.")
final class WhoCommand extends Verb implements Callable<Integer> {
    @Parameters(paramLabel = "USER")
    private String user = "";

    @Mixin
    private JsonOption json = new JsonOption();

    WhoCommand(CliContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        AdminClient daemon = daemon();
        ObjectNode found = daemon.get(AdminClient.path("/v1/users", user));
        ObjectNode sessions = daemon.get("/v1/sessions?user=" + AdminClient.encoded(user));
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.set("user", found.path("user"));
        answer.set("cidname", found.path("cidname"));
        answer.set("sessions", sessions.path("sessions"));
        printer().print(json.wanted(), answer, each -> {
            String name = user + " " + found.path("cidname").asText();
            if (each.path("sessions").isEmpty()) {
                printer().line(name + " sits nowhere");
            }
            each.path("sessions").forEach(session -> printer()
                    .line(name + " sits at device "
                            + session.path("device").asText() + ", since "
                            + Printer.since(
                                    session.path("began"),
                                    context().surroundings().clock().instant())
                            + " (" + session.path("how").asText() + ")"));
        });
        return ExitCode.OK.number();
    }
}
