package org.hotdesk.sip.abuse;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The sources that were seen during a flood within the last 16 to 32 seconds, as one bit each: 4 MB, taken when the
 * first flood comes. With a million sources one of sixteen newcomers is taken for one seen before. One owner thread.
 */
final class TurnedAway {
    private static final int BITS_SHIFT = 24;
    private static final int WORDS = 1 << (BITS_SHIFT - 6);
    private static final long GENERATION_NANOS = TimeUnit.SECONDS.toNanos(16);

    private final long seed;
    private long[] young = {};
    private long[] old = {};
    private long since;

    TurnedAway(long seed) {
        this.seed = seed;
    }

    /** Notes the source; true when it was there. */
    boolean add(long source, long now) {
        if (young.length == 0) {
            young = new long[WORDS];
            old = new long[WORDS];
            since = now;
        }
        if (now - since >= GENERATION_NANOS) {
            nextGeneration(now);
        }
        long hash = Mix.of(source ^ seed);
        int word = (int) hash & (WORDS - 1);
        long bit = 1L << (hash >>> (Long.SIZE - 6));
        boolean there = ((young[word] | old[word]) & bit) != 0;
        young[word] |= bit;
        return there;
    }

    private void nextGeneration(long now) {
        boolean bothAreOver = now - since >= 2 * GENERATION_NANOS;
        long[] spare = old;
        old = young;
        young = spare;
        Arrays.fill(young, 0);
        if (bothAreOver) {
            Arrays.fill(old, 0);
        }
        since = now;
    }
}
