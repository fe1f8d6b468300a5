package org.hotdesk.store;

import org.hotdesk.model.Floor;

/** The floor as the commit with this newest change left it, and the changes just before. */
record Snapshot(long seq, Floor floor, RecentChanges recent) {
    /** One of which the changes before are not known. */
    Snapshot(long seq, Floor floor) {
        this(seq, floor, RecentChanges.none(seq));
    }
}
