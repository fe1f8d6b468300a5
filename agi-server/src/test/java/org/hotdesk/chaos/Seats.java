package org.hotdesk.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What may be true after all that was acknowledged, of each thing that is changed: who sits at a device, what a user is
 * called. An acknowledged change leaves one possibility; one without an answer adds its own to those before. Thread-safe.
 */
final class Seats {
    /** Nobody, as astdb says it. */
    static final String NOBODY = "none";

    private final Map<String, Set<String>> possible = new HashMap<>();
    private long acknowledged;
    private long unanswered;

    /** What somebody is about to try. */
    synchronized void tries(String thing, String state) {
        of(thing).add(state);
    }

    /** That was acknowledged. */
    synchronized void acknowledged(String thing, String state) {
        acknowledged++;
        possible.put(thing, new HashSet<>(Set.of(state)));
    }

    /** There was no word of it, or a refusal. */
    synchronized void unanswered() {
        unanswered++;
    }

    /** Compares with what is; what is becomes what must be from now on. Each difference is a lost acknowledgement. */
    synchronized List<String> lost(Map<String, String> actual) {
        List<String> lost = new ArrayList<>();
        for (Map.Entry<String, Set<String>> each : new TreeMap<>(possible).entrySet()) {
            String now = actual.getOrDefault(each.getKey(), "not there");
            if (!each.getValue().contains(now)) {
                lost.add(each.getKey() + " is " + now + ", possible was " + each.getValue());
            }
            possible.put(each.getKey(), new HashSet<>(Set.of(now)));
        }
        return lost;
    }

    synchronized long acknowledged() {
        return acknowledged;
    }

    synchronized long withoutAnswer() {
        return unanswered;
    }

    private Set<String> of(String thing) {
        return possible.computeIfAbsent(thing, first -> new HashSet<>());
    }
}
