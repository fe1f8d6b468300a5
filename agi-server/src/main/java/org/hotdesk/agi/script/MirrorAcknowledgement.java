package org.hotdesk.agi.script;

import java.time.Duration;

/** Tells when Asterisk itself has a change of the store. Thread-safe. */
@FunctionalInterface
public interface MirrorAcknowledgement {
    /**
     * Waits until the change with this sequence number, and all before it, were answered by Asterisk and lamp and
     * mailbox have moved. False when that took longer: it will still happen. Blocks no longer than the time given.
     */
    boolean await(long seq, Duration time);
}
