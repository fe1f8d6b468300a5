package org.hotdesk.store;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jdbi.v3.core.Handle;

/**
 * The one way to write. One writer at a time: within this program by a lock, among several programs on one database by
 * a lock on the head row. So commits, change log, snapshots and listeners all have the same order. Commits wait
 * together for the disk: those that come while one is being forced share the next. Thread-safe.
 */
final class Commits {
    /** Changes after which the log is cut below what every mirror has passed. */
    private static final int CUT_EVERY = 1024;

    /** Changes after which superseded ones are dropped from the log, beside as many as were left the last time. */
    private static final int COMPACT_EVERY = 10_000;

    private final Database database;
    private final Clock clock;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final ReentrantLock forcing = new ReentrantLock(true);
    private final Tally tally = new Tally();
    private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();

    /** The newest change when the log was compacted, and how many entries were left; changed under {@link #writing}. */
    private long compactedAt;

    private long left;

    /** As the last commit left it, whether on disk yet or not; replaced under {@link #writing}. */
    private volatile Snapshot committed;

    /** As the last commit left it that is on disk; replaced under {@link #forcing}. */
    private volatile Snapshot newest;

    Commits(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.committed = database.transaction(handle -> {
            ChangeTable.Head head = ChangeTable.lockHead(handle);
            return new Snapshot(head.lastChange(), FloorTables.load(handle));
        });
        this.newest = committed;
        this.compactedAt = committed.seq();
    }

    /** The newest commit that everybody may see: it is on disk. */
    Snapshot newest() {
        return newest;
    }

    void onCommit(CommitListener listener) {
        listeners.add(listener);
    }

    /**
     * Runs the work as one transaction; when this returns, it is on disk and in the snapshot, and the listeners know.
     * Work that leaves its draft empty writes nothing.
     */
    <T> T write(Work<T> work) {
        Written<T> written = commit(work);
        publish(written.snapshot().seq());
        return written.result();
    }

    /** Drops from the change log what nobody needs. */
    void compact() {
        maintain(handle -> compact(handle, ChangeTable.head(handle).lastChange()));
    }

    private void compact(Handle handle, long last) {
        CursorTable.slowest(handle).ifPresent(passed -> ChangeTable.dropTo(handle, passed));
        left = ChangeTable.dropSuperseded(handle, last);
        compactedAt = last;
    }

    /** Runs work that changes nothing anybody is told of, while no writer is at it. */
    void maintain(Consumer<Handle> work) {
        apart(handle -> {
            work.accept(handle);
            return true;
        });
    }

    /** The same with a result. It is committed when this returns, but the disk need not have it. */
    <T> T apart(Function<Handle, T> work) {
        writing.lock();
        try {
            return database.transaction(handle -> {
                ChangeTable.lockHead(handle);
                return work.apply(handle);
            });
        } finally {
            writing.unlock();
        }
    }

    /** Forgets the changes kept in memory, since the log on disk has fewer now. */
    void forgetRecent() {
        writing.lock();
        try {
            committed = new Snapshot(committed.seq(), committed.floor());
        } finally {
            writing.unlock();
        }
        forcing.lock();
        try {
            newest = new Snapshot(newest.seq(), newest.floor());
        } finally {
            forcing.unlock();
        }
    }

    Tally tally() {
        return tally;
    }

    Instant now() {
        return clock.instant();
    }

    /** Writes what is there already, and waits for the disk. */
    void prove() {
        maintain(handle -> handle.execute("update write_head set head = head"));
        database.force();
    }

    /** Takes over what other programs have committed. */
    void refresh() {
        write((draft, handle) -> seq -> seq);
    }

    /** Takes over what other programs have committed, if there is anything; ends an outage when the database answers. */
    void follow() {
        long head = database.knock(handle -> ChangeTable.head(handle).lastChange());
        if (head > committed.seq()) {
            refresh();
        }
    }

    private <T> Written<T> commit(Work<T> work) {
        writing.lock();
        try {
            Written<T> written = database.transaction(handle -> attempt(handle, work));
            committed = written.snapshot();
            tally.count(written.draft());
            return written;
        } finally {
            writing.unlock();
        }
    }

    private <T> Written<T> attempt(Handle handle, Work<T> work) {
        ChangeTable.Head head = ChangeTable.lockHead(handle);
        Snapshot current = caughtUp(handle, head);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var draft = new Draft(current.floor(), head.lastSession(), now);
        LongFunction<T> result = work.run(draft, handle);
        List<Change> changes = draft.changes().numberedAfter(head.lastChange());
        if (changes.isEmpty()) {
            // Nothing was written, so this ends by a commit: a rollback in H2 2.4, which undoes the lock too, may put
            // the
            // head back to what it was when this writer began to wait for it.
            return new Written<>(result.apply(head.lastChange()), current, draft);
        }
        long last = head.lastChange() + changes.size();
        FloorTables.write(handle, draft);
        draft.afterwards().forEach(further -> further.accept(handle));
        ChangeTable.insert(handle, changes, now);
        ChangeTable.moveHead(handle, last, draft.lastSession());
        RecentChanges recent = current.recent().plus(changes);
        if (last - compactedAt > COMPACT_EVERY + left) {
            // So the log is as long as there are entities, however long a mirror is away; and the cost grows with it.
            compact(handle, last);
            recent = RecentChanges.none(last);
        } else if (head.lastChange() / CUT_EVERY != last / CUT_EVERY) {
            CursorTable.slowest(handle).ifPresent(passed -> ChangeTable.dropTo(handle, passed));
        }
        return new Written<>(result.apply(last), new Snapshot(last, draft.floor(), recent), draft);
    }

    /** Our snapshot, with what other programs committed since. */
    private Snapshot caughtUp(Handle handle, ChangeTable.Head head) {
        Snapshot known = committed;
        if (known.seq() == head.lastChange()) {
            return known;
        }
        // Fewer changes than we know of: the last one was refused by the disk, and is gone.
        if (head.logBegins() > known.seq() + 1 || head.lastChange() < known.seq()) {
            return new Snapshot(head.lastChange(), FloorTables.load(handle));
        }
        List<Change> missed = ChangeTable.between(handle, known.seq(), head.lastChange(), Integer.MAX_VALUE);
        return new Snapshot(head.lastChange(), FloorTables.refresh(handle, known.floor(), missed));
    }

    private void publish(long seq) {
        if (newest.seq() >= seq) {
            return;
        }
        forcing.lock();
        try {
            if (newest.seq() < seq) {
                Snapshot reached = committed;
                List<Change> coming = reached.recent().newest(newest.seq());
                listeners.forEach(listener -> listener.preparing(coming, reached.floor()));
                database.force();
                newest = reached;
                listeners.forEach(listener -> listener.committed(reached.seq(), reached.floor()));
            }
        } finally {
            forcing.unlock();
        }
    }

    /** What one transaction does. The function it returns gets the number of the newest change, and gives the outcome. */
    @FunctionalInterface
    interface Work<T> {
        LongFunction<T> run(Draft draft, Handle handle);
    }

    private record Written<T>(T result, Snapshot snapshot, Draft draft) {}
}
