package org.hotdesk.ami.link;

import java.time.Duration;

/**
 * How long a broken link waits before it tries again. Each pause is twice the one before, up to the longest, and less a
 * random part of it (up to a half), so that many companions do not come back in step.
 *
 * @param first pause after the first loss
 * @param longest pause that is never exceeded while Asterisk does not answer
 * @param refusedFirst pause after Asterisk refused the password for the first time
 * @param refusedLongest pause that is never exceeded while Asterisk refuses the password
 */
public record RetryPace(Duration first, Duration longest, Duration refusedFirst, Duration refusedLongest) {
    public RetryPace {
        if (first.toMillis() < 1 || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "retry pauses must be at least 1 ms and grow: " + first + ", " + longest);
        }
        if (refusedFirst.toMillis() < 1 || refusedLongest.compareTo(refusedFirst) < 0) {
            throw new IllegalArgumentException(
                    "pauses after a refusal must be at least 1 ms and grow: " + refusedFirst + ", " + refusedLongest);
        }
    }

    /** Quick after a restart of Asterisk; slow enough after a refusal that no fail2ban takes notice. */
    public static RetryPace standard() {
        return new RetryPace(
                Duration.ofMillis(250), Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofMinutes(10));
    }
}
