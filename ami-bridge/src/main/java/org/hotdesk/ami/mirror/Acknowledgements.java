package org.hotdesk.ami.mirror;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.hotdesk.ami.link.AmiException;
import org.hotdesk.store.Change;

/**
 * Up to which change Asterisk has answered all rows. Batches count in their order, however their answers come. Waiters wait
 * only while there is something to wait for: a mirror that is cut off lets all of them go. Thread-safe.
 */
final class Acknowledgements {
    static final long NONE = -1;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Deque<Batch> open = new ArrayDeque<>();
    private final ReentrantLock telling = new ReentrantLock();
    private final Queue<Batch> untold = new ConcurrentLinkedQueue<>();
    private final Consumer<Batch> inOrder;
    private long answered;
    private long verifiedOnly = NONE;
    private boolean connected;
    private int waiting;

    /** @param inOrder told of each answered batch, in order, on any thread and under a lock: must be quick */
    Acknowledgements(Consumer<Batch> inOrder) {
        this.inOrder = inOrder;
    }

    /**
     * Begins to count, with nothing under way.
     *
     * @param from the last change that is known to be answered
     * @param verifyTo changes up to here were never written one by one, and count when {@link #verified} is called;
     *     {@link #NONE} when there are none
     */
    void connect(long from, long verifyTo) {
        lock.lock();
        try {
            open.clear();
            answered = Math.max(answered, from);
            verifiedOnly = verifyTo;
            connected = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Another companion writes, and {@link #learn} tells how far it is. */
    void followAnother() {
        connect(0, NONE);
    }

    /** Takes in that everything up to here is answered, to whoever wrote it. */
    void learn(long seq) {
        lock.lock();
        try {
            answered = Math.max(answered, seq);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether anybody waits. */
    boolean isAwaited() {
        lock.lock();
        try {
            return waiting > 0;
        } finally {
            lock.unlock();
        }
    }

    /** What is under way will not be answered, and nobody needs to wait. */
    void disconnect() {
        lock.lock();
        try {
            open.clear();
            connected = false;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Every row has been verified since the connection. */
    void verified() {
        lock.lock();
        try {
            verifiedOnly = NONE;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Batch open(long seq, List<Change> sessions, Consumer<AmiException> trouble) {
        Batch batch = new Batch(seq, sessions, trouble, this::settle);
        lock.lock();
        try {
            open.add(batch);
        } finally {
            lock.unlock();
        }
        return batch;
    }

    long answered() {
        lock.lock();
        try {
            return answered;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the change is answered; false when it is not after that time, or cannot be since the link is lost.
     *
     * @param begin told, under a lock, that somebody waits: must be quick
     */
    boolean await(long seq, Duration most, Runnable begin) {
        long nanos = most.toNanos();
        lock.lock();
        try {
            waiting++;
            begin.run();
            while (!isAnswered(seq)) {
                if (!connected || nanos <= 0) {
                    return false;
                }
                nanos = moved.awaitNanos(nanos);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    private boolean isAnswered(long seq) {
        return seq <= answered && seq > verifiedOnly;
    }

    /** Who waits goes on first; the telling wakes another thread, which takes time. */
    private void settle() {
        lock.lock();
        try {
            while (!open.isEmpty() && open.getFirst().isAnswered()) {
                Batch batch = open.removeFirst();
                answered = Math.max(answered, batch.seq());
                untold.add(batch);
            }
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        telling.lock();
        try {
            for (Optional<Batch> next = Optional.ofNullable(untold.poll());
                    next.isPresent();
                    next = Optional.ofNullable(untold.poll())) {
                inOrder.accept(next.get());
            }
        } finally {
            telling.unlock();
        }
    }
}
