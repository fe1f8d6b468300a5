package org.hotdesk.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;

/**
 * Who sat where, and who was refused. Sessions are written with their commit. Refusals are written within a second, equal
 * ones as one row, so that who guesses PINs can neither fill the disk nor slow anybody down; a power cut may lose that
 * second. Thread-safe.
 */
public final class Ledger implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Ledger.class.getName());
    private static final int UNWRITTEN_MAX = 1_000;
    private static final int WRITE_AFTER_SECONDS = 1;
    private static final int RETRY_AFTER_SECONDS = 10;

    private final Database database;
    private final Commits commits;
    private final ScheduledThreadPoolExecutor writer = new ScheduledThreadPoolExecutor(1, work -> {
        var thread = new Thread(work, "hotdesk-ledger");
        thread.setDaemon(true);
        return thread;
    });
    private Map<Kind, Refusal> unwritten = new LinkedHashMap<>();
    private final Map<String, Long> refused = new TreeMap<>();
    private Optional<ScheduledFuture<?>> planned = Optional.empty();
    private boolean closed;

    private record Kind(Optional<DeviceNumber> device, Optional<UserNumber> user, String why) {}

    Ledger(Database database, Commits commits) {
        this.database = database;
        this.commits = commits;
        writer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * A login was refused. Does not wait for the database.
     *
     * @param typed kept only if it is a user's number: else it may be a PIN
     * @param why a word of at most 32 letters, digits or dashes
     */
    public void refused(Optional<DeviceNumber> device, Optional<UserNumber> typed, String why) {
        var floor = commits.newest().floor();
        var kind = new Kind(
                device.filter(number -> floor.device(number).isPresent()),
                typed.filter(number -> floor.user(number).isPresent()),
                why);
        Instant now = commits.now();
        synchronized (this) {
            refused.merge(why, 1L, Long::sum);
            if (unwritten.size() >= UNWRITTEN_MAX && !unwritten.containsKey(kind)) {
                kind = new Kind(Optional.empty(), Optional.empty(), why);
            }
            unwritten.merge(
                    kind,
                    new Refusal(now, now, kind.device(), kind.user(), why, 1),
                    (old, one) -> new Refusal(old.began(), now, old.device(), old.user(), why, old.times() + 1));
            plan(WRITE_AFTER_SECONDS);
        }
    }

    /** How many were refused since the store was opened, by why. */
    public synchronized Map<String, Long> refused() {
        return Map.copyOf(refused);
    }

    /** Sessions that are over, newest first. Reads the database. */
    public List<EndedSession> sessions(LedgerQuery query) {
        return database.read(handle -> SessionTable.ended(handle, query));
    }

    /** Refusals, newest first, up to the latest. Writes and reads the database. */
    public List<Refusal> refusals(LedgerQuery query) {
        write();
        return database.read(handle -> RefusalTable.newest(handle, query));
    }

    /** Deletes what was over before; how many sessions and refusals. */
    public int forget(Instant before) {
        int all = 0;
        for (int some = 1; some > 0; all += some) {
            some = commits.apart(
                    handle -> RefusalTable.forget(handle, before) + RefusalTable.forgetSessions(handle, before));
        }
        return all;
    }

    /** Writes what is not written yet. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        // Not interrupted at its work: H2 would take the file for broken.
        writer.shutdown();
        try {
            write();
            writer.awaitTermination(RETRY_AFTER_SECONDS, TimeUnit.SECONDS);
        } catch (StoreException lost) {
            LOG.log(Level.WARNING, () -> "ledger refusals lost: " + lost.getMessage());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void plan(int seconds) {
        if (planned.isEmpty() && !closed) {
            planned = Optional.of(writer.schedule(this::writeAsPlanned, seconds, TimeUnit.SECONDS));
        }
    }

    private void writeAsPlanned() {
        synchronized (this) {
            planned = Optional.empty();
        }
        try {
            write();
        } catch (StoreException later) {
            plan(RETRY_AFTER_SECONDS);
        }
    }

    /** What could not be written is kept. */
    private void write() {
        Map<Kind, Refusal> taken = taken();
        if (taken.isEmpty()) {
            return;
        }
        try {
            commits.apart(handle -> {
                taken.values().forEach(refusal -> RefusalTable.add(handle, refusal));
                return true;
            });
        } catch (RuntimeException failed) {
            keep(taken);
            throw failed;
        }
    }

    private synchronized Map<Kind, Refusal> taken() {
        Map<Kind, Refusal> taken = unwritten;
        unwritten = new LinkedHashMap<>();
        return taken;
    }

    private synchronized void keep(Map<Kind, Refusal> failed) {
        failed.forEach((kind, refusal) -> unwritten.merge(
                kind,
                refusal,
                (newer, older) -> new Refusal(
                        older.began(),
                        newer.last(),
                        newer.device(),
                        newer.user(),
                        newer.why(),
                        newer.times() + older.times())));
    }
}
