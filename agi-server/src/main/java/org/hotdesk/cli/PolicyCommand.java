package org.hotdesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code policy keys|set|unset|show|explain}. */
@Command(
        name = "policy",
        description = "What sessions and calls must keep to: for all, for a group, a phone or a person.")
final class PolicyCommand extends Group {
    private static final String PATH = "/v1/policies";

    private final CliContext context;
    private final Verb daemon;

    PolicyCommand(CliContext context) {
        this.context = context;
        daemon = new Verb(context) {};
    }

    /** Where a policy is set: one of these, or the system. */
    static final class Where {
        @Option(names = "--group", paramLabel = "GROUP", description = "For the people and phones of this group.")
        private String group = "";

        @Option(names = "--device", paramLabel = "DEVICE", description = "For this phone.")
        private String device = "";

        @Option(names = "--user", paramLabel = "USER", description = "For this person.")
        private String user = "";

        private ObjectNode json() {
            ObjectNode body = Json.MAPPER.createObjectNode();
            put(body, "group", group);
            put(body, "device", device);
            put(body, "user", user);
            return body;
        }

        private static void put(ObjectNode body, String field, String text) {
            if (!text.isEmpty()) {
                body.put(field, text);
            }
        }

        private boolean matches(JsonNode set) {
            String scope = set.path("from").asText();
            String wanted =
                    switch (scope) {
                        case "group" -> group;
                        case "device" -> device;
                        case "user" -> user;
                        default -> "";
                    };
            return !wanted.isEmpty() && wanted.equals(set.path("subject").asText());
        }
    }

    @Command(description = "Lists all policies: what each may be, what it is where nobody set it, and what it is for.")
    int keys(@Mixin JsonOption json) {
        var printer = new Printer(context.out());
        printer.print(json.wanted(), PolicyText.json(), answer -> printer.table(PolicyText.table()));
        return ExitCode.OK.number();
    }

    @Command(description = "Sets a policy: for all, or for a group, a phone or a person.")
    int set(
            @Parameters(paramLabel = "POLICY") String key,
            @Parameters(paramLabel = "VALUE") String value,
            @ArgGroup @Nullable Where where,
            @Mixin JsonOption json) {
        return change(key, scope(where).put("value", value), json);
    }

    @Command(description = "Clears a policy there; what is set elsewhere holds then.")
    int unset(@Parameters(paramLabel = "POLICY") String key, @ArgGroup @Nullable Where where, @Mixin JsonOption json) {
        return change(key, scope(where).putNull("value"), json);
    }

    private int change(String key, ObjectNode body, JsonOption json) {
        ObjectNode changed = daemon.send("PATCH", AdminClient.path(PATH, key), body);
        daemon.printer().print(json.wanted(), changed, answer -> daemon.printer()
                .line(key
                        + (answer.path("value").isNull()
                                ? " is not set any more for "
                                : " is " + answer.path("value").asText() + " for ")
                        + from(answer)
                        + Printer.reach(answer)));
        return ExitCode.OK.number();
    }

    @Command(description = "Shows what is set: everywhere, or for one group, phone or person.")
    int show(@ArgGroup @Nullable Where where, @Mixin JsonOption json) {
        ObjectNode all = daemon.get(PATH);
        if (where != null) {
            List<JsonNode> matching = new ArrayList<>();
            all.path("policies").forEach(each -> {
                if (where.matches(each)) {
                    matching.add(each);
                }
            });
            all.putArray("policies").addAll(matching);
        }
        table(all, json, "SET FOR");
        return ExitCode.OK.number();
    }

    @Command(description = "Shows what holds for a phone, a person, or a person at a phone, and where it comes from.")
    int explain(
            @Option(names = "--device", paramLabel = "DEVICE", defaultValue = "", description = "This phone.")
                    String device,
            @Option(names = "--user", paramLabel = "USER", defaultValue = "", description = "This person.") String user,
            @Mixin JsonOption json) {
        List<String> query = new ArrayList<>();
        if (!device.isEmpty()) {
            query.add("device=" + AdminClient.encoded(device));
        }
        if (!user.isEmpty()) {
            query.add("user=" + AdminClient.encoded(user));
        }
        table(daemon.get(PATH + "/effective?" + String.join("&", query)), json, "FROM");
        return ExitCode.OK.number();
    }

    private void table(ObjectNode policies, JsonOption json, String origin) {
        daemon.printer().print(json.wanted(), policies, answer -> {
            var table = new Table("POLICY", "VALUE", origin);
            answer.path("policies")
                    .forEach(each -> table.row(
                            each.path("policy").asText(), each.path("value").asText(), from(each)));
            daemon.printer().table(table);
        });
    }

    private static String from(JsonNode policy) {
        if (policy.path("from").isNull()) {
            return "preset";
        }
        return (policy.path("from").asText() + " " + Printer.text(policy.path("subject"))).strip();
    }

    private static ObjectNode scope(@Nullable Where where) {
        return where == null ? Json.MAPPER.createObjectNode() : where.json();
    }
}
