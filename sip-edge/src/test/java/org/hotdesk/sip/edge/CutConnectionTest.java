package org.hotdesk.sip.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hotdesk.sip.abuse.GuardLimits;
import org.hotdesk.sip.digest.DigestAlgorithm;
import org.hotdesk.sip.location.LocationPolicy;
import org.hotdesk.sip.registrar.RegistrarPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A phone whose TCP connection is cut between challenge and registration, at any byte: it comes back by another one. */
class CutConnectionTest {
    private static final String URI = "sip:127.0.0.1";
    /** Bytes from one cut to the next. */
    private static final int STEP = 23;

    private static final int PATIENCE_MILLIS = 5_000;

    @TempDir
    Path folder;

    private SipEdge edge;

    @BeforeEach
    void open() throws IOException {
        Optional<InetSocketAddress> none = Optional.empty();
        var device = new Device1001();
        edge = SipEdge.start(
                new EdgeConfig(
                        new EdgeConfig.Listening(
                                loopback(), Optional.of(loopback()), none, none, none, Optional.empty()),
                        loopback(),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 9),
                        new EdgeConfig.Digest(Device1001.REALM, List.of(DigestAlgorithm.MD5)),
                        RegistrarPolicy.usual(List.of()),
                        LocationPolicy.USUAL,
                        GuardLimits.USUAL,
                        folder.resolve("locations")),
                device,
                EdgeAliases.none(),
                device,
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        edge.close();
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Test
    void cutWithinTheAnswer_registersNothing_andTheSameAnswerIsGoodByTheNextConnection() throws IOException {
        byte[] signed = register(2, credentials(challengeOf(register(1, ""))));
        for (int cut = 0; cut < signed.length; cut += STEP) {
            sendAndCut(signed, cut);
        }
        sendAndCut(signed, signed.length - 1);
        assertThat(edge.registrations()).isEmpty();

        try (Socket phone = connect()) {
            assertThat(ask(phone, signed)).startsWith("SIP/2.0 200 ");
            assertThat(edge.registrations(Device1001.NUMBER))
                    .singleElement()
                    .satisfies(binding -> assertThat(binding.source().getPort()).isEqualTo(phone.getLocalPort()));
        }
    }

    @Test
    void cutBeforeThe200IsHeard_leavesOneContact_onceThePhoneIsBack() throws IOException {
        byte[] signed = register(2, credentials(challengeOf(register(1, ""))));
        sendAndCut(signed, signed.length);

        String again = credentials(challengeOf(register(3, "")));
        try (Socket phone = connect()) {
            assertThat(ask(phone, register(4, again))).startsWith("SIP/2.0 200 ");
            assertThat(edge.registrations(Device1001.NUMBER))
                    .singleElement()
                    .satisfies(binding -> assertThat(binding.source().getPort()).isEqualTo(phone.getLocalPort()));
        }
    }

    /** The 401, whose connection is cut behind it. */
    private String challengeOf(byte[] request) throws IOException {
        try (Socket phone = connect()) {
            return ask(phone, request);
        }
    }

    private void sendAndCut(byte[] request, int length) throws IOException {
        try (Socket phone = connect()) {
            phone.getOutputStream().write(request, 0, length);
        }
    }

    private Socket connect() throws IOException {
        String tcp = edge.status().listening().stream()
                .filter(address -> address.startsWith("tcp "))
                .findFirst()
                .orElseThrow();
        int port = Integer.parseInt(tcp.substring(tcp.lastIndexOf(':') + 1));
        Socket phone = new Socket(InetAddress.getLoopbackAddress(), port);
        phone.setSoTimeout(PATIENCE_MILLIS);
        return phone;
    }

    private static String ask(Socket phone, byte[] request) throws IOException {
        phone.getOutputStream().write(request);
        InputStream in = phone.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            assertThat(octet).as("the connection ended after %s", answer).isNotNegative();
            answer.append((char) octet);
        }
        return answer.toString();
    }

    private static String credentials(String challenge) {
        assertThat(challenge).startsWith("SIP/2.0 401 ");
        return "Authorization: " + Device1001.credentials(challenge, "REGISTER", URI, 1) + "\r\n";
    }

    private static byte[] register(int cseq, String credentials) {
        return ("REGISTER " + URI + " SIP/2.0\r\n"
                        + "Via: SIP/2.0/TCP 127.0.0.1:5060;branch=z9hG4bK" + UUID.randomUUID() + "\r\n"
                        + "Max-Forwards: 70\r\n"
                        + "From: <sip:1001@127.0.0.1>;tag=1\r\n"
                        + "To: <sip:1001@127.0.0.1>\r\n"
                        + "Call-ID: cut\r\n"
                        + "CSeq: " + cseq + " REGISTER\r\n"
                        + "Contact: <sip:1001@127.0.0.1:5070;transport=tcp>\r\n"
                        + credentials
                        + "Content-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
