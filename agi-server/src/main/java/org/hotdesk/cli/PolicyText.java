package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.hotdesk.model.PolicyKey;

/** All policies as text: for the operator, for programs, and for the README. Pure. */
public final class PolicyText {
    private PolicyText() {}

    /** The README's table, a row for each policy. */
    public static String reference() {
        return Arrays.stream(PolicyKey.values())
                .map(key -> "| `" + key.literal() + "` | `" + key.preset() + "` | " + key.range() + " | " + of(key)
                        + " | " + key.about() + " |\n")
                .collect(Collectors.joining(
                        "", "| policy | preset | may be | is of | what it is |\n|---|---|---|---|---|\n", ""));
    }

    static Table table() {
        var table = new Table("POLICY", "PRESET", "MAY BE", "IS OF");
        for (PolicyKey key : PolicyKey.values()) {
            table.row(key.literal(), key.preset().text(), key.range(), of(key));
        }
        return table;
    }

    static ObjectNode json() {
        ObjectNode all = Json.MAPPER.createObjectNode();
        var keys = all.putArray("policies");
        for (PolicyKey key : PolicyKey.values()) {
            keys.addObject()
                    .put("policy", key.literal())
                    .put("preset", key.preset().text())
                    .put("range", key.range())
                    .put("of", of(key))
                    .put("about", key.about());
        }
        return all;
    }

    private static String of(PolicyKey key) {
        return switch (key.side()) {
            case BOTH -> "both";
            case DEVICE -> "devices";
            case USER -> "users";
        };
    }
}
