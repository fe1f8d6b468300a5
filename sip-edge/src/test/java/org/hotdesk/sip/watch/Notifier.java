package org.hotdesk.sip.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hotdesk.sip.digest.Challenge;
import org.hotdesk.sip.digest.Credentials;
import org.hotdesk.sip.digest.DigestAlgorithm;
import org.hotdesk.sip.digest.Ha1;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.NameAddr;
import org.hotdesk.sip.message.SipLimits;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipParser;
import org.hotdesk.sip.message.SipWriter;

/** The server's side of a {@link WatchPhone}, packet by packet as the test tells it. One owner thread. */
final class Notifier implements AutoCloseable {
    static final Ha1 HA1 = Ha1.of(DigestAlgorithm.SHA_256, "1001", "realm", "secret");
    private static final String TAG = "notifier";

    private final DatagramSocket socket;
    private final SipParser parser = new SipParser(SipLimits.USUAL);
    private final SipWriter writer = new SipWriter();
    private InetSocketAddress phone = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    private int cseq = 100;

    Notifier() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    /** The next message, which must come within 3 s. */
    SipMessage next() {
        return within(3_000).orElseThrow(() -> new AssertionError("nothing came"));
    }

    Optional<SipMessage> within(int millis) {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            socket.setSoTimeout(millis);
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        phone = (InetSocketAddress) packet.getSocketAddress();
        return parser.datagram(packet.getData(), 0, packet.getLength())
                .fold(message -> Optional.of(message.keep()), more -> Optional.empty(), wrong -> {
                    throw new AssertionError(wrong.toString());
                });
    }

    /** Answers with these seconds of Expires. */
    void answer(SipMessage request, int status, int expires) {
        writer.answer(request, phone, status, "Phrase", TAG).header(HeaderName.EXPIRES, expires);
        send(writer.header(HeaderName.CONTACT, "<sip:notifier@127.0.0.1:" + socket.getLocalPort() + ">")
                .bytes());
    }

    /** Answers with a weak and a strong challenge. */
    void challenge(SipMessage request) {
        writer.answer(request, phone, 401, "Unauthorized", TAG);
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            Challenge challenge = new Challenge(algorithm, "realm", "nonce", Optional.of("op"), true, false);
            writer.header(HeaderName.WWW_AUTHENTICATE, challenge.write());
        }
        send(writer.bytes());
    }

    /** The next request, which is challenged, and then the one that carries the right credentials. */
    SipMessage authenticated() {
        challenge(next());
        SipMessage second = next();
        boolean fits = second.text(HeaderName.AUTHORIZATION)
                .flatMap(Credentials::parse)
                .filter(credentials -> credentials.fits(HA1, second.method()))
                .isPresent();
        if (!fits) {
            throw new AssertionError("wrong credentials in " + second);
        }
        return second;
    }

    /** A NOTIFY in the dialog that a SUBSCRIBE asked for. */
    byte[] notify(SipMessage subscribe, String state, String type, String body) {
        String from = subscribe.text(HeaderName.TO).orElseThrow();
        writer.request(
                        "NOTIFY",
                        NameAddr.of(subscribe, HeaderName.CONTACT)
                                .orElseThrow()
                                .uri()
                                .text())
                .header(HeaderName.VIA, "SIP/2.0/UDP 127.0.0.1:" + socket.getLocalPort() + ";branch=z9hG4bK" + cseq)
                .header(HeaderName.FROM, from.contains("tag=") ? from : from + ";tag=" + TAG)
                .header(HeaderName.TO, subscribe.text(HeaderName.FROM).orElseThrow())
                .header(HeaderName.CALL_ID, subscribe.text(HeaderName.CALL_ID).orElseThrow())
                .header(HeaderName.CSEQ, cseq++ + " NOTIFY")
                .header(HeaderName.EVENT, subscribe.text(HeaderName.EVENT).orElseThrow())
                .header(HeaderName.SUBSCRIPTION_STATE, state);
        return body.isEmpty() ? writer.bytes() : writer.bytes(type, body.getBytes(StandardCharsets.UTF_8));
    }

    byte[] lamp(SipMessage subscribe, String dialogState) {
        String body = "<dialog-info><dialog direction=\"recipient\"><state>" + dialogState
                + "</state></dialog></dialog-info>";
        return notify(subscribe, "active;expires=100", "application/dialog-info+xml", body);
    }

    void send(byte[] datagram) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, phone));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
