package org.hotdesk.dialplan;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A phone without a password that can send what no decent phone would. One owner thread. */
final class SipByHand implements AutoCloseable {
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final int WAIT_MILLIS = 3_000;

    private final DatagramSocket socket;
    private final String name;
    private final InetSocketAddress asterisk;
    private String shown = "";

    SipByHand(String name, InetSocketAddress asterisk) throws IOException {
        this.name = name;
        this.asterisk = asterisk;
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(WAIT_MILLIS);
    }

    /** Calls a number that may have anything in it; returns the first status line. */
    String invite(String number) throws IOException {
        return invite(number, "");
    }

    /** Calls, asserting to be somebody else. */
    String inviteClaiming(String number, String identity) throws IOException {
        return invite(
                number,
                "P-Asserted-Identity: \"Boss\" <sip:" + identity + "@127.0.0.1>\r\nRemote-Party-ID: \"Boss\" <sip:"
                        + identity + "@127.0.0.1>;party=calling\r\n");
    }

    /** Calls under a display name that may have anything in it, given as it stands between the quotes. */
    String inviteNamed(String number, String displayName) throws IOException {
        shown = "\"" + displayName + "\" ";
        return invite(number, "");
    }

    private String invite(String number, String headers) throws IOException {
        String sdp =
                """
                v=0
                o=- 1 1 IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=audio 9 RTP/AVP 0
                a=rtpmap:0 PCMU/8000
                """
                        .replace("\n", "\r\n");
        return send(
                "INVITE",
                "sip:" + number + "@127.0.0.1:" + asterisk.getPort(),
                "Contact: <sip:" + name + "@127.0.0.1:" + socket.getLocalPort() + ">\r\n" + headers
                        + "Content-Type: application/sdp\r\n",
                sdp);
    }

    /** Registers a contact; returns the status line. */
    String register(String contact) throws IOException {
        return send(
                "REGISTER", "sip:127.0.0.1:" + asterisk.getPort(), "Contact: <" + contact + ">\r\nExpires: 60\r\n", "");
    }

    private String send(String method, String uri, String headers, String body) throws IOException {
        int call = CALLS.incrementAndGet();
        String to = method.equals("REGISTER") ? "sip:" + name + "@127.0.0.1" : uri;
        String message = method + " " + uri + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:" + socket.getLocalPort() + ";branch=z9hG4bKhand" + call + ";rport\r\n"
                + "From: " + shown + "<sip:" + name + "@127.0.0.1>;tag=hand" + call + "\r\n"
                + "To: <" + to + ">\r\n"
                + "Call-ID: hand" + call + "@" + socket.getLocalPort() + "\r\n"
                + "CSeq: 1 " + method + "\r\nMax-Forwards: 70\r\n" + headers
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, asterisk));
        var answer = new DatagramPacket(new byte[4_000], 4_000);
        socket.receive(answer);
        return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        socket.close();
    }
}
