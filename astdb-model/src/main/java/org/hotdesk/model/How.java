package org.hotdesk.model;

/** How a session came to begin or to end. */
public enum How {
    /** By a feature code at the phone. */
    CODE,
    /** By an operator's command. */
    CLI,
    /** By a program over the admin API. */
    API,
    /** Nobody asked: the device fell back to its default user, or is fixed to this one. */
    DEFAULT,
    /** By a policy, without anybody at it: how sessions end, not how they begin. */
    RULE
}
