package org.hotdesk.admin;

/** A request that is not carried out; the message is one line for the person who asked. */
public final class AdminRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, and so which HTTP status. */
    public enum Why {
        /** The request itself is wrong. */
        MALFORMED(400),
        /** There is no such thing. */
        NOT_FOUND(404),
        /** A rule forbids it as things are. */
        FORBIDDEN_BY_RULE(409),
        /** What is needed for it is not there now. */
        UNAVAILABLE(503);

        private final int status;

        Why(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private final Why why;

    public AdminRefusal(Why why, String message) {
        super(message);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
