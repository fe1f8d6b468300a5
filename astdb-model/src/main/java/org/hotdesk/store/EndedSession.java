package org.hotdesk.store;

import java.time.Instant;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;

/** A session that is over: who sat where, from when to when, and why no longer. */
public record EndedSession(Session session, Instant ended, How how, Why why) {
    /** Why a session ended. */
    public enum Why {
        /** Logged off by code or command. */
        LOGOFF,
        /** Somebody else logged in at the device. */
        REPLACED,
        /** The device was fixed to somebody else. */
        DEVICE_FIXED,
        /** The user sat there by default, and the default became another one or nobody. */
        DEFAULT_CHANGED,
        DEVICE_REMOVED,
        USER_REMOVED
    }
}
