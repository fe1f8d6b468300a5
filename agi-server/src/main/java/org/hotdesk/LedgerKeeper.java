package org.hotdesk;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hotdesk.pin.LockRule;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreException;

/** Deletes what the ledger need not keep any longer, and counters of wrong PINs that time has forgiven; once an hour. */
final class LedgerKeeper implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LedgerKeeper.class.getName());
    private static final Duration EVERY = Duration.ofHours(1);

    private final Store store;
    private final Optional<Duration> keep;
    private final LockRule locks;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "hotdesk-ledger-keeper");

    /** @param keep empty for ever */
    LedgerKeeper(Store store, Optional<Duration> keep, LockRule locks, Clock clock) {
        this.store = store;
        this.keep = keep;
        this.locks = locks;
        this.clock = clock;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            do {
                tidy();
            } while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
        }
    }

    private void tidy() {
        try {
            store.locks().tidy(locks);
            int gone = keep.map(span -> store.ledger().forget(clock.instant().minus(span)))
                    .orElse(0);
            if (gone > 0) {
                LOG.log(Level.INFO, () -> "ledger forgot=" + gone);
            }
        } catch (StoreException later) {
            LOG.log(Level.WARNING, () -> "ledger not tidied: " + later.getMessage());
        }
    }

    /** Waits for what it is at: H2 takes a file whose writer is interrupted for broken. */
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
