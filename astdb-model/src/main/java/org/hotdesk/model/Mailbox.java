package org.hotdesk.model;

import java.util.Optional;

/**
 * A voicemail box, an object of its own: users point at it, several may share one. Its password is kept sealed by the
 * store, since Asterisk needs it in clear.
 */
public record Mailbox(MailboxAddress address, DisplayName fullName, Optional<Token> person) {}
