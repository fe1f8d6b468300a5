package org.hotdesk.pin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** How long comparing a PIN took of late, so that a refusal which compares nothing can take as long. Thread-safe. */
public final class UsualTime {
    /** A caller's time with us is limited by Asterisk, so nobody waits longer. */
    private static final Duration MOST = Duration.ofSeconds(2);

    private static final int KEPT = 9;

    private final Deque<Long> nanos = new ArrayDeque<>();

    /** One took so long, apart from waiting for its turn. */
    public synchronized void took(long time) {
        if (nanos.size() == KEPT) {
            nanos.removeFirst();
        }
        nanos.addLast(Math.min(time, MOST.toNanos()));
    }

    /** The median, in nanoseconds; empty before the first. */
    public synchronized Optional<Long> median() {
        return nanos.stream().sorted().skip(nanos.size() / 2).findFirst();
    }

    /** Blocks for so long, less if interrupted. */
    public static void pass(long time) {
        long until = System.nanoTime() + time;
        for (long left = time; left > 0 && !Thread.currentThread().isInterrupted(); left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
