package org.hotdesk.config;

import org.hotdesk.pin.LockRule;

/**
 * How callers prove who they are.
 *
 * @param pinTries wrong PINs in one call before it is ended
 * @param locks what wrong PINs of all calls lead to
 */
public record LoginConfig(int pinTries, LockRule locks) {
    /** As it is unless configured otherwise. */
    public static LoginConfig usual() {
        return new LoginConfig(3, LockRule.standard());
    }
}
