package org.hotdesk.dialplan.system;

import java.util.List;

/** By which means the lamp of a phone follows the person. */
public enum MailboxMode {
    /** A link in the voicemail folder for each phone; no reload. The usual one. */
    SYMLINK,
    /** A line in {@code voicemail.conf} for each phone and a reload of voicemail for each login. */
    ALIAS,
    /** Nothing of Asterisk's own: the companion counts and sends the phones NOTIFYs. */
    NOTIFY;

    /** The section with the aliases. Every dummy box is {@code <device>@device}, whatever this is called. */
    static final String ALIASES = "hotdesk-aliases";

    /**
     * What {@code [general]} of {@code voicemail.conf} needs for it.
     *
     * @param asteriskMajor such as 22; before 17 Asterisk refreshes only boxes it polls
     */
    public List<String> generalSettings(int asteriskMajor) {
        return switch (this) {
            case SYMLINK -> asteriskMajor < 17 ? List.of("pollmailboxes = yes", "pollfreq = 3600") : List.of();
            case ALIAS -> List.of("aliasescontext = " + ALIASES);
            case NOTIFY -> List.of();
        };
    }
}
