package org.hotdesk.login;

import java.time.Duration;
import java.util.Optional;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.PinVerdict;
import org.hotdesk.store.Store;

/**
 * While the directory is down: the PIN it last called right, as a hash in the store, for so long. Thread-safe.
 *
 * @param most how long after the directory has said so
 */
public record LastKnown(Store store, Duration most) implements LdapPins.WhileDown {
    @Override
    public PinVerdict check(Optional<UserNumber> user, char[] pin) {
        PinVerdict verdict = store.pins().check(user, pin);
        boolean known = user.flatMap(store.pins()::age)
                .filter(age -> age.compareTo(most) <= 0)
                .isPresent();
        return verdict == PinVerdict.RIGHT && !known ? PinVerdict.UNAVAILABLE : verdict;
    }

    @Override
    public void right(UserNumber user, char[] pin) {
        store.pins().set(user, pin);
    }
}
