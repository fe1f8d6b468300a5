package org.hotdesk.model;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A name or place for people to read: 1 to 80 bytes of UTF-8.
 *
 * <p>Refused are the characters that would let a name become something else in a configuration file, in dialplan or on
 * a wire: control characters, quotes, backslash, semicolon, angle brackets, and those of Asterisk's own expressions.
 */
public record DisplayName(String text) {
    /** Longest name, in bytes of UTF-8. */
    public static final int MAX_BYTES = 80;

    /** What a text must be, in words. */
    public static final String RANGE = "1 to " + MAX_BYTES + " bytes without quotes or \\ ; < > $ { } [ ] | ^ `";

    private static final String REFUSED = "\"\\;<>${}[]|^`";

    public DisplayName {
        if (!isValid(text)) {
            throw new IllegalArgumentException(
                    "not a name: 1 to " + MAX_BYTES + " bytes without control characters or any of " + REFUSED);
        }
    }

    /** Reads a name that came from outside, blanks around it dropped; empty when the text is none. */
    public static Optional<DisplayName> parse(String text) {
        String stripped = text.strip();
        return isValid(stripped) ? Optional.of(new DisplayName(stripped)) : Optional.empty();
    }

    /** A name made of the text: characters no name may have are left out, what is too long is cut; empty when nothing is left. */
    public static Optional<DisplayName> mended(String text) {
        StringBuilder kept = new StringBuilder();
        int bytes = 0;
        for (int c : text.strip().codePoints().toArray()) {
            bytes += isRefused(c) ? 0 : Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (!isRefused(c) && bytes <= MAX_BYTES) {
                kept.appendCodePoint(c);
            }
        }
        return parse(kept.toString());
    }

    private static boolean isValid(String text) {
        return !text.isBlank()
                && text.equals(text.strip())
                && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && text.codePoints().noneMatch(DisplayName::isRefused);
    }

    private static boolean isRefused(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || REFUSED.indexOf(c) >= 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
