package org.hotdesk.login;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;
import org.hotdesk.pin.LockRule;
import org.hotdesk.pin.PinRules;
import org.hotdesk.pin.Weakness;
import org.hotdesk.policy.EffectivePolicy;
import org.hotdesk.store.Ledger;
import org.hotdesk.store.PinLocks;
import org.hotdesk.store.PinLocks.Attempt;
import org.hotdesk.store.PinVerdict;
import org.hotdesk.store.Pins;
import org.hotdesk.store.Store;

/**
 * Where every PIN that a phone gives is judged: counted, compared unless it is locked, and written to the ledger when it
 * is refused. A locked attempt compares nothing and takes as long as a wrong PIN. Thread-safe; blocks.
 */
public final class PinGate {
    private static final Logger LOG = System.getLogger(PinGate.class.getName());

    private final PinLocks locks;
    private final Ledger ledger;
    private final PinCheck check;
    private final Store store;
    private final LockRule rule;
    private final PinRules rules;

    /** @param rules which new PINs are taken */
    public PinGate(Store store, PinCheck check, LockRule rule, PinRules rules) {
        this.store = store;
        this.rules = rules;
        this.locks = store.locks();
        this.ledger = store.ledger();
        this.check = check;
        this.rule = rule;
    }

    /** With the store's own PINs and the usual rule. */
    public static PinGate standard(Store store) {
        return new PinGate(store, PinCheck.of(store), LockRule.standard(), PinRules.standard());
    }

    /**
     * Judges an attempt. The PIN is left as it is.
     *
     * @param device there is such a one, and the caller sits before it
     * @param typed who the caller says they are; empty when that is no number at all
     */
    public PinVerdict check(DeviceNumber device, Optional<UserNumber> typed, char[] pin) {
        Optional<Attempt> attempt = locks.admit(rule, device, typed);
        PinVerdict verdict = attempt.isPresent() ? compared(attempt.get(), typed, pin) : locked();
        if (verdict != PinVerdict.RIGHT) {
            ledger.refused(Optional.of(device), typed, word(verdict));
        }
        if (attempt.filter(Attempt::locks).isPresent() && verdict != PinVerdict.RIGHT) {
            LOG.log(
                    Level.WARNING,
                    () -> "pin-locked device=" + device
                            + ": too many wrong PINs; 'hotdesk pin locks' shows whom it concerns");
        }
        return verdict;
    }

    /** Whether PINs are kept by us, so that we can change them. */
    public boolean isPinOurs() {
        return check.isStore();
    }

    /** Whether a PIN that is right must be changed before its user goes on, by the policy for the two. */
    public boolean isExpired(DeviceNumber device, UserNumber user) {
        Duration lives = EffectivePolicy.of(store.floor(), Optional.of(device), Optional.of(user))
                .pinExpires();
        return isPinOurs()
                && !lives.isZero()
                && store.pins()
                        .age(user)
                        .filter(age -> age.compareTo(lives) >= 0)
                        .isPresent();
    }

    /** What is wrong with this as the user's new PIN. */
    public Optional<Weakness> weakness(UserNumber user, char[] pin) {
        return Pins.isValid(pin) ? rules.weakness(user, pin) : Optional.of(Weakness.TOO_SHORT);
    }

    /** Gives the user this PIN, which is not weak; false when it is the one they have, or when there is no user any more. */
    public boolean change(UserNumber user, char[] pin) {
        return store.pins().check(user, pin) != PinVerdict.RIGHT
                && store.pins().set(user, pin).fold(stored -> true, rejected -> false);
    }

    private PinVerdict compared(Attempt attempt, Optional<UserNumber> typed, char[] pin) {
        PinVerdict verdict = check.check(typed, pin);
        if (verdict == PinVerdict.RIGHT) {
            locks.wasRight(attempt);
        } else if (verdict == PinVerdict.UNAVAILABLE) {
            locks.wasNotCompared(attempt);
        }
        return verdict;
    }

    private PinVerdict locked() {
        check.pretend();
        return PinVerdict.LOCKED;
    }

    private static String word(PinVerdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
