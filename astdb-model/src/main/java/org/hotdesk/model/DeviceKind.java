package org.hotdesk.model;

import java.util.Locale;
import java.util.Optional;

/** Whether people may log in at a device. */
public enum DeviceKind {
    /** Belongs to its default user for good; login codes are refused. */
    FIXED,
    /** A hot desk: anybody with a PIN may log in; goes back to its default user, if any, at logoff. */
    ADHOC;

    /** The word in {@code DEVICE/<d>/type}. */
    public String literal() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #literal()}; empty for any other word. */
    public static Optional<DeviceKind> parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "fixed" -> Optional.of(FIXED);
            case "adhoc" -> Optional.of(ADHOC);
            default -> Optional.empty();
        };
    }
}
