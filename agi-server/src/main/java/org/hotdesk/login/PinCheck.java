package org.hotdesk.login;

import java.util.Optional;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.PinVerdict;
import org.hotdesk.store.Store;

/** Compares PINs with what is known of them somewhere. Thread-safe; blocks. */
public interface PinCheck {
    /**
     * Whether the PIN is the user's. For a user there is not, or none at all, it takes as long as for a wrong PIN. Leaves
     * the PIN as it is.
     */
    PinVerdict check(Optional<UserNumber> user, char[] pin);

    /** Takes as long as a wrong PIN and compares nothing, unless it is not known yet how long that is. */
    void pretend();

    /** Whether these are the store's own PINs. */
    default boolean isStore() {
        return false;
    }

    /** The store's own PINs. */
    static PinCheck of(Store store) {
        return new PinCheck() {
            @Override
            public PinVerdict check(Optional<UserNumber> user, char[] pin) {
                return store.pins().check(user, pin);
            }

            @Override
            public boolean isStore() {
                return true;
            }

            @Override
            public void pretend() {
                store.pins().pretend();
            }
        };
    }
}
