package org.hotdesk.sip.peer;

import java.time.Duration;
import java.util.PriorityQueue;
import org.hotdesk.sip.transport.Timers;

/** Timers whose time passes when a test says so; those of one moment fire in the order they were set. */
public final class HandTimers implements Timers {
    private static final class Entry implements Timer, Comparable<Entry> {
        private final long at;
        private final long order;
        private final Runnable task;
        private boolean off;

        Entry(long at, long order, Runnable task) {
            this.at = at;
            this.order = order;
            this.task = task;
        }

        @Override
        public void cancel() {
            off = true;
        }

        @Override
        public int compareTo(Entry other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private long now = 1_000_000_000L;
    private long set;

    @Override
    public long now() {
        return now;
    }

    @Override
    public Timer after(long nanos, Runnable task) {
        Entry entry = new Entry(now + nanos, set++, task);
        queue.add(entry);
        return entry;
    }

    /** Lets that time pass. */
    public void pass(Duration time) {
        long until = now + time.toNanos();
        while (!queue.isEmpty() && queue.element().at <= until) {
            Entry entry = queue.remove();
            now = Math.max(now, entry.at);
            if (!entry.off) {
                entry.task.run();
            }
        }
        now = until;
    }

    /** How many have been set so far, cancelled or not. */
    public long everSet() {
        return set;
    }

    /** How many will still fire. */
    public long waiting() {
        return queue.stream().filter(entry -> !entry.off).count();
    }
}
