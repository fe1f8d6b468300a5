package org.hotdesk.sip.transaction;

import org.hotdesk.sip.transport.Flow;

/** Server transaction of any request but INVITE and ACK: RFC 3261 §17.2.2, figure 8. One owner thread. */
public final class NonInviteServer extends ServerTransaction {
    enum State {
        TRYING,
        PROCEEDING,
        COMPLETED,
        TERMINATED
    }

    private enum Event {
        REQUEST,
        PROVISIONAL,
        FINAL,
        TIMER_J,
        ABANDON
    }

    private static final byte[] NONE = {};

    private final SlotTimer end = new SlotTimer();
    private State state = State.TRYING;
    private byte[] answer = NONE;
    private int length;

    NonInviteServer(Transactions table, MatchKey key, Flow flow) {
        super(table, key, flow);
    }

    State state() {
        return state;
    }

    @Override
    public void respond(int status, byte[] bytes, int answerLength) {
        answer = bytes;
        length = answerLength;
        input(status < 200 ? Event.PROVISIONAL : Event.FINAL);
        answer = NONE;
    }

    /** Ends it without a final answer: RFC 4320 §4.2 forbids a 408, and the sender has given up by itself. */
    public void abandon() {
        input(Event.ABANDON);
    }

    @Override
    public boolean isDone() {
        return state == State.COMPLETED || state == State.TERMINATED;
    }

    @Override
    void again() {
        input(Event.REQUEST);
    }

    private void input(Event event) {
        State next =
                switch (state) {
                    case TRYING -> trying(event);
                    case PROCEEDING -> proceeding(event);
                    case COMPLETED -> completed(event);
                    case TERMINATED -> State.TERMINATED;
                };
        if (next == State.TERMINATED && state != State.TERMINATED) {
            end.cancel();
            forgetLast();
            table.gone(this);
        }
        state = next;
    }

    private State trying(Event event) {
        return switch (event) {
            case PROVISIONAL -> {
                sendAndKeep(answer, length);
                yield State.PROCEEDING;
            }
            case FINAL -> answered();
            case ABANDON -> State.TERMINATED;
            default -> State.TRYING;
        };
    }

    private State proceeding(Event event) {
        switch (event) {
            case REQUEST -> sendLast();
            case PROVISIONAL -> sendAndKeep(answer, length);
            case FINAL -> {
                return answered();
            }
            case ABANDON -> {
                return State.TERMINATED;
            }
            case TIMER_J -> {
                // Not set yet.
            }
        }
        return State.PROCEEDING;
    }

    private State answered() {
        sendAndKeep(answer, length);
        if (flow.transport().isReliable()) {
            return State.TERMINATED;
        }
        end.set(table.timers, table.times.patienceNanos(), () -> input(Event.TIMER_J));
        return State.COMPLETED;
    }

    private State completed(Event event) {
        if (event == Event.REQUEST) {
            sendLast();
        }
        return event == Event.TIMER_J ? State.TERMINATED : State.COMPLETED;
    }
}
