package org.hotdesk.sip.transaction;

import java.util.Optional;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.transport.Flow;

/** Client transaction of an INVITE: RFC 3261 §17.1.1, figure 5, as changed by RFC 6026 §7.2. One owner thread. */
public final class InviteClient extends ClientTransaction {
    enum State {
        CALLING,
        PROCEEDING,
        COMPLETED,
        ACCEPTED,
        TERMINATED
    }

    private enum Event {
        PROVISIONAL,
        SUCCESS,
        FAILURE,
        TIMER_A,
        TIMER_B,
        TIMER_D,
        TIMER_M,
        ABANDON
    }

    private final SlotTimer again = new SlotTimer();
    private final SlotTimer end = new SlotTimer();
    private State state = State.CALLING;
    private long pause;
    private Optional<SipMessage> heard = Optional.empty();
    private boolean passOn;

    InviteClient(Transactions table, long id, Flow flow, ClientUser user, byte[] sent) {
        super(table, id, flow, user, sent);
    }

    State state() {
        return state;
    }

    @Override
    boolean start() {
        if (!flow.transport().isReliable()) {
            pause = table.times.t1Nanos();
            again.set(table.timers, pause, () -> input(Event.TIMER_A));
        }
        end.set(table.timers, table.times.patienceNanos(), () -> input(Event.TIMER_B));
        return sendAgain();
    }

    @Override
    void response(SipMessage response) {
        heard = Optional.of(response);
        int status = response.status();
        passOn = false;
        input(status < 200 ? Event.PROVISIONAL : status < 300 ? Event.SUCCESS : Event.FAILURE);
        heard = Optional.empty();
        if (passOn) {
            user.response(response);
        }
    }

    @Override
    public void abandon() {
        input(Event.ABANDON);
    }

    /**
     * Sends a CANCEL for it in a transaction of its own (RFC 3261 §9.1); only while {@link #canBeCancelled()}.
     *
     * @param reason the Reason field to send along, if any
     */
    public void cancel(Optional<String> reason) {
        if (canBeCancelled()) {
            table.cancel(this, reason);
        }
    }

    /** RFC 3261 §9.1: a CANCEL may go out when a provisional answer has come, and no final one. */
    public boolean canBeCancelled() {
        return state == State.PROCEEDING;
    }

    private void input(Event event) {
        State next =
                switch (state) {
                    case CALLING -> calling(event);
                    case PROCEEDING -> proceeding(event);
                    case COMPLETED -> completed(event);
                    case ACCEPTED -> accepted(event);
                    case TERMINATED -> State.TERMINATED;
                };
        if (next == State.TERMINATED && state != State.TERMINATED) {
            again.cancel();
            end.cancel();
            table.gone(this);
        }
        state = next;
        if (event == Event.TIMER_B) {
            user.timeout();
        }
    }

    private State calling(Event event) {
        switch (event) {
            case PROVISIONAL -> {
                again.cancel();
                end.cancel();
                passOn = true;
                return State.PROCEEDING;
            }
            case SUCCESS -> {
                return accept();
            }
            case FAILURE -> {
                return complete();
            }
            case TIMER_A -> {
                sendAgain();
                pause *= 2;
                again.set(table.timers, pause, () -> input(Event.TIMER_A));
            }
            case TIMER_B, ABANDON -> {
                return State.TERMINATED;
            }
            default -> {
                // D and M are not set yet.
            }
        }
        return State.CALLING;
    }

    private State proceeding(Event event) {
        return switch (event) {
            case PROVISIONAL -> {
                passOn = true;
                yield State.PROCEEDING;
            }
            case SUCCESS -> accept();
            case FAILURE -> complete();
            case ABANDON -> State.TERMINATED;
            default -> State.PROCEEDING;
        };
    }

    private State accept() {
        passOn = true;
        again.cancel();
        sent = NOTHING;
        end.set(table.timers, table.times.patienceNanos(), () -> input(Event.TIMER_M));
        return State.ACCEPTED;
    }

    private State complete() {
        passOn = true;
        again.cancel();
        end.cancel();
        // RFC 3261 §17.1.1.3: the ACK for a refusal is this transaction's, hop by hop.
        heard.ifPresent(refusal -> sent = table.requests.ack(sent, refusal));
        sendAgain();
        if (flow.transport().isReliable()) {
            return State.TERMINATED;
        }
        end.set(table.timers, table.times.patienceNanos(), () -> input(Event.TIMER_D));
        return State.COMPLETED;
    }

    private State completed(Event event) {
        if (event == Event.FAILURE) {
            sendAgain();
        }
        return event == Event.TIMER_D ? State.TERMINATED : State.COMPLETED;
    }

    // RFC 6026 §7.2: each 2xx is passed on, whether it comes again or from another phone.
    private State accepted(Event event) {
        passOn = event == Event.SUCCESS;
        return event == Event.TIMER_M ? State.TERMINATED : State.ACCEPTED;
    }
}
