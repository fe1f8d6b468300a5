package org.hotdesk.ami.mirror;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The one thread on which a mirror decides: it runs what was posted, in order, and between that small steps of its own
 * work. Another thread may do a piece of it when that one is at rest. Thread-safe.
 */
final class MirrorThread implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MirrorThread.class.getName());
    private static final Duration CLOSE_MOST = Duration.ofSeconds(5);
    private static final Duration AFTER_A_BUG = Duration.ofSeconds(1);

    private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Supplier<Duration> step;
    private final Thread thread;
    /** Held by whoever does the thread's work. */
    private final ReentrantLock turn = new ReentrantLock();

    private volatile boolean closed;

    /** @param step does a little work; answers how long there is nothing more to do, zero when there is */
    MirrorThread(String name, Supplier<Duration> step) {
        this.step = step;
        this.thread = new Thread(this::run, name);
    }

    void start() {
        thread.start();
    }

    /** Runs the task on the thread, soon; never waits. */
    void post(Runnable task) {
        inbox.add(task);
    }

    /** Has a step done soon; any number of calls before that are one. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            inbox.add(() -> woken.set(false));
        }
    }

    /**
     * Does a piece of the work at once, on the caller's thread; false, and nothing done, when the thread is at work or has
     * some to do. A bug in the work is logged, and does not harm the caller.
     */
    boolean runHere(Runnable work) {
        if (closed || !isAtRest() || turn.isHeldByCurrentThread() || !turn.tryLock()) {
            return false;
        }
        try {
            work.run();
            return true;
        } catch (RuntimeException bug) {
            LOG.log(ERROR, "mirror failed", bug);
            return false;
        } finally {
            turn.unlock();
        }
    }

    /** Nothing was posted, or it was told of a commit only, which is what the caller comes for. */
    private boolean isAtRest() {
        return inbox.isEmpty() || (woken.get() && inbox.size() == 1);
    }

    /** True when nothing that is posted now will run. */
    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join(CLOSE_MOST.toMillis());
            if (thread.isAlive()) {
                LOG.log(WARNING, () -> "mirror did not end within seconds=" + CLOSE_MOST.toSeconds());
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration idle = Duration.ZERO;
        while (!closed) {
            try {
                Optional<Runnable> task = Optional.ofNullable(inbox.poll(idle.toNanos(), TimeUnit.NANOSECONDS));
                turn.lock();
                try {
                    task.ifPresent(Runnable::run);
                    runAll();
                    idle = step.get();
                } finally {
                    turn.unlock();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException bug) {
                LOG.log(ERROR, "mirror failed", bug);
                idle = AFTER_A_BUG;
            }
        }
    }

    /** What is posted now; what that posts comes after a step, or a step might never come. */
    private void runAll() {
        for (int left = inbox.size(); left > 0; left--) {
            Optional.ofNullable(inbox.poll()).ifPresent(Runnable::run);
        }
    }
}
