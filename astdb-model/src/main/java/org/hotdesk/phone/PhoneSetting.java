package org.hotdesk.phone;

import java.util.Optional;

/**
 * A line that goes into a phone's configuration file as it is.
 *
 * @param variable 1 to 128 characters without control characters
 * @param text at most 256 characters without control characters; may be empty
 */
public record PhoneSetting(String variable, String text) {
    private static final int MAX_VARIABLE = 128;
    private static final int MAX_TEXT = 256;

    public PhoneSetting {
        if (!isValid(variable, text)) {
            throw new IllegalArgumentException("not a phone setting: a name of 1 to " + MAX_VARIABLE
                    + " and a text of at most " + MAX_TEXT + " characters, no control characters");
        }
    }

    /** A setting that came from outside, blanks around the name dropped; empty when it is none. */
    public static Optional<PhoneSetting> parse(String variable, String text) {
        String name = variable.strip();
        return isValid(name, text) ? Optional.of(new PhoneSetting(name, text)) : Optional.empty();
    }

    private static boolean isValid(String variable, String text) {
        return !variable.isEmpty()
                && variable.equals(variable.strip())
                && isLine(variable, MAX_VARIABLE)
                && isLine(text, MAX_TEXT);
    }

    private static boolean isLine(String text, int most) {
        return text.length() <= most && text.chars().noneMatch(Character::isISOControl);
    }
}
