package org.hotdesk.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The Asterisk beside us, as the admin API needs it. Thread-safe. */
public interface AsteriskSide {
    /** Waits a short time until Asterisk has what this change did; false when it will have it later. */
    boolean awaitMirrored(long seq);

    /** Writes the files with devices and mailboxes anew and has Asterisk read what differs; false when it will later. */
    boolean filesChanged();

    /** The links, the mirror, the lamps and the mailboxes; {@code faults} holds a line for whatever is wrong. */
    ObjectNode status();

    /** Compares every row with astdb and, unless only looking, puts right what differs. May take long. */
    ObjectNode compare(boolean repair);
}
