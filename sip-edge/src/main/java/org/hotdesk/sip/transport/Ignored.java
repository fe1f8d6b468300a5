package org.hotdesk.sip.transport;

import io.netty.util.concurrent.Future;

/** Says that nobody waits for a future: what becomes of a connection is told by its close. */
final class Ignored {
    private Ignored() {}

    static void future(Future<?> nobodyWaits) {}
}
