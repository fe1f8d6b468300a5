package org.hotdesk.config;

import java.time.Duration;
import java.util.Optional;
import org.hotdesk.login.LdapConfig;
import org.hotdesk.pin.LockRule;
import org.hotdesk.pin.PinRules;

/**
 * How callers prove who they are.
 *
 * @param pinTries wrong PINs in one call before it is ended
 * @param pins which new PINs are taken
 * @param locks what wrong PINs of all calls lead to
 * @param keep how long the ledger is kept; empty for ever
 * @param source what PINs are compared with
 */
public record LoginConfig(int pinTries, PinRules pins, LockRule locks, Optional<Duration> keep, Source source) {
    /** As it is unless configured otherwise. */
    public static LoginConfig usual() {
        return new LoginConfig(
                3,
                PinRules.standard(),
                LockRule.standard(),
                Optional.of(Duration.ofDays(365)),
                new Source(Check.STORE, Optional.empty(), Optional.empty()));
    }

    /** What PINs are compared with. */
    public enum Check {
        STORE,
        LDAP,
        VOICEMAIL
    }

    /** What becomes of a login while the directory does not answer. */
    enum Down {
        REFUSE,
        LAST_KNOWN
    }

    /**
     * What PINs are compared with.
     *
     * @param ldap there is one when {@code check} is it
     * @param lastKnown how long what the directory has said holds while it is down; empty for not at all
     */
    public record Source(Check check, Optional<LdapConfig> ldap, Optional<Duration> lastKnown) {}
}
