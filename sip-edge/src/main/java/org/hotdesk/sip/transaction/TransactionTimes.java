package org.hotdesk.sip.transaction;

import java.time.Duration;

/**
 * The times all timers are made of (RFC 3261 §17, table 4 of its appendix A).
 *
 * @param t1 estimate of a round trip, 1 ms to 10 s
 * @param t2 longest pause between two copies of a request that is no INVITE, or of a final answer to one that is;
 *     not below t1
 * @param t4 how long a message may wander in the network
 */
public record TransactionTimes(Duration t1, Duration t2, Duration t4) {
    /** 0.5 s, 4 s and 5 s, as the RFC has them. */
    public static final TransactionTimes USUAL =
            new TransactionTimes(Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(5));

    public TransactionTimes {
        if (t1.compareTo(Duration.ofMillis(1)) < 0 || t1.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("t1 " + t1 + " is not within 1 ms to 10 s");
        }
        if (t2.compareTo(t1) < 0 || t4.isNegative()) {
            throw new IllegalArgumentException("t2 " + t2 + " is below t1, or t4 " + t4 + " below zero");
        }
    }

    long t1Nanos() {
        return t1.toNanos();
    }

    long t2Nanos() {
        return t2.toNanos();
    }

    long t4Nanos() {
        return t4.toNanos();
    }

    /** 64 times T1: how long an answer is waited for. */
    public long patienceNanos() {
        return 64 * t1.toNanos();
    }

    /** RFC 4320 §4.1: after this time, when timer E of the sender has come to T2, a 100 is due and not before. */
    public long tryingNanos() {
        long sum = 0;
        for (long pause = t1Nanos(); pause < t2Nanos(); pause *= 2) {
            sum += pause;
        }
        return sum;
    }

    /** RFC 3261 §17.1.2.2: the next pause of timer E, and §17.2.1 of G. */
    long doubled(long pause) {
        return Math.min(2 * pause, t2Nanos());
    }
}
