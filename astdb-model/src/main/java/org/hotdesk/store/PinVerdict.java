package org.hotdesk.store;

/** What became of a PIN; all take the same time to find. */
public enum PinVerdict {
    RIGHT,
    WRONG,
    NO_PIN,
    NO_SUCH_USER,
    /** Nobody looked at it: too many wrong ones came before. */
    LOCKED,
    /** Who compares it does not answer. */
    UNAVAILABLE
}
