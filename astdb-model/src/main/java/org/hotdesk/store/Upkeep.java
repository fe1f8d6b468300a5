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
    private final Repeating thread;
    private long seen;

    Upkeep(Database database) {
        this.database = database;
        this.thread = new Repeating("hotdesk-store-upkeep", EVERY, this::tidy);
    }

    @Override
    public void close() {
        thread.close();
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
