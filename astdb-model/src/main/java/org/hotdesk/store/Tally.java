package org.hotdesk.store;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many sessions this program has begun and ended since it opened the store. Thread-safe. */
public final class Tally {
    private final Map<String, Long> begun = new TreeMap<>();
    private final Map<String, Long> ended = new TreeMap<>();

    Tally() {}

    synchronized void count(Draft committed) {
        committed.begun().forEach(session -> begun.merge(word(session.how()), 1L, Long::sum));
        committed.ended().forEach(over -> ended.merge(word(over.why()), 1L, Long::sum));
    }

    /** By how they began, such as {@code code}. */
    public synchronized Map<String, Long> begun() {
        return Map.copyOf(begun);
    }

    /** By why they ended, such as {@code logoff}. */
    public synchronized Map<String, Long> ended() {
        return Map.copyOf(ended);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
