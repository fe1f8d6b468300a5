package org.hotdesk.sip.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Senders nobody knows, from addresses all over 127.0.0.0/8, who want to register, call and ask, and never have
 * credentials. New ones come all the time. One owner thread.
 */
final class Strangers implements AutoCloseable {
    /** So many messages a sender sends at once. */
    static final int BURST = 8;

    private static final int SOCKETS = 1_024;
    /** One burst in so many comes from an address that is new. */
    private static final int MOVE_EACH = 16;
    /** The addresses below are those of honest phones. */
    private static final int FIRST_NETWORK = 16;

    private final InetSocketAddress server;
    private final Random random = new Random(475);
    private final List<Kind> kinds;
    private int sent;

    /** One kind of request, a burst of them as one write, and the sockets that send it. */
    private static final class Kind {
        final Request request;
        final byte[] burst;
        final ByteBuffer wire;
        final List<DatagramChannel> sockets = new ArrayList<>();

        Kind(Request request) {
            this.request = request;
            burst = new byte[BURST * request.text.bytes.length];
            wire = ByteBuffer.wrap(burst);
        }
    }

    Strangers(InetSocketAddress server) throws IOException {
        this.server = server;
        kinds = List.of(
                new Kind(request("REGISTER", "hotdesk")),
                new Kind(request("INVITE", "@@@@@@@hotdesk")),
                new Kind(request("OPTIONS", "hotdesk")));
        for (Kind kind : kinds) {
            for (int i = 0; i < SOCKETS; i++) {
                kind.sockets.add(open(kind));
            }
        }
    }

    /** One of them sends {@link #BURST} messages. */
    void send() throws IOException {
        Kind kind = kinds.get(random.nextInt(kinds.size()));
        int at = random.nextInt(SOCKETS);
        if (random.nextInt(MOVE_EACH) == 0) {
            kind.sockets.get(at).close();
            kind.sockets.set(at, open(kind));
        }
        Request request = kind.request;
        int length = request.text.bytes.length;
        for (int i = 0; i < BURST; i++) {
            request.text.number(request.branch, ++sent, Request.BRANCH_DIGITS);
            request.text.number(request.device, Accounts.FIRST + sent % Accounts.FIRST, Accounts.DIGITS);
            System.arraycopy(request.text.bytes, 0, kind.burst, i * length, length);
        }
        kind.sockets.get(at).write(kind.wire.rewind());
    }

    private DatagramChannel open(Kind kind) throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        // Nobody reads what comes back, so it shall not pile up either.
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 1);
        channel.configureBlocking(false);
        int network = FIRST_NETWORK + random.nextInt(256 - FIRST_NETWORK);
        InetAddress source = InetAddress.getByAddress(
                new byte[] {127, (byte) network, (byte) random.nextInt(256), (byte) (1 + random.nextInt(254))});
        channel.bind(new InetSocketAddress(source, 0));
        channel.connect(server);
        Segments.of(kind.request.text.bytes.length, channel);
        return channel;
    }

    private static Request request(String method, String target) {
        return new Request(
                """
                %1$s sip:%2$s SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK#########;rport
                Max-Forwards: 70
                From: <sip:@@@@@@@hotdesk>;tag=s#########
                To: <sip:@@@@@@@hotdesk>
                Call-ID: s#########
                CSeq: 1 %1$s
                Contact: <sip:@@@@@@@192.0.2.1:5060>
                User-Agent: Bench Phone 1.0
                Expires: 3600
                Content-Length: 0

                """
                        .formatted(method, target));
    }

    @Override
    public void close() throws IOException {
        for (Kind kind : kinds) {
            for (DatagramChannel socket : kind.sockets) {
                socket.close();
            }
        }
    }
}
