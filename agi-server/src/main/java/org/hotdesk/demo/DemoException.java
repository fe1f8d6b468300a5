package org.hotdesk.demo;

/** The private Asterisk, a phone or the trunk did not do what it was told; the message names the program and the step. */
public final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Tells what was attempted and what was seen instead. */
    public DemoException(String message) {
        super(message);
    }

    /** As the other constructor, with what lies beneath. */
    public DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
