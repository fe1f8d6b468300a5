package org.hotdesk.model;

import java.util.Optional;
import java.util.regex.Pattern;

/** An e-mail address that can stand in voicemail.conf: the common characters, at most 185, and neither commas nor blanks. */
public record EmailAddress(String text) {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9.-]{1,120}");

    public EmailAddress {
        if (!VALID.matcher(text).matches()) {
            throw new IllegalArgumentException("not an e-mail address: length " + text.length());
        }
    }

    /** Reads an address that came from outside; empty when the text is none. */
    public static Optional<EmailAddress> parse(String text) {
        return VALID.matcher(text).matches() ? Optional.of(new EmailAddress(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
