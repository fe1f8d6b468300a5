package org.hotdesk.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The system's clock, which a test puts forward: it runs on from there. Thread-safe, with one test to move it. */
final class ShiftedClock extends Clock {
    private final Clock system = Clock.system(ZoneId.of("Europe/Berlin"));
    private volatile Duration ahead = Duration.ZERO;

    /** Puts it forward by so much. */
    void pass(Duration span) {
        ahead = ahead.plus(span);
    }

    /** Puts it forward to this moment, which must not be past. */
    void forwardTo(Instant moment) {
        Duration left = Duration.between(instant(), moment);
        if (left.isNegative()) {
            throw new IllegalArgumentException("a clock is never put back here");
        }
        pass(left);
    }

    @Override
    public Instant instant() {
        return system.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return system.getZone();
    }

    /** Is not put forward. */
    @Override
    public Clock withZone(ZoneId zone) {
        return system.withZone(zone);
    }
}
