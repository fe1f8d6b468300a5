package org.hotdesk.agi.script;

import org.hotdesk.agi.protocol.AgiCall;
import org.hotdesk.agi.protocol.Script;

/** Answers the watchdog and {@code hotdesk doctor}: that a script runs here is all they want to know. No call, and none is logged. */
public final class ProbeScript implements Script {
    /** Called by many threads at once. */
    @Override
    public void run(AgiCall call) {
        call.requireLocal();
        call.nothing();
    }
}
