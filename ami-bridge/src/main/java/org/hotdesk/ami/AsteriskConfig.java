package org.hotdesk.ami;

import org.hotdesk.ami.link.AmiConfig;
import org.hotdesk.ami.mailbox.MailboxMode;
import org.hotdesk.ami.mirror.MirrorPace;

/**
 * One Asterisk.
 *
 * @param server names it in the store, where it is remembered how far it has been mirrored: 1 to 40 letters, digits or
 *     {@code . _ -}; another name means another Asterisk, whose rows are all verified first
 * @param pulse the global variable in which this Asterisk's dialplan looks for our heartbeat, such as {@code HD_ALIVE}
 * @param companion names us among several companions on one database: 1 to 100 characters
 */
public record AsteriskConfig(
        String server, AmiConfig ami, MailboxMode mailboxes, MirrorPace pace, String pulse, String companion) {
    /** The pulse of a companion that is alone, or the first. */
    public static final String FIRST_PULSE = "HD_ALIVE";

    /** The same for a companion with a database of its own. */
    public AsteriskConfig(String server, AmiConfig ami, MailboxMode mailboxes, MirrorPace pace, String pulse) {
        this(server, ami, mailboxes, pace, pulse, "companion");
    }

    public AsteriskConfig {
        if (!pulse.matches("[A-Z][A-Z0-9_]{1,40}")) {
            throw new IllegalArgumentException("pulse: a variable's name");
        }
        if (!server.matches("[A-Za-z0-9._-]{1,40}")) {
            throw new IllegalArgumentException("asterisk name: 1 to 40 letters, digits or . _ -");
        }
    }

    /** For a companion that is alone. */
    public AsteriskConfig(String server, AmiConfig ami, MailboxMode mailboxes, MirrorPace pace) {
        this(server, ami, mailboxes, pace, FIRST_PULSE);
    }
}
