package org.hotdesk.sip.bench;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * What no server in Java can fall below: it reads REGISTERs and sends ready-made answers of usual length, of which it changes
 * the branch alone. Says where it listens, and ends when it is killed.
 */
public final class FloorMain {
    private static final byte[] COOKIE = Accounts.ascii("z9hG4bK");
    private static final byte[] SIGNED = Accounts.ascii("Authorization: ");

    private static final String COMMON =
            """
            Via: SIP/2.0/UDP 127.0.0.1:12345;branch=z9hG4bK#########;rport=12345;received=127.0.0.1
            From: "Phone" <sip:100000@hotdesk>;tag=t100000
            To: "Phone" <sip:100000@hotdesk>;tag=0123456789abcdef
            Call-ID: 100000-5f8e2a9c41d7b6
            CSeq: 1000000 REGISTER
            """;

    private final DatagramChannel channel;
    private final Template challenge = new Template("SIP/2.0 401 Unauthorized\n" + COMMON
            + "WWW-Authenticate: Digest realm=\"hotdesk\", nonce=\"abcdefghijklmnopqrstuvwxyz012345\", algorithm=MD5,"
            + " qop=\"auth\"\nContent-Length: 0\n\n");
    private final Template good = new Template("SIP/2.0 200 OK\n" + COMMON
            + "Contact: <sip:100000@127.0.0.1:12345;transport=udp>;expires=3600;"
            + "+sip.instance=\"<urn:uuid:6e1c3b52-0d3f-11ee-8c4e-000000100000>\"\n"
            + "Date: Sat, 21 Nov 2026 12:55:41 GMT\nContent-Length: 0\n\n");
    private final int[] challengeBranch = challenge.fields(Template.BRANCH);
    private final int[] goodBranch = good.fields(Template.BRANCH);
    private final ByteBuffer in = ByteBuffer.allocateDirect(65_536);
    private final ByteBuffer out = ByteBuffer.allocateDirect(65_536);
    private final byte[] request = new byte[65_536];

    private FloorMain(DatagramChannel channel) {
        this.channel = channel;
    }

    @SuppressWarnings("SystemOut") // a protocol of lines between two processes
    public static void main(String[] arguments) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
            channel.bind(Ports.loopback(0));
            System.out.println("ports " + channel.socket().getLocalPort());
            var floor = new FloorMain(channel);
            while (channel.isOpen()) {
                floor.answerOne();
            }
        }
    }

    private void answerOne() throws IOException {
        SocketAddress from = channel.receive(in.clear());
        int length = in.flip().remaining();
        in.get(request, 0, length);
        int branch = Template.find(request, length, COOKIE, 0) + COOKIE.length;
        boolean signed = Template.find(request, length, SIGNED, branch) >= 0;
        Template answer = signed ? good : challenge;
        answer.copy(request, branch, Request.BRANCH_DIGITS, signed ? goodBranch : challengeBranch);
        channel.send(out.clear().put(answer.bytes).flip(), from);
    }
}
