package org.hotdesk.sip.transport;

/** What the sockets hand over to. All of it is called on the loop's thread, so it must not wait. */
public interface Receiver {
    /**
     * One datagram, or one whole message of a connection, malformed ones too; keep-alives do not come here. The bytes
     * are valid until the return and may be written to. TCP and TLS want {@code SipParser.stream}, everything else
     * {@code SipParser.datagram}. A connection whose framing is wrong is closed behind this call and what it sent.
     */
    void message(byte[] buffer, int from, int end, Flow flow);

    /** A connection has ended. Not called for those that {@link EdgeLoop#close} ends. */
    void closed(Flow flow);

    /** A connection has been made; TLS and WebSocket have not shaken hands yet. */
    default void opened(Flow flow) {}

    /** A message of ours has gone out over this flow; the bytes are valid until the return. */
    default void sent(byte[] buffer, int from, int end, Flow flow) {}

    /** Whether a STUN request over this flow may be answered, which is a reply half as long again as the request. */
    default boolean answersStun(Flow flow) {
        return true;
    }
}
