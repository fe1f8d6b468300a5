package org.hotdesk.ami.mailbox;

import java.nio.file.Path;

/** How a phone's message-waiting lamp finds the mailbox of who sits there. */
public sealed interface MailboxMode {
    /**
     * {@code <spool>/device/<device>} is a symbolic link to the mailbox's folder: no reload, no polling.
     *
     * @param spool Asterisk's voicemail folder as this process sees it; Asterisk may see it under another path
     */
    record Symlinks(Path spool) implements MailboxMode {}

    /**
     * A file of voicemail aliases of our own, which voicemail.conf includes as its {@code aliasescontext}: no links, but a
     * voicemail reload for each login.
     *
     * @param file where the alias lines go; its folder exists
     */
    record Aliases(Path file) implements MailboxMode {}

    /**
     * Nothing of Asterisk's own: we count, and send PJSIP phones NOTIFYs, for an Asterisk on another machine. Its endpoints
     * must have no {@code mailboxes} of their own, of which it would tell other counts.
     */
    record Notify() implements MailboxMode {}

    /** Phones have no message-waiting lamps. */
    record Off() implements MailboxMode {}
}
