package org.hotdesk.sip.abuse;

import java.util.random.RandomGenerator;

/**
 * Lets so many strangers in as all of them together may be. While there are more, most places go to those who ask again
 * after they were turned away, as a phone does and a made-up address does not; the rest goes to newcomers. Within each
 * kind everyone has the same chance, whoever came first. One owner thread.
 */
final class StrangerGate {
    /** 2²⁷ ns are 134 ms. */
    private static final int WINDOW_SHIFT = 27;

    private static final int CHANCES = 1 << 16;

    /** How many came, in this window and the one before. */
    private static final class Arrivals {
        private final long most;
        private long before;
        private long count;

        Arrivals(long most) {
            this.most = Math.max(1, most);
        }

        void nextWindow(boolean adjacent) {
            before = adjacent ? count : 0;
            count = 0;
        }

        /** Counts one more, and tells how many are likely in this window. */
        long more() {
            count++;
            return Math.max(before, count);
        }

        boolean areTooMany() {
            return more() > most;
        }

        boolean drawsAPlace(RandomGenerator random) {
            return random.nextInt(CHANCES) * more() < most * CHANCES;
        }
    }

    private final RandomGenerator random;
    private final TurnedAway turnedAway;
    private final Arrivals all;
    private final Arrivals newcomers;
    private final Arrivals again;
    private long window;

    StrangerGate(int perSecond, RandomGenerator random) {
        long perWindow = (perSecond * (1L << WINDOW_SHIFT)) / 1_000_000_000L;
        this.random = random;
        this.turnedAway = new TurnedAway(random.nextLong());
        this.all = new Arrivals(perWindow);
        this.newcomers = new Arrivals(perWindow / 4);
        this.again = new Arrivals(perWindow - perWindow / 4);
    }

    boolean admits(long source, long now) {
        long current = now >> WINDOW_SHIFT;
        if (current != window) {
            boolean adjacent = current == window + 1;
            all.nextWindow(adjacent);
            newcomers.nextWindow(adjacent);
            again.nextWindow(adjacent);
            window = current;
        }
        if (!all.areTooMany()) {
            return true;
        }
        return turnedAway.add(source, now) ? again.drawsAPlace(random) : newcomers.drawsAPlace(random);
    }
}
