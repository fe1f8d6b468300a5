package org.hotdesk.sip.message;

/** What is wrong with a message, and the answer a request with that fault gets when an answer can be built. */
public enum Fault {
    /** Nothing but line ends: a keep-alive (RFC 5626 §3.5.1), not an error and never answered. */
    EMPTY(0, "Keep-alive"),
    /** The first line is neither a request line nor a status line. */
    START_LINE(400, "Bad Start Line"),
    /** RFC 3261 §21.5.6. */
    VERSION(505, "Version Not Supported"),
    REQUEST_URI(400, "Bad Request-URI"),
    /** RFC 3261 §21.4.14. */
    SCHEME(416, "Unsupported URI Scheme"),
    STATUS_CODE(400, "Bad Status Code"),
    /** A header line without colon or name, or a line end that is not CR LF. */
    HEADER_LINE(400, "Bad Header Line"),
    /** The head has no empty line at its end. */
    CUT_SHORT(400, "Message Cut Short"),
    CONTENT_LENGTH(400, "Bad Content-Length"),
    /** RFC 3261 §18.3: a stream cannot be framed without it. */
    NO_CONTENT_LENGTH(400, "Missing Content-Length"),
    /** RFC 3261 §21.5.7. */
    TOO_LARGE(513, "Message Too Large"),
    MISSING_HEADER(400, "Missing Header Field"),
    REPEATED_HEADER(400, "Repeated Header Field"),
    VIA(400, "Bad Via"),
    FROM(400, "Bad From"),
    TO(400, "Bad To"),
    CALL_ID(400, "Bad Call-ID"),
    CSEQ(400, "Bad CSeq"),
    CSEQ_METHOD(400, "CSeq Method Mismatch"),
    CONTACT(400, "Bad Contact"),
    ROUTE(400, "Bad Route"),
    MAX_FORWARDS(400, "Bad Max-Forwards");

    private final int status;
    private final String phrase;

    Fault(int status, String phrase) {
        this.status = status;
        this.phrase = phrase;
    }

    /** The status of the answer; 0 when there is none. */
    public int status() {
        return status;
    }

    /** The reason phrase; it names the field, as RFC 3261 §21.4.1 asks. */
    public String phrase() {
        return phrase;
    }
}
