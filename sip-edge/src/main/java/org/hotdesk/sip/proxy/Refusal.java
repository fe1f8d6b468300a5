package org.hotdesk.sip.proxy;

/** What the proxy answers by itself, with the section that asks for it. */
enum Refusal {
    CREDENTIALS(400, "Bad Credentials"),
    /** RFC 3261 §8.2.2.1: neither a device, nor a domain of ours. */
    NOT_FOUND(404, "Not Found"),
    FORBIDDEN(403, "Forbidden"),
    /** RFC 3261 §22.3. */
    AUTHENTICATION(407, "Proxy Authentication Required"),
    /** RFC 3261 §16.8: a phone rang too long or never answered; only for INVITE (RFC 4320 §4.2). */
    TIMEOUT(408, "Request Timeout"),
    SCHEME(416, "Unsupported URI Scheme"),
    /** RFC 3261 §16.3 step 5. */
    EXTENSION(420, "Bad Extension"),
    /** RFC 5393 §5.3.3.1. */
    BREADTH(440, "Max-Breadth Exceeded"),
    UNAVAILABLE(480, "Temporarily Unavailable"),
    /** RFC 3261 §9.2: a CANCEL for nothing we know. */
    NO_TRANSACTION(481, "Call/Transaction Does Not Exist"),
    /** RFC 3261 §16.3 step 4. */
    LOOP(482, "Loop Detected"),
    /** RFC 3261 §16.3 step 3. */
    HOPS(483, "Too Many Hops"),
    CANCELLED(487, "Request Terminated"),
    /** RFC 3261 §16.7 step 6: what becomes of a phone's 503, which would speak for us all. */
    INTERNAL(500, "Server Internal Error"),
    OVERLOAD(503, "Service Unavailable");

    private final int status;
    private final String phrase;

    Refusal(int status, String phrase) {
        this.status = status;
        this.phrase = phrase;
    }

    int status() {
        return status;
    }

    String phrase() {
        return phrase;
    }
}
