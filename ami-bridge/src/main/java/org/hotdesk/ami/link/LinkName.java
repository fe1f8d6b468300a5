package org.hotdesk.ami.link;

/** The two links to one Asterisk. */
public enum LinkName {
    /** Carries what must be fast and in order; hears no events. */
    WRITER,
    /** Hears events and carries the slow actions. */
    READER
}
