package org.hotdesk.ami.link;

/** Where one link to Asterisk stands. */
public enum LinkState {
    /** No connection; the next try waits for its pause. */
    DOWN,
    /** Connecting or logging in. */
    CONNECTING,
    /** Asterisk refused our name or secret; the next try waits for a long and growing pause. */
    REFUSED,
    /** Logged in. */
    UP,
    /** Closed by us, for good. */
    CLOSED
}
