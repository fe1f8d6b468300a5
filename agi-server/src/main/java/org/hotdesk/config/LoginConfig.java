package org.hotdesk.config;

import java.time.Duration;
import java.util.Optional;
import org.hotdesk.pin.LockRule;
import org.hotdesk.pin.PinRules;

/**
 * How callers prove who they are.
 *
 * @param pinTries wrong PINs in one call before it is ended
 * @param pins which new PINs are taken
 * @param locks what wrong PINs of all calls lead to
 * @param keep how long the ledger is kept; empty for ever
 */
public record LoginConfig(int pinTries, PinRules pins, LockRule locks, Optional<Duration> keep) {
    /** As it is unless configured otherwise. */
    public static LoginConfig usual() {
        return new LoginConfig(3, PinRules.standard(), LockRule.standard(), Optional.of(Duration.ofDays(365)));
    }
}
