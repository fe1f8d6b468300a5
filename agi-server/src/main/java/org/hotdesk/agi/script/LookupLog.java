package org.hotdesk.agi.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The last lookups, for {@code hotdesk why}; an older one makes way for each that comes. Thread-safe, and never waits. */
public final class LookupLog {
    private final AtomicReferenceArray<Optional<Lookup>> ring;
    private final AtomicLong next = new AtomicLong();

    /** Remembers as many as this. */
    public LookupLog(int most) {
        ring = new AtomicReferenceArray<>(most);
        for (int i = 0; i < most; i++) {
            ring.set(i, Optional.empty());
        }
    }

    /** Remembers one more. */
    public void add(Lookup lookup) {
        ring.set((int) (next.getAndIncrement() % ring.length()), Optional.of(lookup));
    }

    /** Those that are remembered, newest first. */
    public List<Lookup> newestFirst() {
        List<Lookup> newest = new ArrayList<>(ring.length());
        long end = next.get();
        for (long i = end - 1; i >= 0 && i >= end - ring.length(); i--) {
            ring.get((int) (i % ring.length())).ifPresent(newest::add);
        }
        return newest;
    }
}
