package org.hotdesk.astdb;

import org.hotdesk.model.UserNumber;

/** A login PIN that stood in clear in {@code AMPUSER/<u>/password}; to be hashed at once. */
public record ImportedPin(UserNumber user, String digits) {
    @Override
    public String toString() {
        return "ImportedPin[" + user + ", hidden]";
    }
}
