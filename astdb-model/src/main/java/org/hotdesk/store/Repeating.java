package org.hotdesk.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Work that is done again and again, with a pause before each time, on a thread of its own, until it is closed. */
final class Repeating implements AutoCloseable {
    private final Runnable work;
    private final Duration every;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** @param work throws nothing */
    Repeating(String name, Duration every, Runnable work) {
        this.work = work;
        this.every = every;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                work.run();
            }
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for what it is at, and interrupts nothing: H2 may take a file whose writer is interrupted for broken. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
