package org.hotdesk.admin;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.hotdesk.admin.AdminRefusal.Why;

/** Lets requests wait for the next change of anything. Thread-safe. */
final class FloorWatch {
    private static final int WATCHERS = 8;

    private final Semaphore seats = new Semaphore(WATCHERS);
    private long version = 1;

    /** Something has changed; never waits. */
    synchronized void changed() {
        version++;
        notifyAll();
    }

    /** Waits until there is a newer version than this, but no longer than that; gives the newest. */
    long await(long known, Duration most) {
        if (!seats.tryAcquire()) {
            throw new AdminRefusal(Why.UNAVAILABLE, "too many watch already, " + WATCHERS + "; end one of them");
        }
        try {
            return awaitSeated(known, System.nanoTime() + most.toNanos());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new AdminRefusal(Why.UNAVAILABLE, "the daemon is closing");
        } finally {
            seats.release();
        }
    }

    private synchronized long awaitSeated(long known, long deadline) throws InterruptedException {
        for (long left = deadline - System.nanoTime();
                version <= known && left > 0;
                left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return version;
    }
}
