package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that can be asked.
 *
 * @param method {@code GET} for what changes nothing
 * @param pattern a path such as {@code /v1/devices/{device}}; a part in braces stands for anything without a slash
 */
record AdminRoute(String method, String pattern, Handler handler) {
    /** Answers with JSON, or throws an {@link AdminRefusal}. Called by many threads at once; may block. */
    @FunctionalInterface
    interface Handler {
        JsonNode handle(AdminRequest request);
    }

    /** What stands at the open places of the pattern; empty when the path is another route's. */
    Optional<List<String>> match(String path) {
        String[] wanted = pattern.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        List<String> places = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                places.add(given[i]);
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(List.copyOf(places));
    }

    boolean changes() {
        return !method.equals("GET");
    }
}
