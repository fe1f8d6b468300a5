package org.hotdesk.sip.watch;

/** What a lamp key shows, from dark to lit; of several dialogs the highest counts. */
public enum LampState {
    /** No dialog, or only ended ones. */
    IDLE,
    /** A call is going out and not answered yet. */
    EARLY,
    /** A call is coming in and not answered yet. */
    RINGING,
    /** Busy. */
    CONFIRMED
}
