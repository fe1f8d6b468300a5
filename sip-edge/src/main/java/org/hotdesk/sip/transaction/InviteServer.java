package org.hotdesk.sip.transaction;

import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.transport.Flow;

/** Server transaction of an INVITE: RFC 3261 §17.2.1, figure 7, as changed by RFC 6026 §7.1. One owner thread. */
public final class InviteServer extends ServerTransaction {
    enum State {
        PROCEEDING,
        COMPLETED,
        CONFIRMED,
        ACCEPTED,
        TERMINATED
    }

    private enum Event {
        INVITE,
        ACK,
        PROVISIONAL,
        SUCCESS,
        FAILURE,
        TIMER_G,
        TIMER_H,
        TIMER_I,
        TIMER_L
    }

    private static final byte[] NONE = {};

    private final ServerUser user;
    private final SlotTimer again = new SlotTimer();
    private final SlotTimer end = new SlotTimer();
    private State state = State.PROCEEDING;
    private long pause;
    private byte[] answer = NONE;
    private int length;

    InviteServer(Transactions table, MatchKey key, Flow flow, ServerUser user) {
        super(table, key, flow);
        this.user = user;
    }

    State state() {
        return state;
    }

    @Override
    public void respond(int status, byte[] bytes, int answerLength) {
        answer = bytes;
        length = answerLength;
        input(status < 200 ? Event.PROVISIONAL : status < 300 ? Event.SUCCESS : Event.FAILURE);
        answer = NONE;
    }

    @Override
    public boolean isDone() {
        return state != State.PROCEEDING;
    }

    @Override
    void again() {
        input(Event.INVITE);
    }

    /** An ACK has come; false when it is not for this transaction but for the one who accepted (RFC 6026 §7.1). */
    boolean ack() {
        boolean ours = state == State.COMPLETED || state == State.CONFIRMED;
        input(Event.ACK);
        return ours;
    }

    void cancel(SipMessage cancel) {
        if (state == State.PROCEEDING) {
            user.cancelled(cancel);
        }
    }

    private void input(Event event) {
        State next =
                switch (state) {
                    case PROCEEDING -> proceeding(event);
                    case COMPLETED -> completed(event);
                    case CONFIRMED -> confirmed(event);
                    case ACCEPTED -> accepted(event);
                    case TERMINATED -> State.TERMINATED;
                };
        if (next == State.TERMINATED && state != State.TERMINATED) {
            again.cancel();
            end.cancel();
            forgetLast();
            table.gone(this);
        }
        state = next;
    }

    private State proceeding(Event event) {
        switch (event) {
            case INVITE -> sendLast();
            case PROVISIONAL -> sendAndKeep(answer, length);
            case SUCCESS -> {
                send(answer, length);
                forgetLast();
                end.set(table.timers, table.times.patienceNanos(), () -> input(Event.TIMER_L));
                return State.ACCEPTED;
            }
            case FAILURE -> {
                sendAndKeep(answer, length);
                if (!flow.transport().isReliable()) {
                    pause = table.times.t1Nanos();
                    again.set(table.timers, pause, () -> input(Event.TIMER_G));
                }
                end.set(table.timers, table.times.patienceNanos(), () -> input(Event.TIMER_H));
                return State.COMPLETED;
            }
            default -> {
                // An ACK before any final answer means nothing.
            }
        }
        return State.PROCEEDING;
    }

    private State completed(Event event) {
        switch (event) {
            case INVITE -> sendLast();
            case TIMER_G -> {
                sendLast();
                pause = table.times.doubled(pause);
                again.set(table.timers, pause, () -> input(Event.TIMER_G));
            }
            case ACK -> {
                again.cancel();
                forgetLast();
                if (flow.transport().isReliable()) {
                    return State.TERMINATED;
                }
                end.set(table.timers, table.times.t4Nanos(), () -> input(Event.TIMER_I));
                return State.CONFIRMED;
            }
            case TIMER_H -> {
                return State.TERMINATED;
            }
            default -> {
                // A second final answer is dropped.
            }
        }
        return State.COMPLETED;
    }

    private State confirmed(Event event) {
        return event == Event.TIMER_I ? State.TERMINATED : State.CONFIRMED;
    }

    // RFC 6026 §7.1: an INVITE that comes again is absorbed, every 2xx of whoever accepted passes.
    private State accepted(Event event) {
        if (event == Event.SUCCESS) {
            send(answer, length);
        }
        return event == Event.TIMER_L ? State.TERMINATED : State.ACCEPTED;
    }
}
