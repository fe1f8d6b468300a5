package org.hotdesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code group add|remove|list|show|join|leave}. */
@Command(name = "group", description = "Groups of people and of phones, of which policies speak.")
final class GroupCommand extends Group {
    private static final String PATH = "/v1/groups";

    private final Verb daemon;

    GroupCommand(CliContext context) {
        daemon = new Verb(context) {};
    }

    /** Who joins or leaves. */
    static final class Members {
        @Option(names = "--user", paramLabel = "USER", description = "A person; may be given again.")
        private List<String> users = new ArrayList<>();

        @Option(names = "--device", paramLabel = "DEVICE", description = "A phone; may be given again.")
        private List<String> devices = new ArrayList<>();

        private ObjectNode json() {
            ObjectNode body = Json.MAPPER.createObjectNode();
            var ofUsers = body.putArray("users");
            users.forEach(ofUsers::add);
            var ofDevices = body.putArray("devices");
            devices.forEach(ofDevices::add);
            return body;
        }
    }

    @Command(description = "Adds a group, or changes its description.")
    int add(
            @Parameters(paramLabel = "GROUP") String name,
            @Option(names = "--description", paramLabel = "TEXT", description = "What it is.", defaultValue = "")
                    String description,
            @Mixin JsonOption json) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        if (!description.isEmpty()) {
            body.put("description", description);
        }
        return done("POST", AdminClient.path(PATH, name), body, json, "group " + name + " is there");
    }

    @Command(description = "Removes a group and its policies; its members stay, without a group.")
    int remove(@Parameters(paramLabel = "GROUP") String name, @Mixin JsonOption json) {
        ObjectNode removed = daemon.send("DELETE", AdminClient.path(PATH, name), Json.MAPPER.createObjectNode());
        daemon.printer().print(json.wanted(), removed, answer -> daemon.printer()
                .line("group " + name + " removed" + gone(answer, "users") + gone(answer, "devices")
                        + Printer.reach(answer)));
        return ExitCode.OK.number();
    }

    private static String gone(JsonNode answer, String whom) {
        String members = Printer.text(answer.path(whom));
        return members.isEmpty() ? "" : ", " + whom + " that were in it: " + members;
    }

    @Command(description = "Lists all groups.")
    int list(@Mixin JsonOption json) {
        daemon.printer().print(json.wanted(), daemon.get(PATH), answer -> {
            var table = new Table("GROUP", "USERS", "DEVICES", "DESCRIPTION");
            answer.path("groups")
                    .forEach(each -> table.row(
                            Printer.text(each.path("group")),
                            Integer.toString(each.path("users").size()),
                            Integer.toString(each.path("devices").size()),
                            Printer.text(each.path("description"))));
            daemon.printer().table(table);
        });
        return ExitCode.OK.number();
    }

    @Command(description = "Shows who is in a group.")
    int show(@Parameters(paramLabel = "GROUP") String name, @Mixin JsonOption json) {
        ObjectNode group = daemon.get(AdminClient.path(PATH, name));
        daemon.printer().print(json.wanted(), group, daemon.printer()::fields);
        return ExitCode.OK.number();
    }

    @Command(description = "Puts people and phones into a group; they leave the one they are in.")
    int join(@Parameters(paramLabel = "GROUP") String name, @Mixin Members members, @Mixin JsonOption json) {
        return done("POST", membersOf(name), members.json(), json, "joined group " + name);
    }

    @Command(description = "Takes people and phones out of a group.")
    int leave(@Parameters(paramLabel = "GROUP") String name, @Mixin Members members, @Mixin JsonOption json) {
        return done("DELETE", membersOf(name), members.json(), json, "left group " + name);
    }

    private static String membersOf(String name) {
        return AdminClient.path(PATH, name) + "/members";
    }

    private int done(String method, String path, ObjectNode body, JsonOption json, String told) {
        ObjectNode answered = daemon.send(method, path, body);
        daemon.printer()
                .print(json.wanted(), answered, answer -> daemon.printer().line(told + Printer.reach(answer)));
        return ExitCode.OK.number();
    }
}
