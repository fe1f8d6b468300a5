package org.hotdesk.store;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the commits touched, in their order: the outbox that each Asterisk server's mirror drains at its own pace.
 * Never shows a change before {@link Store#floor()} has it. Thread-safe.
 */
public final class ChangeLog {
    private final Database database;
    private final Commits commits;
    private final Clock clock;

    ChangeLog(Database database, Commits commits, Clock clock) {
        this.database = database;
        this.commits = commits;
        this.clock = clock;
    }

    /** The number of the newest change; 0 when nothing was ever stored. */
    public long latest() {
        return commits.newest().seq();
    }

    /**
     * The oldest changes with greater numbers, in order. Numbers may have gaps, where an entity was touched again later
     * and the log compacted.
     */
    public List<Change> after(long seq, int most) {
        Snapshot newest = commits.newest();
        if (newest.seq() <= seq) {
            return List.of();
        }
        return newest.recent()
                .after(seq, most)
                .orElseGet(() -> database.read(handle -> ChangeTable.between(handle, seq, newest.seq(), most)));
    }

    /**
     * Whether nothing after this number was dropped for good, so that who has read all up to it can go on from there.
     * To be asked after {@link #after}, which tells of what the log had.
     */
    public boolean reaches(long seq) {
        return seq + 1 >= database.read(ChangeTable::head).logBegins();
    }

    /**
     * The last change this server's mirror has written. Empty when the server is new or was away for longer than the log
     * reaches back: then all rows must be compared.
     */
    public Optional<Long> cursor(String server) {
        return database.read(handle -> CursorTable.of(handle, server)
                .filter(seq -> seq + 1 >= ChangeTable.head(handle).logBegins()));
    }

    /** Remembers that this server's mirror has written everything up to here; a cursor that is further stays there. */
    public void advance(String server, long seq) {
        database.read(handle -> CursorTable.advance(handle, server, seq, clock.instant()));
    }

    /**
     * Names the entities of these changes once more, as new changes: whoever drains the log writes their current rows
     * again. For a mirror that finds, after a batch, that it had lost its {@link Lease}: what it wrote may have been older
     * than what the new owner wrote. Who came and went is not told twice.
     */
    public void touchAgain(Collection<Change> changes) {
        commits.write((draft, handle) -> {
            changes.stream().filter(Change::namesRows).forEach(draft.changes()::again);
            return seq -> seq;
        });
    }

    /** Forgets a server that is no longer mirrored, so that the log needn't be kept for it. */
    public void forget(String server) {
        database.read(handle -> CursorTable.delete(handle, server));
    }

    /**
     * Drops what every mirror has passed, and of each entity all changes but the newest. The store does it by itself too,
     * when the log has doubled: an Asterisk that is away costs a log that is bounded by the number of entities.
     */
    public void compact() {
        commits.compact();
        commits.forgetRecent();
    }
}
