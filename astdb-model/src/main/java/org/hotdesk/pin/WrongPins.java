package org.hotdesk.pin;

import java.time.Instant;

/**
 * A counter of wrong PINs.
 *
 * @param wrong 0 or more, as of {@code counted}
 * @param counted from when time forgives
 * @param lockedUntil no PIN is looked at before it; any time in the past for no lock
 */
public record WrongPins(int wrong, Instant counted, Instant lockedUntil) {
    /** Nothing wrong so far. */
    public static WrongPins none(Instant now) {
        return new WrongPins(0, now, now);
    }

    public boolean isLocked(Instant now) {
        return now.isBefore(lockedUntil);
    }
}
