package org.hotdesk.phone;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a make of phones, such as {@code snom190}; it can be a folder's name. */
public record ModelName(String text) implements Comparable<ModelName> {
    /** What a text must be, in words. */
    public static final String RANGE = "1 to 32 letters, digits or _ . -, a letter or digit first";

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");

    public ModelName {
        if (!VALID.matcher(text).matches()) {
            throw new IllegalArgumentException("not a phone model: length " + text.length());
        }
    }

    /** Reads a name that came from outside; empty when the text is none. */
    public static Optional<ModelName> parse(String text) {
        return VALID.matcher(text).matches() ? Optional.of(new ModelName(text)) : Optional.empty();
    }

    @Override
    public int compareTo(ModelName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
