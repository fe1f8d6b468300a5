package org.hotdesk.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.pin.LockRule;
import org.hotdesk.pin.WrongPins;
import org.hotdesk.store.LockTable.Whose;
import org.jdbi.v3.core.Handle;

/**
 * Counts wrong PINs, for all companions on one database and over restarts, and says when no more are heard out. A user
 * at a desk where they sit, or ever sat as far back as the ledger goes, has a counter for that desk alone, so nobody can
 * lock them out from elsewhere. Every other attempt counts against the device and, where there is such a user, against
 * the user. Blocks for a short transaction; throws {@link StoreException}. Thread-safe.
 */
public final class PinLocks {
    private final Database database;
    private final Commits commits;

    PinLocks(Database database, Commits commits) {
        this.database = database;
        this.commits = commits;
    }

    /** An attempt that may be heard out; until its PIN is found right it counts as wrong. */
    public static final class Attempt {
        private final LockRule rule;
        private final boolean trusted;
        private final List<Whose> keys;
        private final boolean locks;

        private Attempt(LockRule rule, boolean trusted, List<Whose> keys, boolean locks) {
            this.rule = rule;
            this.trusted = trusted;
            this.keys = List.copyOf(keys);
            this.locks = locks;
        }

        /** Whether further attempts are locked unless this one's PIN is right. */
        public boolean locks() {
            return locks;
        }
    }

    /**
     * A counter.
     *
     * @param device empty for that of a user at desks where they never sat
     * @param user empty for that of a device
     */
    public record Counter(Optional<DeviceNumber> device, Optional<UserNumber> user, WrongPins wrong) {}

    /**
     * Counts an attempt before its PIN is looked at, so that many at once are not heard out together.
     *
     * @param device there must be such a one
     * @param typed what may be no user's number
     * @return empty when it is locked: then nothing was counted or written
     */
    public Optional<Attempt> admit(LockRule rule, DeviceNumber device, Optional<UserNumber> typed) {
        Optional<UserNumber> user =
                typed.filter(number -> commits.newest().floor().user(number).isPresent());
        boolean trusted = user.isPresent() && isTheirs(device, user.get());
        List<Whose> keys = new ArrayList<>();
        if (trusted) {
            keys.add(new Whose(Optional.of(device), user));
        } else {
            keys.add(new Whose(Optional.of(device), Optional.empty()));
            user.ifPresent(number -> keys.add(new Whose(Optional.empty(), Optional.of(number))));
        }
        if (database.read(handle -> isLocked(handle, keys, now()))) {
            return Optional.empty();
        }
        return commits.apart(handle -> {
            Instant now = now();
            if (isLocked(handle, keys, now)) {
                return Optional.empty();
            }
            boolean locks = false;
            for (Whose key : keys) {
                WrongPins counter = rule.afterWrong(counter(handle, key, now), now);
                LockTable.put(handle, key, counter);
                locks |= counter.isLocked(now);
            }
            return Optional.of(new Attempt(rule, trusted, keys, locks));
        });
    }

    /**
     * The PIN was right. A user at their own desk begins anew; the counters of others only lose what this attempt added,
     * or else who knows one PIN could try another's for ever.
     */
    public void wasRight(Attempt attempt) {
        takeBack(attempt, attempt.trusted);
    }

    /** Nobody could say whether the PIN was right, so it does not count. */
    public void wasNotCompared(Attempt attempt) {
        takeBack(attempt, false);
    }

    private void takeBack(Attempt attempt, boolean whole) {
        commits.apart(handle -> {
            Instant now = now();
            for (Whose key : attempt.keys) {
                WrongPins counter = attempt.rule.takenBack(counter(handle, key, now), now);
                if (whole || attempt.rule.isForgotten(counter, now)) {
                    LockTable.delete(handle, key);
                } else {
                    LockTable.put(handle, key, counter);
                }
            }
            return true;
        });
    }

    /** All counters that are not forgotten by this rule; reads the database. */
    public List<Counter> counters(LockRule rule) {
        Instant now = now();
        return database.read(LockTable::all).stream()
                .filter(counter -> !rule.isForgotten(counter.wrong(), now))
                .map(counter -> new Counter(counter.device(), counter.user(), rule.settled(counter.wrong(), now)))
                .toList();
    }

    /** Forgets all that counts against this device, against this user, or both; how many counters there were. */
    public int unlock(Optional<DeviceNumber> device, Optional<UserNumber> user) {
        return commits.apart(handle -> LockTable.deleteAllOf(handle, new Whose(device, user)));
    }

    /** Deletes what is forgotten by this rule. */
    public void tidy(LockRule rule) {
        commits.apart(handle -> {
            Instant now = now();
            LockTable.all(handle).stream()
                    .filter(counter -> rule.isForgotten(counter.wrong(), now))
                    .forEach(counter -> LockTable.delete(handle, new Whose(counter.device(), counter.user())));
            return true;
        });
    }

    private boolean isTheirs(DeviceNumber device, UserNumber user) {
        boolean sitsThere = commits.newest()
                .floor()
                .sessionAt(device)
                .map(Session::user)
                .filter(user::equals)
                .isPresent();
        return sitsThere || database.read(handle -> SessionTable.sat(handle, device, user));
    }

    private static boolean isLocked(Handle handle, List<Whose> keys, Instant now) {
        return keys.stream().anyMatch(key -> counter(handle, key, now).isLocked(now));
    }

    private static WrongPins counter(Handle handle, Whose key, Instant now) {
        return LockTable.of(handle, key).orElseGet(() -> WrongPins.none(now));
    }

    /** As the database keeps it. */
    private Instant now() {
        return commits.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
