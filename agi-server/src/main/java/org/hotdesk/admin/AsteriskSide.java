package org.hotdesk.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The Asterisks, as the admin API needs them. Thread-safe. */
public interface AsteriskSide {
    /** Waits a short time until every Asterisk has what this change did; false when one will have it later. */
    boolean awaitMirrored(long seq);

    /** Writes the files with devices and mailboxes anew and has each Asterisk read what differs; false when one will later. */
    boolean filesChanged();

    /** Takes over passwords that owners of mailboxes have set by phone and the store does not have yet; false when there are none. */
    boolean takeOverPasswords();

    /** Of each: the links, the mirror, the lamps and the mailboxes; {@code faults} holds a line for whatever is wrong. */
    ArrayNode status();

    /**
     * Compares every row with astdb and, unless only looking, puts right what differs. May take long.
     *
     * @param server only this one; an {@link AdminRefusal} when there is none of that name
     */
    ObjectNode compare(Optional<String> server, boolean repair);
}
