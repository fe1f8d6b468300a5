package org.hotdesk.agi.script;

import java.time.Duration;
import org.hotdesk.agi.protocol.AgiCall;

/** Tells when Asterisk itself has a change of the store. Thread-safe. */
@FunctionalInterface
public interface MirrorAcknowledgement {
    /**
     * Waits until the change with this sequence number, and all before it, were answered by the Asterisk this call came
     * from, and lamp and mailbox have moved there. False when that took longer: it will still happen. Blocks no longer
     * than the time given.
     */
    boolean await(AgiCall call, long seq, Duration time);
}
