package org.hotdesk.sip.abuse;

import java.util.random.RandomGenerator;

/**
 * Lets so many strangers in as all of them together may be. While there are more, each has the same chance, whoever came
 * first: a phone that asks again gets in some time. One owner thread.
 */
final class StrangerGate {
    /** 2²⁷ ns are 134 ms. */
    private static final int WINDOW_SHIFT = 27;

    private static final int CHANCES = 1 << 16;

    private final RandomGenerator random;
    private final long perWindow;
    private long window;
    private long before;
    private long count;

    StrangerGate(int perSecond, RandomGenerator random) {
        this.random = random;
        this.perWindow = Math.max(1, (perSecond * (1L << WINDOW_SHIFT)) / 1_000_000_000L);
    }

    boolean admits(long now) {
        long current = now >> WINDOW_SHIFT;
        if (current != window) {
            before = current == window + 1 ? count : 0;
            count = 0;
            window = current;
        }
        count++;
        long likely = Math.max(before, count);
        return likely <= perWindow || random.nextInt(CHANCES) * likely < perWindow * CHANCES;
    }
}
