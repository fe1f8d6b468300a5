package org.hotdesk.ami.link;

/**
 * Something between us and Asterisk failed: the one exception of this module. It arrives in futures, and is never thrown
 * by a method that returns one. The message holds neither secrets nor raw bytes of the peer.
 */
public final class AmiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What failed, and so what is to be done about it. */
    public enum Why {
        /** There was no link when the action was given; nothing was sent. Repeat when the link is up. */
        NOT_UP,
        /** The link broke while the action was under way: it may or may not have been carried out. Repeat it. */
        LOST,
        /** Asterisk understood and said no, for example for want of a permission. Repeating does not help. */
        REFUSED,
        /** The value cannot be said in AMI: a control character, or too long. Nothing was sent. */
        UNSPEAKABLE
    }

    private final Why why;

    public AmiException(Why why, String message) {
        super(message);
        this.why = why;
    }

    public AmiException(Why why, String message, Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
