package org.hotdesk.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One call at a {@link Phone}, made or received. Thread-safe. */
public final class PhoneCall {

    /** How far a call has come; in this order, some left out. */
    public enum State {
        /** Dialled, nothing heard yet. */
        CALLING,
        /** Rings here, or at the other end. */
        RINGING,
        /** Answered. */
        TALKING,
        /** Over, or never answered. */
        CLOSED
    }

    private final Phone phone;
    private final String id;
    private final boolean incoming;
    private final String peerNumber;
    private final Optional<String> peerName;
    private final Instant began;
    private State state = State.CALLING;
    private Optional<String> closedBecause = Optional.empty();
    private Optional<Instant> answered = Optional.empty();

    PhoneCall(Phone phone, String id, Peer peer, Instant began) {
        this.phone = phone;
        this.id = id;
        this.incoming = peer.calledUs();
        this.peerNumber = peer.number();
        this.peerName = peer.name();
        this.began = began;
    }

    /**
     * The other end as the phone shows it.
     *
     * @param calledUs true when the call came from there
     */
    record Peer(boolean calledUs, String number, Optional<String> name) {}

    synchronized void moveTo(State next, Instant now, String reason) {
        if (next.compareTo(state) <= 0) {
            return; // a 180 may be told after the 200 that overtook it
        }
        state = next;
        if (next == State.TALKING) {
            answered = Optional.of(now);
        } else if (next == State.CLOSED) {
            closedBecause = Optional.of(reason);
        }
    }

    /** What is in the display: the caller's number, or the number dialled. */
    public String peerNumber() {
        return peerNumber;
    }

    /** The caller's name in the display. */
    public Optional<String> peerName() {
        return peerName;
    }

    /** True when it came from outside, false when this phone dialled. */
    public boolean isIncoming() {
        return incoming;
    }

    /** When it was dialled or began to ring here. */
    public Instant began() {
        return began;
    }

    /** When it was answered. */
    public synchronized Optional<Instant> answeredAt() {
        return answered;
    }

    /** How far it is now. */
    public synchronized State state() {
        return state;
    }

    /** Why it ended: {@code 486 Busy Here}, or {@code Connection reset by peer} for the other end's BYE or CANCEL. */
    public synchronized Optional<String> closedBecause() {
        return closedBecause;
    }

    /** Waits until the call has come that far or further; true when it is exactly there. */
    public boolean await(State wanted, Duration limit) {
        Waiting.until(limit, () -> state().compareTo(wanted) >= 0);
        return state() == wanted;
    }

    /** Lifts the receiver. */
    public void answer() {
        phone.command("accept", id);
    }

    /** Hangs up; while it still rings here the caller gets 486. */
    public void hangUp() {
        phone.command("hangup", id);
    }

    /** Connects the other end with that number and leaves (REFER). */
    public void transfer(String number) {
        phone.onCall(id, "transfer", BaresipFiles.uri(phone.account(), number));
    }

    /** Connects the other end with that of another call of this phone, which both are answered (REFER, Replaces). */
    public void transferTo(PhoneCall other) {
        phone.onCall(id, "transfer", phone.replacing(other.id));
    }

    /** Presses keys, 0 to 9, star, hash, a quarter of a second each, as RFC 4733 events; returns when begun. */
    public void press(String keys) {
        phone.onCall(id, "sndcode", keys);
    }

    @Override
    public synchronized String toString() {
        String arrow = incoming ? " <- " : " -> ";
        return phone.account().name() + arrow + peerNumber + " " + state
                + closedBecause.map(reason -> " (" + reason + ")").orElse("");
    }
}
