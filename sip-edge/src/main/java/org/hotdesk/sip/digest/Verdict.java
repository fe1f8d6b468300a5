package org.hotdesk.sip.digest;

/** What an {@link Authenticator} says of a request. */
public enum Verdict {
    /** The sender knows the password, and this is no replay: let it pass. */
    GOOD,
    /** It shows no digest for our realm: challenge it. */
    NONE,
    /** The password is right, the nonce or its count is used up: challenge it again with {@code stale=true}. */
    STALE,
    /** The password is wrong, or there is no such account, which nobody can tell apart: challenge it, and count it. */
    WRONG,
    /** Credentials that cannot be read, or were made for another Request-URI (RFC 7616 §3.4.6): 400. */
    MALFORMED
}
