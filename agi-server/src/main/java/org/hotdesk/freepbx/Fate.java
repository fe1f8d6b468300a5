package org.hotdesk.freepbx;

import java.util.Locale;

/** What becomes of a value that an import finds. */
public enum Fate {
    /** Taken over as it is. */
    KEPT,
    /** Taken over in another form. */
    CHANGED,
    /** Not there before; Hotdesk writes it. */
    ADDED,
    /** Not taken over. */
    DROPPED,
    /** Not Hotdesk's: it stays where it is. */
    LEFT;

    /** The word in reports. */
    public String literal() {
        return name().toLowerCase(Locale.ROOT);
    }
}
