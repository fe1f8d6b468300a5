package org.hotdesk.bulk;

/** Hears how far an import has come. Called by one thread. */
@FunctionalInterface
public interface Progress {
    /** So many of all are done; {@code what} are bytes, rows or PINs. */
    void at(String what, long done, long all);
}
