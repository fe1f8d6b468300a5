package org.hotdesk.model;

import java.util.Optional;
import java.util.regex.Pattern;

/** What else a device or user is called in SIP: a number that the telephone network knows, or a name. Case counts. */
public record AliasName(String text) implements Comparable<AliasName> {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9+._-]{1,64}");

    public AliasName {
        if (!isValid(text)) {
            throw new IllegalArgumentException(
                    "not an alias of 1 to 64 letters, digits or + . _ -: length " + text.length());
        }
    }

    /** Reads a name that came from outside; empty when the text is none. */
    public static Optional<AliasName> parse(String text) {
        return isValid(text) ? Optional.of(new AliasName(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }

    @Override
    public int compareTo(AliasName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
