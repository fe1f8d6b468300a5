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
        USER_REMOVED,
        /** The user logged in elsewhere, and may have one phone only. */
        MOVED,
        /** An operator ended it. */
        FORCED,
        /** Logged off by code from another phone. */
        REMOTE,
        /** It lasted as long as it may. */
        DURATION,
        /** Its hour came, by the calendar. */
        SCHEDULE,
        /** No call for too long. */
        IDLE,
        /** Too many calls in a row rang unanswered. */
        MISSED_CALLS,
        /** The phone was not registered for too long. */
        PHONE_GONE,
        /** Hot-desking was switched off for the user or the device. */
        DISABLED
    }
}
