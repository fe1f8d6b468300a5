package org.hotdesk.model;

import java.util.Optional;

/**
 * Voicemail options of one box as Asterisk reads them after its pager, such as {@code attach=yes|tz=european}: at most 159
 * characters, neither control characters nor {@code ;}, which would begin a comment.
 */
public record MailboxOptions(String text) {
    /** The box has none of its own. */
    public static final MailboxOptions NONE = new MailboxOptions("");

    /** What a text must be, in words. */
    public static final String RANGE = "at most 159 characters such as attach=yes|tz=european, without ;";

    private static final int MAX_LENGTH = 159;

    public MailboxOptions {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not voicemail options: length " + text.length());
        }
    }

    /** Reads options that came from outside, blanks around them dropped; empty when the text is none. */
    public static Optional<MailboxOptions> parse(String text) {
        String stripped = text.strip();
        return isValid(stripped) ? Optional.of(new MailboxOptions(stripped)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH
                && text.equals(text.strip())
                && text.chars().noneMatch(c -> c == ';' || Character.isISOControl(c));
    }

    @Override
    public String toString() {
        return text;
    }
}
