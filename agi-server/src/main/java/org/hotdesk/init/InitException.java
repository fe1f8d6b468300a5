package org.hotdesk.init;

/** A folder or file is not as init needs it. The message is one line that says what to do. */
public final class InitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InitException(String message) {
        super(message);
    }

    public InitException(String message, Throwable cause) {
        super(message, cause);
    }
}
