package org.hotdesk.keeper;

import java.time.Instant;
import org.hotdesk.model.Session;

/** Tells the person at a phone that their session is about to end. Thread-safe, and never waits. */
@FunctionalInterface
public interface Warner {
    /**
     * Tells who sits there.
     *
     * @param end when it will
     */
    void warn(Session session, Instant end);
}
