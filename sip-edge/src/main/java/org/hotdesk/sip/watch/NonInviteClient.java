package org.hotdesk.sip.watch;

import java.time.Duration;

/**
 * The non-INVITE client transaction of RFC 3261 §17.1.2 over UDP. Time comes in as nanoseconds of one running clock.
 * One owner thread.
 */
final class NonInviteClient {
    static final long T1 = Duration.ofMillis(500).toNanos();
    static final long T2 = Duration.ofSeconds(4).toNanos();
    static final long T4 = Duration.ofSeconds(5).toNanos();

    /** The states of figure 6. */
    enum State {
        TRYING,
        PROCEEDING,
        COMPLETED,
        TERMINATED
    }

    /** What the owner has to do after a timer fired. */
    enum Step {
        NOTHING,
        /** Send the request once more. */
        SEND,
        /** Tell the user that no answer came. */
        TIMED_OUT
    }

    private State state = State.TRYING;
    private final long giveUpAt;
    private long interval = T1;
    private long due;

    /** Begins; the owner sends the request now. */
    NonInviteClient(long now) {
        giveUpAt = now + 64 * T1;
        due = now + T1;
    }

    State state() {
        return state;
    }

    /** When {@link #timer} has to be called next. */
    long due() {
        return due;
    }

    /** Timer E, F or K. */
    Step timer(long now) {
        return switch (state) {
            case TRYING -> again(now, Math.min(2 * interval, T2));
            case PROCEEDING -> again(now, T2);
            case COMPLETED -> {
                state = State.TERMINATED; // Timer K
                yield Step.NOTHING;
            }
            case TERMINATED -> Step.NOTHING;
        };
    }

    private Step again(long now, long next) {
        if (now - giveUpAt >= 0) { // Timer F
            state = State.TERMINATED;
            return Step.TIMED_OUT;
        }
        interval = next; // Timer E
        due = Math.min(now + interval, giveUpAt);
        return Step.SEND;
    }

    /** A response came; true when it is for the user, false when it repeats one. */
    boolean response(int status, long now) {
        if (state == State.COMPLETED || state == State.TERMINATED) {
            return false;
        }
        if (status < 200) {
            state = State.PROCEEDING;
        } else {
            state = State.COMPLETED;
            due = now + T4; // Timer K; the socket is unreliable here, always.
        }
        return true;
    }
}
