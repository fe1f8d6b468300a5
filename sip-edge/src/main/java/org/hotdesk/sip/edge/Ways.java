package org.hotdesk.sip.edge;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.hotdesk.sip.proxy.Flows;
import org.hotdesk.sip.transport.EdgeLoop;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Transport;

/** The ways of a loop's sockets. One owner thread. */
record Ways(EdgeLoop loop, Flow asterisk) implements Flows {
    @Override
    public Optional<Flow> find(
            Transport transport, InetSocketAddress local, InetSocketAddress remote, long connection) {
        return loop.flow(transport, local, remote, connection);
    }
}
