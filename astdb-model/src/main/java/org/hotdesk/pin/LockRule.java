package org.hotdesk.pin;

import java.time.Duration;
import java.time.Instant;

/**
 * How many wrong PINs are heard out, and how long none is after that. The first {@code after - 1} cost nothing; each
 * further one locks, the first for {@code first}, each next one for twice as long, at most for {@code most}. One is
 * forgiven per {@code most}. So within any time {@code t} at most {@code after + 1 + log2(most / first) + t / most}
 * PINs are compared for one counter.
 *
 * @param after 1 to 100
 * @param first 1 second to {@code most}
 * @param most at most a day
 */
public record LockRule(int after, Duration first, Duration most) {
    private static final int AFTER_MAX = 100;
    private static final int DOUBLINGS_MAX = 20;

    public LockRule {
        if (after < 1
                || after > AFTER_MAX
                || first.compareTo(Duration.ofSeconds(1)) < 0
                || first.compareTo(most) > 0
                || most.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "a lock comes after 1 to 100 wrong PINs, for 1 s at first and 1 day at most");
        }
    }

    /** Five wrong PINs, then half a minute to an hour. */
    public static LockRule standard() {
        return new LockRule(5, Duration.ofSeconds(30), Duration.ofHours(1));
    }

    /** The counter with what time has forgiven. */
    public WrongPins settled(WrongPins counter, Instant now) {
        long forgiven = Math.max(0, Duration.between(counter.counted(), now).dividedBy(most));
        if (forgiven >= counter.wrong()) {
            return new WrongPins(0, now, counter.lockedUntil());
        }
        Instant counted = counter.counted().plus(most.multipliedBy(forgiven));
        return new WrongPins(counter.wrong() - (int) forgiven, counted, counter.lockedUntil());
    }

    /** The counter after one more, which was not locked. */
    public WrongPins afterWrong(WrongPins counter, Instant now) {
        WrongPins settled = settled(counter, now);
        int wrong = settled.wrong() + 1;
        return new WrongPins(wrong, settled.counted(), wrong < after ? now : now.plus(lock(wrong)));
    }

    /** As {@link #afterWrong} never happened: the PIN that was counted before it was compared was right. */
    public WrongPins takenBack(WrongPins counter, Instant now) {
        return new WrongPins(Math.max(0, counter.wrong() - 1), counter.counted(), now);
    }

    /** Whether nothing is left of it, so that it need not be kept. */
    public boolean isForgotten(WrongPins counter, Instant now) {
        return settled(counter, now).wrong() == 0 && !counter.isLocked(now);
    }

    private Duration lock(int wrong) {
        int doublings = Math.min(wrong - after, DOUBLINGS_MAX);
        Duration lock = first.multipliedBy(1L << doublings);
        return lock.compareTo(most) > 0 ? most : lock;
    }
}
