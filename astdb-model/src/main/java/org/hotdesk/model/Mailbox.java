package org.hotdesk.model;

import java.util.Optional;

/**
 * A voicemail box, an object of its own: users point at it, several may share one. Its password is kept by the store, since
 * Asterisk needs it in clear.
 */
public record Mailbox(MailboxAddress address, DisplayName fullName, Optional<Token> person, MailboxOptions options) {
    /** One without options of its own. */
    public Mailbox(MailboxAddress address, DisplayName fullName, Optional<Token> person) {
        this(address, fullName, person, MailboxOptions.NONE);
    }
}
