package org.hotdesk.ami.mirror;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.hotdesk.ami.link.AmiException;
import org.hotdesk.store.Change;

/**
 * Rows that are on their way together for a run of changes. It is answered when Asterisk has answered each of them; a row
 * that AMI cannot carry counts as answered, any other failure means that the batch never is. Rows are added by one thread;
 * their answers come on the link's.
 */
final class Batch {
    private final long seq;
    private final List<Change> sessions;
    private final Consumer<AmiException> trouble;
    private final Runnable answered;
    private final AtomicInteger outstanding = new AtomicInteger(1); // the one is taken away by seal()

    /**
     * @param seq of the last change
     * @param sessions those changes that are to be announced
     */
    Batch(long seq, List<Change> sessions, Consumer<AmiException> trouble, Runnable answered) {
        this.seq = seq;
        this.sessions = List.copyOf(sessions);
        this.trouble = trouble;
        this.answered = answered;
    }

    long seq() {
        return seq;
    }

    List<Change> sessions() {
        return sessions;
    }

    boolean isAnswered() {
        return outstanding.get() == 0;
    }

    void add(CompletableFuture<?> row) {
        outstanding.incrementAndGet();
        var unused = row.whenComplete((done, failure) -> {
            if (failure == null) {
                countDown();
            } else {
                failed(failure);
            }
        });
    }

    /** No more rows come. */
    void seal() {
        countDown();
    }

    private void failed(Throwable failure) {
        AmiException why = Troubles.of(failure);
        trouble.accept(why);
        if (why.why() == AmiException.Why.UNSPEAKABLE) {
            countDown();
        }
    }

    private void countDown() {
        if (outstanding.decrementAndGet() == 0) {
            answered.run();
        }
    }
}
