package org.hotdesk.agi.protocol;

/** One call's talk with Asterisk is over. Its text never holds what the peer sent, so never a PIN. */
public final class AgiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What ended it. */
    public enum Why {
        /** The caller hung up, or Asterisk left the script. */
        HUNG_UP,
        /** The connection broke or was closed by a time limit. */
        LINE_LOST,
        /** The peer sent something that is no answer to what was asked. */
        OUT_OF_STEP,
        /** Asterisk refused a command as unknown or badly written. */
        REFUSED,
        /** The request lacks something the script needs, or has it in a form that is not accepted. */
        BAD_REQUEST,
        /** Something to be sent does not fit the protocol. */
        NOT_SENDABLE
    }

    private final Why why;

    public AgiException(Why why, String message) {
        super(message);
        this.why = why;
    }

    AgiException(Why why, String message, Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
