package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code person add|set|show|list|remove}. */
@Command(name = "person", description = "Human beings and roles: whose users and mailboxes are.")
final class PersonCommand extends Group {
    private static final String PATH = "/v1/persons";

    private final Verb daemon;

    PersonCommand(CliContext context) {
        daemon = new Verb(context) {};
    }

    @Command(description = "Adds a person.")
    int add(@Parameters(paramLabel = "UID") String uid, @Mixin PersonOptions options, @Mixin JsonOption json) {
        return changed("POST", uid, options, json, "added");
    }

    @Command(description = "Changes what is given, leaves the rest.")
    int set(@Parameters(paramLabel = "UID") String uid, @Mixin PersonOptions options, @Mixin JsonOption json) {
        return changed("PATCH", uid, options, json, "changed");
    }

    @Command(description = "Shows one person.")
    int show(@Parameters(paramLabel = "UID") String uid, @Mixin JsonOption json) {
        daemon.printer().print(json.wanted(), daemon.get(AdminClient.path(PATH, uid)), answer -> daemon.printer()
                .fields(answer));
        return ExitCode.OK.number();
    }

    @Command(description = "Lists all people.")
    int list(@Mixin JsonOption json) {
        daemon.printer().print(json.wanted(), daemon.get(PATH), answer -> {
            var table = new Table("PERSON", "FIRST NAME", "LAST NAME", "EMAIL", "PAGER");
            answer.path("persons")
                    .forEach(each -> table.row(
                            Printer.text(each.path("person")),
                            Printer.text(each.path("first_name")),
                            Printer.text(each.path("last_name")),
                            Printer.text(each.path("email")),
                            Printer.text(each.path("pager"))));
            daemon.printer().table(table);
        });
        return ExitCode.OK.number();
    }

    @Command(description = "Removes a person to whom no user and no mailbox belongs.")
    int remove(@Parameters(paramLabel = "UID") String uid, @Mixin JsonOption json) {
        ObjectNode removed = daemon.send("DELETE", AdminClient.path(PATH, uid), Json.MAPPER.createObjectNode());
        daemon.printer()
                .print(json.wanted(), removed, answer -> daemon.printer().line("person " + uid + " removed"));
        return ExitCode.OK.number();
    }

    private int changed(String method, String uid, PersonOptions options, JsonOption json, String done) {
        var input = new SecretInput(daemon.context().surroundings());
        ObjectNode changed = daemon.send(method, AdminClient.path(PATH, uid), options.body(method, input));
        daemon.printer().print(json.wanted(), changed, answer -> daemon.printer()
                .line("person " + uid + " " + done + Printer.reach(answer)));
        return ExitCode.OK.number();
    }
}
