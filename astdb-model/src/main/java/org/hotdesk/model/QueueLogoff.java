package org.hotdesk.model;

/** What becomes of a user's queue membership when the user sits nowhere any more. */
public enum QueueLogoff {
    /** It stays, and the queue rings nobody meanwhile. */
    PAUSE,
    /** It ends. */
    REMOVE
}
