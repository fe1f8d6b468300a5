package org.hotdesk.sip.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Side;
import org.hotdesk.sip.transport.Transport;

/** A way that keeps what is sent by it. */
public final class RecordedFlow implements Flow {
    private final Side side;
    private final Transport transport;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final long connection;
    private final List<String> sent = new ArrayList<>();
    private boolean open = true;

    public RecordedFlow(
            Side side, Transport transport, InetSocketAddress local, InetSocketAddress remote, long number) {
        this.side = side;
        this.transport = transport;
        this.local = local;
        this.remote = remote;
        this.connection = number;
    }

    /** A phone at 192.0.2.{@code host}:5060, by that transport. */
    public static RecordedFlow phone(Transport transport, int host) {
        return new RecordedFlow(
                Side.PHONES,
                transport,
                address(192, 0, 2, 1, 5060),
                address(192, 0, 2, host, 5060),
                transport.isConnection() ? host : 0);
    }

    /** An IPv4 address, which no name service is asked for. */
    public static InetSocketAddress address(int a, int b, int c, int d, int port) {
        try {
            byte[] bytes = {(byte) a, (byte) b, (byte) c, (byte) d};
            return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** Asterisk behind the inner socket. */
    public static RecordedFlow asterisk() {
        return new RecordedFlow(
                Side.ASTERISK, Transport.UDP, address(127, 0, 0, 1, 5066), address(127, 0, 0, 1, 5080), 0);
    }

    /** What has been sent since the last call, oldest first. */
    public List<String> take() {
        List<String> all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    /** The one message sent since the last call. */
    public String one() {
        List<String> all = take();
        if (all.size() != 1) {
            throw new AssertionError("expected one message, sent were " + all);
        }
        return all.get(0);
    }

    /** Nothing goes this way any more. */
    @Override
    public void close() {
        open = false;
    }

    @Override
    public Side side() {
        return side;
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public long connection() {
        return connection;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean send(byte[] bytes, int from, int end) {
        if (open) {
            sent.add(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
        }
        return open;
    }
}
