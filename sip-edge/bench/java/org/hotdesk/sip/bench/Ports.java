package org.hotdesk.sip.bench;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** UDP ports of 127.0.0.1 that nobody uses. */
final class Ports {
    private Ports() {}

    static InetSocketAddress loopback(int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }

    /** One that was free a moment ago. */
    static InetSocketAddress free() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(loopback(0))) {
            return loopback(socket.getLocalPort());
        }
    }
}
