package org.hotdesk.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Keeps the file of an embedded database from growing with each commit, see {@link Database#tidy}. One thread of its own,
 * which nobody waits for.
 */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Store.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** So many commits leave a megabyte behind; a daemon that is left alone commits only to prove that it can. */
    private static final long WORTH_IT = 100;

    private final Database database;
    private final Thread thread;
    private long seen;

    Upkeep(Database database) {
        this.database = database;
        this.thread = new Thread(this::run, "hotdesk-store-upkeep");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(EVERY.toMillis());
                tidy();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void tidy() {
        long now = database.forced();
        if (now - seen < WORTH_IT) {
            return;
        }
        seen = now;
        try {
            database.tidy();
        } catch (StoreException refused) {
            LOG.log(Level.DEBUG, refused::getMessage); // who commits next is told
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, () -> "cannot tidy up the store's file: " + broken, broken);
        }
    }
}
