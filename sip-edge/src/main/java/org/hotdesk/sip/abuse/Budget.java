package org.hotdesk.sip.abuse;

/**
 * A leaky bucket in one number: the time at which it will be empty. So a rate limit costs eight bytes, needs no timer,
 * and an untouched bucket is 0, which is always empty.
 */
final class Budget {
    private final long interval;
    private final long depth;

    /** So many a second in the long run, and {@code atOnce} after a pause. */
    static Budget perSecond(int rate, long atOnce) {
        return new Budget(Math.max(1, 1_000_000_000L / rate), atOnce);
    }

    /** One each {@code interval} nanoseconds in the long run, and {@code atOnce} after a pause. */
    Budget(long interval, long atOnce) {
        this.interval = interval;
        this.depth = interval * atOnce;
    }

    /** Whether one more fits now. */
    boolean fits(long emptyAt, long now) {
        return Math.max(emptyAt, now) + interval - now <= depth;
    }

    /** The bucket with one more in it. */
    long add(long emptyAt, long now) {
        return Math.max(emptyAt, now) + interval;
    }
}
