package org.hotdesk.ami.mirror;

import java.time.Duration;

/**
 * How hard the mirror works.
 *
 * @param readsPerSecond rows verified a second at most, 100 to 1,000,000; writes have no limit but the link's
 * @param verifyEvery pause between two verifications of every row while nothing happens, at least 1 s
 */
public record MirrorPace(int readsPerSecond, Duration verifyEvery) {
    private static final int LEAST = 100;
    private static final int MOST = 1_000_000;

    public MirrorPace {
        if (readsPerSecond < LEAST || readsPerSecond > MOST) {
            throw new IllegalArgumentException("readsPerSecond " + readsPerSecond + " is not between 100 and 1000000");
        }
        if (verifyEvery.toSeconds() < 1) {
            throw new IllegalArgumentException("verifyEvery " + verifyEvery + " is below 1 s");
        }
    }

    /** Half of what one link can read, so that dialplan lookups go on beside it; every row again each half hour. */
    public static MirrorPace standard() {
        return new MirrorPace(30_000, Duration.ofMinutes(30));
    }
}
