package org.hotdesk.ami.burst;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Does one piece of work on a thread of its own, once after any number of wishes: those that come while it is at work are
 * met together by doing it once more. Thread-safe.
 */
public final class BurstWorker implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(BurstWorker.class.getName());
    private static final Duration CLOSE_MOST = Duration.ofSeconds(5);

    private final String name;
    private final Runnable work;
    private final ExecutorService thread;
    private final AtomicLong wishes = new AtomicLong();
    private final AtomicBoolean planned = new AtomicBoolean();
    private final Object met = new Object();
    private long metWishes; // guarded by met

    public BurstWorker(String name, Runnable work) {
        this.name = name;
        this.work = work;
        this.thread = Executors.newSingleThreadExecutor(job -> new Thread(job, name));
    }

    /** Has the work done at least once from now on; never waits. After the close nothing happens. */
    public void wish() {
        wishes.incrementAndGet();
        if (planned.compareAndSet(false, true)) {
            try {
                thread.execute(this::doIt);
            } catch (RejectedExecutionException closed) {
                LOG.log(System.Logger.Level.DEBUG, () -> "wish after close worker=" + name);
            }
        }
    }

    /** Waits until the wishes so far are met; false when they are not after that time. */
    public boolean await(Duration most) {
        long upTo = wishes.get();
        long end = System.nanoTime() + most.toNanos();
        synchronized (met) {
            try {
                while (metWishes < upTo) {
                    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                    if (left <= 0) {
                        return false;
                    }
                    met.wait(left);
                }
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_MOST.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(WARNING, () -> "did not end worker=" + name + " seconds=" + CLOSE_MOST.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void doIt() {
        planned.set(false);
        long upTo = wishes.get();
        try {
            work.run();
        } catch (RuntimeException bug) {
            LOG.log(ERROR, () -> "failed worker=" + name, bug);
        }
        synchronized (met) {
            metWishes = upTo;
            met.notifyAll();
        }
    }
}
