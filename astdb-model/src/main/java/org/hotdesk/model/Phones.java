package org.hotdesk.model;

/** How many hot desks a user may have at once. */
public enum Phones {
    /** Any number, or as many as {@code phones-max} says. */
    ALLOW,
    /** One: a login logs off the others. */
    MOVE,
    /** One: a second login is refused. */
    DENY
}
