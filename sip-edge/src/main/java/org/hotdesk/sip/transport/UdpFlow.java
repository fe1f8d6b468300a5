package org.hotdesk.sip.transport;

import java.net.InetSocketAddress;

/** The way to an address behind one of our UDP ports. */
record UdpFlow(UdpPort port, InetSocketAddress remote) implements Flow {
    @Override
    public Side side() {
        return port.side();
    }

    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    @Override
    public InetSocketAddress local() {
        return port.local();
    }

    @Override
    public long connection() {
        return 0;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean send(byte[] bytes, int from, int end) {
        return port.send(bytes, from, end, this);
    }
}
