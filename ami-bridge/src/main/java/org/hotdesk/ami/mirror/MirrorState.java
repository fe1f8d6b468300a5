package org.hotdesk.ami.mirror;

/** What is known of astdb. */
public enum MirrorState {
    /** Asterisk has not been reached since we started. */
    EMPTY,
    /** Changes are written at once, and every row is being verified. */
    LOADING,
    /** Every row was verified since the link came up, and changes are written at once. */
    LIVE,
    /** Another companion writes this Asterisk; the link is ready for the day when that one is gone. */
    STANDBY,
    /** The link is lost or Asterisk refuses: astdb is as it was, and changes wait in the log. */
    STALE
}
