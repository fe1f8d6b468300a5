package org.hotdesk.rules;

import java.util.Locale;
import java.util.Optional;

/** Where a call from a device goes; decides which caller id it shows. */
public enum CallKind {
    /** To a user or a code: the user's own number, or the masquerade. */
    INTERNAL,
    /** Out by a trunk: outboundcid. */
    EXTERNAL,
    /** To an emergency number: the desk's caller id. */
    EMERGENCY;

    /** Reads the lower-case word the dialplan sends; empty for any other. */
    public static Optional<CallKind> parse(String text) {
        for (CallKind kind : values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
