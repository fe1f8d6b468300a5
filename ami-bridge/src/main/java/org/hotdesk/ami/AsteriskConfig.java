package org.hotdesk.ami;

import org.hotdesk.ami.link.AmiConfig;
import org.hotdesk.ami.mailbox.MailboxMode;
import org.hotdesk.ami.mirror.MirrorPace;

/**
 * One Asterisk.
 *
 * @param server names it in the store, where it is remembered how far it has been mirrored: 1 to 40 letters, digits or
 *     {@code . _ -}; another name means another Asterisk, whose rows are all verified first
 */
public record AsteriskConfig(String server, AmiConfig ami, MailboxMode mailboxes, MirrorPace pace) {
    public AsteriskConfig {
        if (!server.matches("[A-Za-z0-9._-]{1,40}")) {
            throw new IllegalArgumentException("asterisk name: 1 to 40 letters, digits or . _ -");
        }
    }
}
