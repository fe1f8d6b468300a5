package org.hotdesk.freepbx;

/** A dump that is none or is not whole; the message is one line with the place. */
public final class DumpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DumpException(String message) {
        super(message);
    }
}
