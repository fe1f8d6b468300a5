package org.hotdesk.store;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.UserNumber;
import org.jdbi.v3.core.Handle;

/** The users' login PINs, of which only hashes are kept. Wipes its own copies of a PIN, never the caller's. Thread-safe. */
public final class Pins {
    /** Fewest digits of a PIN. */
    public static final int MIN_DIGITS = 3;

    /** Most digits of a PIN. */
    public static final int MAX_DIGITS = 15;

    private static final byte[] NO_PIN_AT_ALL = {'x'};

    private final Database database;
    private final Commits commits;
    private final PinHash hash;
    private final Optional<KeyRing> mirror;

    /** @param mirror seals the copies of compatibility mode; empty when there must be none */
    Pins(Database database, Commits commits, PinHash hash, Optional<KeyRing> mirror) {
        this.database = database;
        this.commits = commits;
        this.hash = hash;
        this.mirror = mirror;
    }

    /** Gives the user this PIN; takes tens of milliseconds. */
    public PutOutcome set(UserNumber user, char[] pin) {
        if (!isValid(pin)) {
            return new PutOutcome.Rejected(
                    List.of("user " + user + ": pin must have " + MIN_DIGITS + " to " + MAX_DIGITS + " digits"));
        }
        PinTable.Pin kept = kept(user, pin);
        return commits.write((draft, handle) -> {
            if (draft.floor().user(user).isEmpty()) {
                return seq -> noSuchUser(user);
            }
            PinTable.put(handle, user, kept, draft.now());
            draft.changes().gained(user);
            return PutOutcome.Stored::new;
        });
    }

    /** A valid PIN as it is kept; takes tens of milliseconds. */
    PinTable.Pin kept(UserNumber user, char[] pin) {
        byte[] bytes = bytes(pin);
        try {
            Optional<String> copy = mirror.map(ring -> ring.seal(new String(pin), owner(user)));
            return new PinTable.Pin(hash.hash(bytes), hash.pepperId(), copy);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Takes the user's PIN away, so that the user cannot log in. */
    public PutOutcome clear(UserNumber user) {
        return commits.write((draft, handle) -> {
            if (draft.floor().user(user).isEmpty()) {
                return seq -> noSuchUser(user);
            }
            PinTable.delete(handle, user);
            draft.changes().gained(user);
            return PutOutcome.Stored::new;
        });
    }

    /** Compares; always takes the time of one hash, whatever the answer, and waits when several are at it. */
    public PinVerdict check(UserNumber user, char[] pin) {
        return check(Optional.of(user), pin);
    }

    /** As {@link #check(UserNumber, char[])}; without a user it is nobody's PIN. */
    public PinVerdict check(Optional<UserNumber> user, char[] pin) {
        byte[] bytes = isValid(pin) ? bytes(pin) : NO_PIN_AT_ALL.clone();
        try {
            Found found = database.read(
                    handle -> find(handle, user.map(UserNumber::digits).orElse("")));
            boolean right = hash.matches(bytes, found.hashed());
            if (!found.user()) {
                return PinVerdict.NO_SUCH_USER;
            }
            if (found.hashed().isEmpty()) {
                return PinVerdict.NO_PIN;
            }
            return right ? PinVerdict.RIGHT : PinVerdict.WRONG;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /**
     * Takes as long as comparing a PIN, and compares none; only before the first one, when that is not known yet, nobody's
     * is compared. Does not wait for others.
     */
    public void pretend() {
        hash.pretend();
    }

    /** How long the user has had this PIN; empty without one. */
    public Optional<Duration> age(UserNumber user) {
        return database.read(handle -> PinTable.since(handle, user))
                .map(since -> Duration.between(since, commits.now()));
    }

    /** How many PINs were compared since the store was opened. */
    public long compared() {
        return hash.compared();
    }

    /** How many PINs wait to be hashed, since only a few are at a time. */
    public int waiting() {
        return hash.waiting();
    }

    /** Whether the user can log in at all. */
    public boolean hasPin(UserNumber user) {
        return database.read(handle -> PinTable.of(handle, user.digits())).isPresent();
    }

    static String owner(UserNumber user) {
        return "user/" + user + "/pin";
    }

    private static Found find(Handle handle, String user) {
        return new Found(
                UserTable.one(handle, user).isPresent(),
                PinTable.of(handle, user).map(PinTable.Pin::hashed));
    }

    private static PutOutcome noSuchUser(UserNumber user) {
        return new PutOutcome.Rejected(List.of("user " + user + ": there is no such user"));
    }

    /** Whether this could be a PIN. */
    public static boolean isValid(char[] pin) {
        boolean digits = pin.length >= MIN_DIGITS && pin.length <= MAX_DIGITS;
        for (int i = 0; digits && i < pin.length; i++) {
            digits = pin[i] >= '0' && pin[i] <= '9';
        }
        return digits;
    }

    private static byte[] bytes(char[] digits) {
        byte[] bytes = new byte[digits.length];
        for (int i = 0; i < digits.length; i++) {
            bytes[i] = (byte) digits[i];
        }
        return bytes;
    }

    private record Found(boolean user, Optional<String> hashed) {}
}
