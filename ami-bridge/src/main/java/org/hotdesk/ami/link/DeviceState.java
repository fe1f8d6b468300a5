package org.hotdesk.ami.link;

import java.util.Locale;

/** State of a device as Asterisk's device state engine names it; also what may be written to a {@code Custom:} state. */
public enum DeviceState {
    UNKNOWN,
    NOT_INUSE,
    INUSE,
    BUSY,
    INVALID,
    UNAVAILABLE,
    RINGING,
    RINGINUSE,
    ONHOLD;

    /** Reads Asterisk's word in any case; a word we do not know is {@link #UNKNOWN}. */
    public static DeviceState parse(String word) {
        String wanted = word.toUpperCase(Locale.ROOT);
        for (DeviceState state : values()) {
            if (state.name().equals(wanted)) {
                return state;
            }
        }
        return UNKNOWN;
    }
}
