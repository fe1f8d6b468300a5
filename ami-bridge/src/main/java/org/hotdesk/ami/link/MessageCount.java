package org.hotdesk.ami.link;

/**
 * What waits in a mailbox.
 *
 * @param fresh not heard yet, urgent ones included
 */
public record MessageCount(int fresh, int heard) {
    public static final MessageCount NONE = new MessageCount(0, 0);
}
