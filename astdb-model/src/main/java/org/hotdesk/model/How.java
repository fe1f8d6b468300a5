package org.hotdesk.model;

/** How a session came to begin. */
public enum How {
    /** By a feature code at the phone. */
    CODE,
    /** By an operator's command. */
    CLI,
    /** By a program over the admin API. */
    API,
    /** Nobody asked: the device fell back to its default user, or is fixed to this one. */
    DEFAULT
}
