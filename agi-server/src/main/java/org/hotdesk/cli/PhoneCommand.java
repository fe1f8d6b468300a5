package org.hotdesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code phone add|set|list|show|remove|models|build|sync}. */
@Command(name = "phone", description = "Hard phones: their models, lines and configuration files.")
final class PhoneCommand extends Group {
    private static final String PATH = "/v1/phones";

    private final Verb daemon;

    PhoneCommand(CliContext context) {
        daemon = new Verb(context) {};
    }

    @Command(
            description =
                    "Adds a phone by its Ethernet address. A secret by which it fetches its file is made unless one is given.")
    int add(@Parameters(paramLabel = "MAC") String mac, @Mixin PhoneOptions options, @Mixin JsonOption json) {
        ObjectNode added = send("POST", mac, options);
        daemon.printer().print(json.wanted(), added, answer -> {
            boolean made = answer.path("secret_made").asBoolean();
            daemon.printer()
                    .line("phone " + answer.path("mac").asText() + " added"
                            + (made ? "; its secret: hotdesk phone show " + mac + " --secret" : ""));
            problems(answer);
        });
        return ExitCode.OK.number();
    }

    @Command(description = "Changes what is given, leaves the rest.")
    int set(@Parameters(paramLabel = "MAC") String mac, @Mixin PhoneOptions options, @Mixin JsonOption json) {
        ObjectNode changed = send("PATCH", mac, options);
        daemon.printer().print(json.wanted(), changed, answer -> {
            daemon.printer().line("phone " + answer.path("mac").asText() + " changed");
            problems(answer);
        });
        return ExitCode.OK.number();
    }

    @Command(description = "Shows one phone, its files, and what keeps them from being built.")
    int show(
            @Parameters(paramLabel = "MAC") String mac,
            @Option(names = "--secret", description = "Shows nothing but the secret by which it fetches its file.")
                    boolean secret,
            @Mixin JsonOption json) {
        ObjectNode shown = daemon.get(AdminClient.path(PATH, mac) + (secret ? "/secret" : ""));
        daemon.printer().print(json.wanted(), shown, answer -> {
            if (secret) {
                daemon.printer().line(answer.path("secret").asText());
                return;
            }
            ObjectNode flat = answer.deepCopy();
            flat.remove("settings");
            flat.remove("problems");
            answer.path("settings").properties().forEach(each -> flat.set(each.getKey(), each.getValue()));
            daemon.printer().fields(flat);
            problems(answer);
        });
        return ExitCode.OK.number();
    }

    @Command(description = "Lists all phones.")
    int list(@Mixin JsonOption json) {
        daemon.printer().print(json.wanted(), daemon.get(PATH), answer -> {
            var table = new Table("PHONE", "MODEL", "LINES", "PERSON", "DESCRIPTION");
            answer.path("phones")
                    .forEach(each -> table.row(
                            Printer.text(each.path("mac")),
                            Printer.text(each.path("model")),
                            Printer.text(each.path("lines")),
                            Printer.text(each.path("person")),
                            Printer.text(each.path("description"))));
            daemon.printer().table(table);
        });
        return ExitCode.OK.number();
    }

    @Command(description = "Removes a phone; its devices stay.")
    int remove(@Parameters(paramLabel = "MAC") String mac, @Mixin JsonOption json) {
        ObjectNode removed = daemon.send("DELETE", AdminClient.path(PATH, mac), Json.MAPPER.createObjectNode());
        daemon.printer().print(json.wanted(), removed, answer -> daemon.printer()
                .line("phone " + answer.path("mac").asText() + " removed"));
        return ExitCode.OK.number();
    }

    @Command(description = "Lists the models whose files can be built, and the document each follows.")
    int models(@Mixin JsonOption json) {
        daemon.printer().print(json.wanted(), daemon.get(PATH + "/models"), answer -> {
            var table = new Table("MODEL", "LINES", "KEYS", "NAME", "FOLLOWS");
            answer.path("models")
                    .forEach(each -> table.row(
                            Printer.text(each.path("model")),
                            Printer.text(each.path("lines")),
                            Printer.text(each.path("keys")),
                            Printer.text(each.path("name")),
                            Printer.text(each.path("document"))));
            daemon.printer().table(table);
        });
        return ExitCode.OK.number();
    }

    @Command(
            description =
                    "Writes the files of all phones into a folder, such as a TFTP server's root, where they differ, and"
                            + " has those phones told. Exit code 1 when a phone's could not be built; all others are.")
    int build(
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            defaultValue = "/var/lib/hotdesk/phones",
                            description = "The folder; preset ${DEFAULT-VALUE}.")
                    Path folder,
            @Option(names = "--diff", description = "Writes nothing, shows what would differ; secrets are masked.")
                    boolean diff,
            @Option(names = "--no-sync", description = "Tells no phone.") boolean quiet) {
        return new PhoneTree(daemon, folder, diff, !quiet).build().number();
    }

    @Command(description = "Has a phone told by SIP to fetch its file now.")
    int sync(@Parameters(paramLabel = "MAC") String mac, @Mixin JsonOption json) {
        ObjectNode answer = daemon.send("POST", AdminClient.path(PATH, mac) + "/sync", Json.MAPPER.createObjectNode());
        boolean told = answer.path("told").asBoolean();
        daemon.printer().print(json.wanted(), answer, synced -> daemon.printer()
                .line("phone " + synced.path("mac").asText()
                        + (told
                                ? " is told, where it is registered"
                                : " is not told: no Asterisk answers, or none takes its device")));
        return (told ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private void problems(JsonNode answer) {
        answer.path("problems").forEach(each -> daemon.printer().line("warning: " + each.asText()));
    }

    private ObjectNode send(String method, String mac, PhoneOptions options) {
        var input = new SecretInput(daemon.context().surroundings());
        return daemon.send(method, AdminClient.path(PATH, mac), options.body(method, input));
    }
}
