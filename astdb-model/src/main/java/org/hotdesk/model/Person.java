package org.hotdesk.model;

import java.util.Optional;

/**
 * A human being (or a role), who may have any number of user numbers and mailboxes.
 *
 * @param uid the name the person logs in with elsewhere, such as an LDAP uid
 * @param pager an e-mail address too: where Asterisk sends its short notices
 */
public record Person(
        Token uid,
        Optional<DisplayName> firstName,
        Optional<DisplayName> lastName,
        Optional<EmailAddress> email,
        Optional<EmailAddress> pager) {}
