package org.hotdesk.sip.proxy;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Transport;

/** The ways that are there. The edge's thread only. */
public interface Flows {
    /** The way to the one Asterisk. */
    Flow asterisk();

    /** The way to a phone that once came like this; empty when its connection or our socket is gone. */
    Optional<Flow> find(Transport transport, InetSocketAddress local, InetSocketAddress remote, long connection);

    /**
     * By which address of ours a peer reaches us on that way: what Via and Record-Route name. To be overridden where a
     * socket is bound to a wildcard, or an address is translated before us.
     */
    default InetSocketAddress name(Flow flow) {
        return flow.local();
    }
}
