package org.hotdesk.sip.transport;

/** What carries SIP: RFC 3261 §18, and WebSocket of RFC 7118. */
public enum Transport {
    UDP(false, false),
    TCP(true, false),
    TLS(true, true),
    WS(true, false),
    WSS(true, true);

    private final boolean reliable;
    private final boolean secure;

    Transport(boolean reliable, boolean secure) {
        this.reliable = reliable;
        this.secure = secure;
    }

    /** Whether nothing is lost on the way, so that a transaction sends nothing again. */
    public boolean isReliable() {
        return reliable;
    }

    /** Whether it is encrypted. */
    public boolean isSecure() {
        return secure;
    }

    /** Whether a peer can only be reached over the connection it made. */
    public boolean isConnection() {
        return this != UDP;
    }
}
