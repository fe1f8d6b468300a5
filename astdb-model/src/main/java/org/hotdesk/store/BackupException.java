package org.hotdesk.store;

/** A backup cannot be written or restored; the message is one line: the file, what of it, and what to do. */
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BackupException(String message) {
        super(message);
    }

    public BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
