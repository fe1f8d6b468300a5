package org.hotdesk.ami.mirror;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long rows that others changed may have been wrong when that was found. One thread tells, any may ask. */
final class DriftAge {
    private long foundBefore;
    private volatile Optional<Duration> longest = Optional.empty();

    /**
     * Takes in that every row was verified.
     *
     * @param found rows that differed, since we started
     * @param before when every row was verified the time before
     */
    void verified(long found, Optional<Instant> before, Instant now) {
        if (found > foundBefore) {
            foundBefore = found;
            longest = before.map(then -> Duration.between(then, now));
        }
    }

    /** Of the rows found last: since the verification before; empty when nothing was found, or there was none before. */
    Optional<Duration> longest() {
        return longest;
    }
}
