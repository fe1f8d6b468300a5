package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code user add|set|show|list|remove}. */
@Command(name = "user", description = "People with numbers.")
final class UserCommand extends Group {
    private static final String PATH = "/v1/users";

    private final Verb daemon;

    UserCommand(CliContext context) {
        daemon = new Verb(context) {};
    }

    @Command(description = "Adds a user; without --pin or --pin-file the user cannot log in by phone.")
    int add(@Parameters(paramLabel = "USER") String user, @Mixin UserOptions options, @Mixin JsonOption json) {
        return changed("POST", user, options, json, "added");
    }

    @Command(description = "Changes what is given, leaves the rest.")
    int set(@Parameters(paramLabel = "USER") String user, @Mixin UserOptions options, @Mixin JsonOption json) {
        return changed("PATCH", user, options, json, "changed");
    }

    @Command(description = "Shows one user.")
    int show(@Parameters(paramLabel = "USER") String user, @Mixin JsonOption json) {
        daemon.printer().print(json.wanted(), daemon.get(AdminClient.path(PATH, user)), answer -> daemon.printer()
                .fields(answer));
        return ExitCode.OK.number();
    }

    @Command(description = "Lists all users.")
    int list(@Mixin JsonOption json) {
        daemon.printer().print(json.wanted(), daemon.get(PATH), answer -> {
            var table = new Table("USER", "NAME", "DEVICES", "MAILBOX", "NOANSWER", "DND", "FORWARD");
            answer.path("users")
                    .forEach(each -> table.row(
                            Printer.text(each.path("user")),
                            Printer.text(each.path("cidname")),
                            Printer.text(each.path("devices")),
                            Printer.text(each.path("mailbox")),
                            Printer.text(each.path("noanswer")),
                            each.path("dnd").asBoolean() ? "on" : "",
                            Printer.text(each.path("cf"))));
            daemon.printer().table(table);
        });
        return ExitCode.OK.number();
    }

    @Command(description = "Removes a user, who is logged off everywhere.")
    int remove(@Parameters(paramLabel = "USER") String user, @Mixin JsonOption json) {
        ObjectNode removed = daemon.send("DELETE", AdminClient.path(PATH, user), Json.MAPPER.createObjectNode());
        daemon.printer().print(json.wanted(), removed, answer -> daemon.printer()
                .line("user " + user + " removed" + Printer.gone(answer, "at device ") + Printer.reach(answer)));
        return ExitCode.OK.number();
    }

    private int changed(String method, String user, UserOptions options, JsonOption json, String done) {
        var input = new SecretInput(daemon.context().surroundings());
        ObjectNode changed = daemon.send(method, AdminClient.path(PATH, user), options.body(method, input));
        daemon.printer().print(json.wanted(), changed, answer -> daemon.printer()
                .line("user " + user + " " + done + Printer.reach(answer)));
        return ExitCode.OK.number();
    }
}
