package org.hotdesk.store;

import org.hotdesk.model.Floor;

/** The floor as the commit with this newest change left it. */
record Snapshot(long seq, Floor floor) {}
