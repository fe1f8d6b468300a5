package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mailbox add|set|show|list|remove|changed}. */
@Command(name = "mailbox", description = "Voicemail boxes.")
final class MailboxCommand extends Group {
    private static final String PATH = "/v1/mailboxes";

    private final Verb daemon;

    MailboxCommand(CliContext context) {
        daemon = new Verb(context) {};
    }

    @Command(description = "Adds a mailbox; without --password or --password-file nobody can listen to it.")
    int add(@Parameters(paramLabel = "BOX@CONTEXT") String box, @Mixin MailboxOptions options, @Mixin JsonOption json) {
        return changed("POST", box, options, json, "added");
    }

    @Command(description = "Changes what is given, leaves the rest.")
    int set(@Parameters(paramLabel = "BOX@CONTEXT") String box, @Mixin MailboxOptions options, @Mixin JsonOption json) {
        return changed("PATCH", box, options, json, "changed");
    }

    @Command(description = "Shows one mailbox.")
    int show(@Parameters(paramLabel = "BOX@CONTEXT") String box, @Mixin JsonOption json) {
        daemon.printer().print(json.wanted(), daemon.get(AdminClient.path(PATH, box)), answer -> daemon.printer()
                .fields(answer));
        return ExitCode.OK.number();
    }

    @Command(description = "Lists all mailboxes.")
    int list(@Mixin JsonOption json) {
        daemon.printer().print(json.wanted(), daemon.get(PATH), answer -> {
            var table = new Table("MAILBOX", "NAME", "PERSON", "USERS", "OPTIONS");
            answer.path("mailboxes")
                    .forEach(each -> table.row(
                            Printer.text(each.path("mailbox")),
                            Printer.text(each.path("full_name")),
                            Printer.text(each.path("person")),
                            Printer.text(each.path("users")),
                            Printer.text(each.path("options"))));
            daemon.printer().table(table);
        });
        return ExitCode.OK.number();
    }

    @Command(description = "Removes a mailbox that is no user's; its messages stay in Asterisk's spool.")
    int remove(@Parameters(paramLabel = "BOX@CONTEXT") String box, @Mixin JsonOption json) {
        ObjectNode removed = daemon.send("DELETE", AdminClient.path(PATH, box), Json.MAPPER.createObjectNode());
        daemon.printer().print(json.wanted(), removed, answer -> daemon.printer()
                .line("mailbox " + box + " removed" + Printer.reach(answer)));
        return ExitCode.OK.number();
    }

    @Command(
            description = {
                "Takes over the passwords that owners have changed by phone: for Asterisk's externpassnotify.",
                "A new password is read from Asterisk's spool, never from the command line."
            })
    int changed(@Mixin JsonOption json) {
        ObjectNode done = daemon.send("POST", "/v1/voicemail/changed", Json.MAPPER.createObjectNode());
        daemon.printer().print(json.wanted(), done, answer -> daemon.printer()
                .line(answer.path("taken_over").asBoolean() ? "taken over" : "nothing to take over"));
        return ExitCode.OK.number();
    }

    private int changed(String method, String box, MailboxOptions options, JsonOption json, String done) {
        var input = new SecretInput(daemon.context().surroundings());
        ObjectNode changed = daemon.send(method, AdminClient.path(PATH, box), options.body(method, input));
        daemon.printer().print(json.wanted(), changed, answer -> daemon.printer()
                .line("mailbox " + box + " " + done + Printer.reach(answer)));
        return ExitCode.OK.number();
    }
}
