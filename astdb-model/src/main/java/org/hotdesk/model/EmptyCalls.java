package org.hotdesk.model;

/** What a phone where nobody sits may dial. */
public enum EmptyCalls {
    /** Emergency numbers, login codes and its {@code empty-numbers}. */
    EMERGENCY,
    /** Users too. */
    INTERNAL
}
