package org.hotdesk.sip.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hotdesk.sip.digest.Challenge;
import org.hotdesk.sip.message.CSeq;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.NameAddr;
import org.hotdesk.sip.message.SipLimits;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipParser;

/**
 * A phone that says what a test tells it to, true or not: its header values are written as given, so that they may
 * forge a From or smuggle line ends, which the product's own encoder refuses. Answers challenges with any account. One
 * owner thread.
 */
public final class RawPhone implements AutoCloseable {
    /** Who the phone really is when it is challenged. */
    public record Account(String user, String password) {}

    /**
     * A request as it will stand on the wire.
     *
     * @param from the whole value of From but for the tag, such as {@code "Boss" <sip:200@h>}
     * @param more whole header lines beside the usual ones
     * @param body empty, or SDP
     */
    public record Request(String method, String uri, String from, List<String> more, String body) {
        public Request {
            more = List.copyOf(more);
        }
    }

    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private final Account account;
    private final SipParser parser = new SipParser(new SipLimits(65_535, 1024));
    private long cseq;

    public RawPhone(InetSocketAddress server, Account account) {
        this.server = server;
        this.account = account;
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Where the server can reach this phone: for a Contact. */
    public String contact() {
        return "<sip:" + account.user() + "@127.0.0.1:" + port() + ">";
    }

    /** A session description that offers plain audio at a port nobody listens on. */
    public static String audio() {
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN IP4 127.0.0.1",
                "s=-",
                "c=IN IP4 127.0.0.1",
                "t=0 0",
                "m=audio 9 RTP/AVP 0",
                "a=rtpmap:0 PCMU/8000",
                "");
    }

    /** Sends these bytes and nothing else. */
    public void send(byte[] datagram) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next readable message that arrives in time, as a copy. */
    public Optional<SipMessage> receive(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        byte[] buffer = new byte[65_535];
        for (long left = atMost.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            try {
                socket.setSoTimeout((int) left);
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                Optional<SipMessage> message = parser.datagram(buffer, 0, packet.getLength())
                        .fold(Optional::of, more -> Optional.empty(), wrong -> Optional.empty());
                if (message.isPresent()) {
                    return message.map(SipMessage::keep);
                }
            } catch (SocketTimeoutException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Optional.empty();
    }

    /** Sends, answers one challenge, acknowledges a refused INVITE; the final answer, or empty when none came. */
    public Optional<SipMessage> ask(Request request, Duration atMost) {
        Optional<SipMessage> first = askUnknown(request, atMost);
        return first.flatMap(RawPhone::challenge).isEmpty() ? first : askKnown(request, first.get(), atMost);
    }

    /** Sends and does not say who it is; the final answer, a challenge as it should be. */
    public Optional<SipMessage> askUnknown(Request request, Duration atMost) {
        return once(request, UUID.randomUUID().toString(), List.of(), atMost);
    }

    /** Sends again what {@link #askUnknown} was challenged for, now or much later, and answers that. */
    public Optional<SipMessage> askKnown(Request request, SipMessage refusal, Duration atMost) {
        String name = refusal.status() == 401 ? "Authorization: " : "Proxy-Authorization: ";
        String credentials = challenge(refusal)
                .orElseThrow()
                .answer(account.user(), account.password(), request.method(), request.uri(), "c0ffee", 1)
                .write();
        String callId = refusal.text(HeaderName.CALL_ID).orElseThrow();
        return once(request, callId, List.of(name + credentials), atMost);
    }

    /** Ends a call that {@link #ask} got a 2xx for: ACK, then BYE. */
    public Optional<SipMessage> hangUp(Request invite, SipMessage accepted, Duration atMost) {
        NameAddr contact = NameAddr.of(accepted, HeaderName.CONTACT).orElseThrow();
        String target = contact.uri().text();
        send(followUp(
                "ACK",
                target,
                invite,
                accepted,
                accepted.text(HeaderName.CSEQ).orElseThrow().split(" ", 2)[0]));
        send(followUp("BYE", target, invite, accepted, Long.toString(++cseq)));
        return answerTo("BYE", accepted.text(HeaderName.CALL_ID).orElseThrow(), atMost);
    }

    private static Optional<Challenge> challenge(SipMessage answer) {
        if (answer.status() != 401 && answer.status() != 407) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>(answer.texts(HeaderName.WWW_AUTHENTICATE));
        values.addAll(answer.texts(HeaderName.PROXY_AUTHENTICATE));
        return Challenge.strongest(values);
    }

    private Optional<SipMessage> once(Request request, String callId, List<String> more, Duration atMost) {
        cseq++;
        List<String> lines = new ArrayList<>();
        lines.add(request.method() + " " + request.uri() + " SIP/2.0");
        lines.add(via());
        lines.add("Max-Forwards: 70");
        lines.add("From: " + request.from() + ";tag=" + port());
        lines.add("To: <" + request.uri() + ">");
        lines.add("Call-ID: " + callId);
        lines.add("CSeq: " + cseq + " " + request.method());
        lines.add("Contact: " + contact());
        lines.addAll(request.more());
        lines.addAll(more);
        if (!request.body().isEmpty()) {
            lines.add("Content-Type: application/sdp");
        }
        send(bytes(lines, request.body()));
        Optional<SipMessage> answer = answerTo(request.method(), callId, atMost);
        answer.filter(refusal -> refusal.status() >= 300 && "INVITE".equals(request.method()))
                .ifPresent(refusal ->
                        send(followUp("ACK", request.uri(), lines.get(1), request, refusal, Long.toString(cseq))));
        return answer;
    }

    private byte[] followUp(String method, String target, Request first, SipMessage answer, String number) {
        return followUp(method, target, via(), first, answer, number);
    }

    private byte[] followUp(String method, String target, String via, Request first, SipMessage answer, String number) {
        List<String> lines = new ArrayList<>();
        lines.add(method + " " + target + " SIP/2.0");
        lines.add(via);
        lines.add("Max-Forwards: 70");
        lines.add("From: " + first.from() + ";tag=" + port());
        lines.add("To: " + answer.text(HeaderName.TO).orElseThrow());
        lines.add("Call-ID: " + answer.text(HeaderName.CALL_ID).orElseThrow());
        lines.add("CSeq: " + number + " " + method);
        return bytes(lines, "");
    }

    private String via() {
        return "Via: SIP/2.0/UDP 127.0.0.1:" + port() + ";rport;branch=z9hG4bK" + UUID.randomUUID();
    }

    private static byte[] bytes(List<String> lines, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = String.join("\r\n", lines) + "\r\nContent-Length: " + content.length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    /** The final answer to that method of that call; what else arrives meanwhile is passed over. */
    private Optional<SipMessage> answerTo(String method, String callId, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<SipMessage> next = receive(Duration.ofNanos(end - System.nanoTime()));
            if (next.isEmpty() || next.filter(m -> isFinal(m, method, callId)).isPresent()) {
                return next;
            }
        }
    }

    private boolean isFinal(SipMessage message, String method, String callId) {
        return message.status() >= 200
                && message.text(HeaderName.CALL_ID).filter(callId::equals).isPresent()
                && CSeq.of(message)
                        .filter(c -> c.isMethod(method) && c.number() == cseq)
                        .isPresent();
    }

    @Override
    public void close() {
        socket.close();
    }
}
