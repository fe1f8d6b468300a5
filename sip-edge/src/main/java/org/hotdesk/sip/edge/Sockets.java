package org.hotdesk.sip.edge;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hotdesk.sip.proxy.HostPort;
import org.hotdesk.sip.transport.EdgeLoop;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Receiver;
import org.hotdesk.sip.transport.Transport;
import org.hotdesk.sip.transport.UdpPort;

/** The sockets of an edge, all open. Closing ends the loop's thread. */
final class Sockets implements AutoCloseable {
    private final EdgeLoop loop;
    private final List<String> listening = new ArrayList<>();
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final InetSocketAddress phones;
    private final InetSocketAddress inner;
    private final Flow asterisk;

    /** @throws IOException one line that says what to do; then none is open */
    Sockets(EdgeConfig config, Receiver receiver) throws IOException {
        loop = new EdgeLoop(receiver);
        try {
            UdpPort innerPort = loop.listenInner(config.inner(), config.asterisk());
            inner = innerPort.local();
            asterisk = innerPort.to(config.asterisk());
            phones = loop.listen(config.listening().udp()).local();
            opened(Transport.UDP, phones);
            streams(config.listening());
        } catch (IOException | RuntimeException failed) {
            loop.close();
            throw failed;
        }
    }

    private void streams(EdgeConfig.Listening where) throws IOException {
        if (where.certificate().isPresent()) {
            EdgeConfig.Certificate files = where.certificate().get();
            loop.streams().certificate(files.chain(), files.key());
        }
        stream(Transport.TCP, where.tcp());
        stream(Transport.TLS, where.tls());
        stream(Transport.WS, where.ws());
        stream(Transport.WSS, where.wss());
    }

    private void stream(Transport transport, Optional<InetSocketAddress> address) throws IOException {
        if (address.isPresent()) {
            opened(transport, loop.streams().listen(transport, address.get()));
        }
    }

    private void opened(Transport transport, InetSocketAddress local) {
        listening.add(transport.name().toLowerCase(Locale.ROOT) + " " + HostPort.of(local));
        addresses.add(local);
    }

    EdgeLoop loop() {
        return loop;
    }

    /** Such as {@code udp 192.0.2.1:5060}. */
    List<String> listening() {
        return List.copyOf(listening);
    }

    /** The hosts by which phones may call us, an IPv6 address in brackets. */
    List<String> hosts() {
        return addresses.stream().map(HostPort::host).distinct().toList();
    }

    InetSocketAddress phones() {
        return phones;
    }

    InetSocketAddress inner() {
        return inner;
    }

    Flow asterisk() {
        return asterisk;
    }

    @Override
    public void close() {
        loop.close();
    }
}
