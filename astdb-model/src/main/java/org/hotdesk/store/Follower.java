package org.hotdesk.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Follows what other companions commit to a shared database: looks at the head of the change log every 100 ms, so that
 * another's commit is in {@link Store#floor()} 250 ms after it at the latest while the database answers. Goes on when
 * the database comes back. One thread of its own.
 */
final class Follower implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Store.class.getName());
    private static final Duration EVERY = Duration.ofMillis(100);

    private final Commits commits;
    private final Repeating thread;

    Follower(Commits commits) {
        this.commits = commits;
        this.thread = new Repeating("hotdesk-store-follower", EVERY, this::look);
    }

    @Override
    public void close() {
        thread.close();
    }

    private void look() {
        try {
            commits.follow();
        } catch (StoreException away) {
            LOG.log(Level.DEBUG, away::getMessage); // an outage was told when it began
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, () -> "cannot follow what other companions commit: " + broken, broken);
        }
    }
}
