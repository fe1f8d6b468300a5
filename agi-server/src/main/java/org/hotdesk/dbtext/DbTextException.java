package org.hotdesk.dbtext;

/** A file is no dbtext file; the message has file, line and column. */
public final class DbTextException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DbTextException(Oddity wrong) {
        super(wrong.toString());
    }
}
