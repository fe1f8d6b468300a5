package org.hotdesk.store;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Who may drain each Asterisk's change log when several companions share one database: one at a time, by the database's
 * clock. An embedded database has one program only, to which the right is always given, without a look at the disk.
 * Each method asks the database once and throws {@link StoreException} when it does not answer. Thread-safe.
 */
public final class Leases {
    private static final long ONLY_TERM = 1;

    private final Database database;
    private final Commits commits;

    /** This run of the program: a companion that was restarted takes over from its former self at once. */
    private final String instance = UUID.randomUUID().toString();

    Leases(Database database, Commits commits) {
        this.database = database;
        this.commits = commits;
    }

    /**
     * Takes the right for this time from now, or keeps it for so long; empty while another companion holds it. Companions
     * on one database must have different names: a namesake takes the right away at once.
     */
    public Optional<Lease> take(String server, String companion, Duration time) {
        if (!database.isShared()) {
            return Optional.of(new Lease(server, companion, ONLY_TERM));
        }
        if (!database.read(handle -> LeaseTable.isKnown(handle, server))) {
            commits.maintain(handle -> LeaseTable.make(handle, server));
        }
        return database.read(handle -> LeaseTable.take(handle, server, companion, instance, time)
                .map(term -> new Lease(server, companion, term)));
    }

    /** Whether it is still ours. To be asked before each batch: who was frozen learns here that the right was lost. */
    public boolean holds(Lease lease) {
        return !database.isShared() || database.read(handle -> LeaseTable.holds(handle, lease, instance));
    }

    /** Gives the right back, so that the next companion need not wait; nothing when it was lost already. */
    public void release(Lease lease) {
        if (database.isShared()) {
            database.read(handle -> LeaseTable.release(handle, lease, instance));
        }
    }

    /** Who holds the right; empty when nobody does, and on an embedded database. */
    public Optional<Holder> holder(String server) {
        return database.isShared() ? database.read(handle -> LeaseTable.holder(handle, server)) : Optional.empty();
    }

    /**
     * Who holds the right.
     *
     * @param left until the right ends, if it is not kept
     */
    public record Holder(String companion, long term, Duration left) {}
}
