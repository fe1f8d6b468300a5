package org.hotdesk.sip.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Side;
import org.hotdesk.sip.transport.Transport;

/** A way to a phone for rules that look at it and send nothing. */
public record FlowFrom(Transport transport, InetSocketAddress remote, InetSocketAddress local, long connection)
        implements Flow {
    private static final InetSocketAddress EDGE = address("192.0.2.1", 5060);

    /** Over UDP, to 192.0.2.1:5060. */
    public static FlowFrom udp(String address, int port) {
        return new FlowFrom(Transport.UDP, address(address, port), EDGE, 0);
    }

    /** Over a TLS connection, to 192.0.2.1:5060. */
    public static FlowFrom tls(String address, int port, long connection) {
        return new FlowFrom(Transport.TLS, address(address, port), EDGE, connection);
    }

    private static InetSocketAddress address(String literal, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(literal), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address literal", e);
        }
    }

    @Override
    public Side side() {
        return Side.PHONES;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean send(byte[] bytes, int from, int end) {
        return false;
    }
}
