package org.hotdesk.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.PinVerdict;
import org.hotdesk.store.Store;

/** Compares PINs with the passwords of the users' mailboxes, as the store has them. Thread-safe; blocks. */
public record VoicemailPins(Store store) implements PinCheck {
    @Override
    public PinVerdict check(Optional<UserNumber> user, char[] pin) {
        // As long as a hash takes, whatever the answer: to compare two texts takes no time that could be told apart.
        pretend();
        Optional<AmpUser> known = user.flatMap(store.floor()::user);
        if (known.isEmpty()) {
            return PinVerdict.NO_SUCH_USER;
        }
        Optional<String> password = known.flatMap(AmpUser::mailbox).flatMap(store.secrets()::mailboxPassword);
        if (password.isEmpty()) {
            return PinVerdict.NO_PIN;
        }
        boolean same = MessageDigest.isEqual(
                password.get().getBytes(StandardCharsets.UTF_8), new String(pin).getBytes(StandardCharsets.UTF_8));
        return same ? PinVerdict.RIGHT : PinVerdict.WRONG;
    }

    @Override
    public void pretend() {
        store.pins().pretend();
    }
}
