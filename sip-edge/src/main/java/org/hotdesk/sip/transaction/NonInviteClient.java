package org.hotdesk.sip.transaction;

import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.transport.Flow;

/** Client transaction of any request but INVITE and ACK: RFC 3261 §17.1.2, figure 6. One owner thread. */
public final class NonInviteClient extends ClientTransaction {
    enum State {
        TRYING,
        PROCEEDING,
        COMPLETED,
        TERMINATED
    }

    private enum Event {
        PROVISIONAL,
        FINAL,
        TIMER_E,
        TIMER_F,
        TIMER_K,
        ABANDON
    }

    private final SlotTimer again = new SlotTimer();
    private final SlotTimer end = new SlotTimer();
    private State state = State.TRYING;
    private long pause;
    private boolean passOn;

    NonInviteClient(Transactions table, long id, Flow flow, ClientUser user, byte[] sent) {
        super(table, id, flow, user, sent);
    }

    State state() {
        return state;
    }

    @Override
    boolean start() {
        if (!flow.transport().isReliable()) {
            pause = table.times.t1Nanos();
            again.set(table.timers, pause, () -> input(Event.TIMER_E));
        }
        end.set(table.timers, table.times.patienceNanos(), () -> input(Event.TIMER_F));
        return sendAgain();
    }

    @Override
    void response(SipMessage response) {
        passOn = false;
        input(response.status() < 200 ? Event.PROVISIONAL : Event.FINAL);
        if (passOn) {
            user.response(response);
        }
    }

    @Override
    public void abandon() {
        input(Event.ABANDON);
    }

    private void input(Event event) {
        State next =
                switch (state) {
                    case TRYING -> trying(event);
                    case PROCEEDING -> proceeding(event);
                    case COMPLETED -> event == Event.TIMER_K ? State.TERMINATED : State.COMPLETED;
                    case TERMINATED -> State.TERMINATED;
                };
        if (next == State.TERMINATED && state != State.TERMINATED) {
            again.cancel();
            end.cancel();
            sent = NOTHING;
            table.gone(this);
        }
        state = next;
        if (event == Event.TIMER_F) {
            user.timeout();
        }
    }

    private State trying(Event event) {
        return switch (event) {
            case PROVISIONAL -> {
                passOn = true;
                yield State.PROCEEDING;
            }
            case TIMER_E -> sentAgain(table.times.doubled(pause), State.TRYING);
            default -> ending(event, State.TRYING);
        };
    }

    private State proceeding(Event event) {
        return switch (event) {
            case PROVISIONAL -> {
                passOn = true;
                yield State.PROCEEDING;
            }
            case TIMER_E -> sentAgain(table.times.t2Nanos(), State.PROCEEDING);
            default -> ending(event, State.PROCEEDING);
        };
    }

    private State sentAgain(long next, State same) {
        sendAgain();
        pause = next;
        again.set(table.timers, pause, () -> input(Event.TIMER_E));
        return same;
    }

    private State ending(Event event, State same) {
        if (event == Event.TIMER_F || event == Event.ABANDON) {
            return State.TERMINATED;
        }
        if (event != Event.FINAL) {
            return same;
        }
        passOn = true;
        again.cancel();
        end.cancel();
        sent = NOTHING;
        if (flow.transport().isReliable()) {
            return State.TERMINATED;
        }
        end.set(table.timers, table.times.t4Nanos(), () -> input(Event.TIMER_K));
        return State.COMPLETED;
    }
}
