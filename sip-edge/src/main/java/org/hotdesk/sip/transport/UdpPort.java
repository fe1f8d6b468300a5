package org.hotdesk.sip.transport;

import static java.lang.System.Logger.Level.DEBUG;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;

/** One UDP socket of the edge. Used by the loop's thread only, but for {@link #local}. */
public final class UdpPort {
    private static final System.Logger LOG = System.getLogger(UdpPort.class.getName());
    private static final int SOCKET_BUFFER = 4 << 20;

    private final Side side;
    private final Optional<InetSocketAddress> onlyPeer;
    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final Wire wire;
    private UdpFlow last;
    private boolean ready;

    /** What all ports of a loop share: one buffer in, one out, one array that the receiver reads. */
    static final class Wire {
        static final int LARGEST = 65_536;

        final Receiver receiver;
        final Tally tally;
        final byte[] bytes = new byte[LARGEST];
        private final ByteBuffer in = ByteBuffer.allocateDirect(LARGEST);
        private final ByteBuffer out = ByteBuffer.allocateDirect(LARGEST);
        private final Stun stun = new Stun();
        private final byte[] stunAnswer = new byte[Stun.LONGEST];

        Wire(Receiver receiver, Tally tally) {
            this.receiver = receiver;
            this.tally = tally;
        }
    }

    private UdpPort(Side side, Optional<InetSocketAddress> onlyPeer, DatagramChannel channel, Wire wire)
            throws IOException {
        this.side = side;
        this.onlyPeer = onlyPeer;
        this.channel = channel;
        this.wire = wire;
        this.local = (InetSocketAddress) channel.getLocalAddress();
        this.last = new UdpFlow(this, local);
    }

    static UdpPort open(Side side, InetSocketAddress address, Optional<InetSocketAddress> onlyPeer, Wire wire)
            throws IOException {
        // A socket that speaks both versions is dearer per packet, so IPv4 gets one of its own.
        DatagramChannel channel = DatagramChannel.open(
                address.getAddress() instanceof Inet4Address
                        ? StandardProtocolFamily.INET
                        : StandardProtocolFamily.INET6);
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
            channel.configureBlocking(false);
            channel.bind(address);
            int got = channel.getOption(StandardSocketOptions.SO_RCVBUF);
            var port = new UdpPort(side, onlyPeer, channel, wire);
            LOG.log(DEBUG, () -> "udp local=" + port.local + " side=" + side + " socketBuffer=" + got);
            return port;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw ListenErrors.explain(Transport.UDP, address, e);
        }
    }

    /** The address it is bound to; a wildcard when it was asked for, which no peer can use. Any thread. */
    public InetSocketAddress local() {
        return local;
    }

    /**
     * The way to an address from this port.
     *
     * @throws IllegalArgumentException for another address than Asterisk's at the inner port
     */
    public Flow to(InetSocketAddress remote) {
        if (onlyPeer.isPresent() && !onlyPeer.get().equals(remote)) {
            throw new IllegalArgumentException("the inner port sends to Asterisk only");
        }
        return new UdpFlow(this, remote);
    }

    Side side() {
        return side;
    }

    void register(Selector selector) throws IOException {
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** For the selector: something waits at the port of that key. */
    static void ready(SelectionKey key) {
        ((UdpPort) key.attachment()).ready = true;
    }

    /** Whether the selector has said so since this was asked last. */
    boolean isReady() {
        boolean was = ready;
        ready = false;
        return was;
    }

    void close() throws IOException {
        channel.close();
    }

    /** Takes one datagram, if there is one, and hands it over; false when there was none. */
    boolean receive() throws IOException {
        ByteBuffer in = wire.in.clear();
        var remote = (InetSocketAddress) channel.receive(in);
        if (remote == null) {
            return false;
        }
        int length = in.flip().remaining();
        if (onlyPeer.isPresent() && !onlyPeer.get().equals(remote)) {
            Tally.one(wire.tally.foreign);
            return true;
        }
        in.get(wire.bytes, 0, length);
        take(length, remote);
        return true;
    }

    private void take(int length, InetSocketAddress remote) {
        byte[] bytes = wire.bytes;
        if (isKeepAlive(bytes, length)) {
            Tally.one(wire.tally.keepAlives);
            return;
        }
        if (!last.remote().equals(remote)) {
            last = new UdpFlow(this, remote);
        }
        if (side == Side.PHONES && Stun.isStun(bytes, 0, length)) {
            answerStun(length, remote);
            return;
        }
        Tally.one(wire.tally.received);
        wire.receiver.message(bytes, 0, length, last);
    }

    /** Empty, line ends (RFC 5626 §4.4.1 has them on streams; phones send them here too), or four zero bytes. */
    private static boolean isKeepAlive(byte[] bytes, int length) {
        boolean zeros = length == 4;
        boolean lines = true;
        for (int i = 0; i < length && (lines || zeros); i++) {
            zeros &= bytes[i] == 0;
            lines &= bytes[i] == '\r' || bytes[i] == '\n';
        }
        return lines || zeros;
    }

    private void answerStun(int length, InetSocketAddress remote) {
        Tally.one(wire.tally.stun);
        if (wire.receiver.answersStun(last)) {
            int answer = wire.stun.answer(wire.bytes, 0, length, remote, wire.stunAnswer);
            if (answer > 0) {
                send(wire.stunAnswer, 0, answer, remote);
            }
        }
    }

    boolean send(byte[] bytes, int from, int end, UdpFlow flow) {
        wire.receiver.sent(bytes, from, end, flow);
        return send(bytes, from, end, flow.remote());
    }

    private boolean send(byte[] bytes, int from, int end, InetSocketAddress remote) {
        ByteBuffer out = wire.out.clear();
        if (end - from > out.capacity()) {
            Tally.one(wire.tally.lost);
            return false;
        }
        out.put(bytes, from, end - from).flip();
        try {
            if (channel.send(out, remote) > 0) {
                Tally.one(wire.tally.sent);
                return true;
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(DEBUG, () -> "not sent remote=" + remote + " why=" + e.getMessage());
        }
        Tally.one(wire.tally.lost);
        return false;
    }
}
