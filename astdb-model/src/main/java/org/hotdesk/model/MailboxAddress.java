package org.hotdesk.model;

import java.util.Optional;

/** A voicemail box in its context, written {@code 201@default}. The context {@code device} is kept for the devices' dummy boxes. */
public record MailboxAddress(String box, Token context) {
    private static final int MAX_DIGITS = 15;

    public MailboxAddress {
        Digits.require(box, MAX_DIGITS, "a mailbox number");
        if (context.text().indexOf('@') >= 0
                || context.text().equals(".")
                || context.text().equals("device")) {
            throw new IllegalArgumentException("not a voicemail context: " + context);
        }
    }

    /** Reads {@code box@context}; empty when it is none. */
    public static Optional<MailboxAddress> parse(String text) {
        int at = text.indexOf('@');
        if (at < 0 || !Digits.isValid(text.substring(0, at), MAX_DIGITS)) {
            return Optional.empty();
        }
        return Token.parse(text.substring(at + 1))
                .filter(context ->
                        context.text().indexOf('@') < 0 && !context.text().equals("device"))
                .map(context -> new MailboxAddress(text.substring(0, at), context));
    }

    @Override
    public String toString() {
        return box + "@" + context;
    }
}
