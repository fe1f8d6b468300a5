package org.hotdesk.keeper;

/** What a phone does, as far as it matters to the session there. */
public enum PhoneUse {
    /** Nothing, or nobody can say. */
    IDLE,
    /** It rings, and nobody has answered. */
    RINGING,
    /** It calls or is in a call. */
    TALKING,
    /** It is not registered. */
    GONE
}
