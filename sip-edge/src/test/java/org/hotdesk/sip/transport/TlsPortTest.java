package org.hotdesk.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hotdesk.sip.transport.LoopFixture.OPTIONS;
import static org.hotdesk.sip.transport.LoopFixture.loopback;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.hotdesk.sip.peer.NoLeaks;
import org.hotdesk.sip.peer.TestCertificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class TlsPortTest {
    private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private static TestCertificate ec;

    @SuppressWarnings("NullAway.Init")
    private static TestCertificate rsa;

    @BeforeAll
    static void certificates(@TempDir Path own) throws Exception {
        folder = own;
        ec = TestCertificate.make(folder, "ec", "EC");
        rsa = TestCertificate.make(folder, "rsa", "RSA");
    }

    private static SSLSocket connect(TestCertificate trusted, InetSocketAddress port) throws Exception {
        var socket = (SSLSocket) trusted.client().getSocketFactory().createSocket(port.getAddress(), port.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void exchange(LoopFixture edge, SSLSocket phone) throws Exception {
        phone.getOutputStream().write(OPTIONS.getBytes(StandardCharsets.UTF_8));
        LoopFixture.Heard heard = edge.next();
        assertThat(heard.text()).isEqualTo(OPTIONS);
        assertThat(heard.flow().transport()).isEqualTo(Transport.TLS);
        byte[] answer = edge.answer.orElseThrow().getBytes(StandardCharsets.UTF_8);
        assertThat(phone.getInputStream().readNBytes(answer.length)).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void message_goesBothWays(String version) throws Exception {
        try (var edge = new LoopFixture()) {
            edge.loop.streams().certificate(ec.certificate(), ec.key());
            InetSocketAddress port = edge.loop.streams().listen(Transport.TLS, loopback(0));
            edge.loop.start();
            try (SSLSocket phone = connect(ec, port)) {
                phone.setEnabledProtocols(new String[] {version});
                exchange(edge, phone);
                assertThat(phone.getSession().getProtocol()).isEqualTo(version);
            }
        }
    }

    @Test
    void olderTls_isRefused() throws Exception {
        try (var edge = new LoopFixture()) {
            edge.loop.streams().certificate(rsa.certificate(), rsa.key());
            InetSocketAddress port = edge.loop.streams().listen(Transport.TLS, loopback(0));
            edge.loop.start();
            try (SSLSocket phone = connect(rsa, port)) {
                phone.setEnabledProtocols(new String[] {"TLSv1.1"});
                assertThatThrownBy(phone::startHandshake).isInstanceOf(SSLException.class);
            }
        }
    }

    @Test
    void newCertificate_isServedFromThenOn_aBadOneChangesNothing() throws Exception {
        try (var edge = new LoopFixture()) {
            StreamPorts streams = edge.loop.streams();
            streams.certificate(ec.certificate(), ec.key());
            InetSocketAddress port = streams.listen(Transport.TLS, loopback(0));
            edge.loop.start();
            streams.certificate(rsa.certificate(), rsa.key());
            assertThatThrownBy(() -> streams.certificate(ec.certificate(), rsa.key()))
                    .isInstanceOf(IOException.class);
            try (SSLSocket phone = connect(rsa, port)) {
                exchange(edge, phone);
            }
        }
    }

    @Test
    void plainText_endsTheConnection() throws Exception {
        try (var edge = new LoopFixture()) {
            edge.loop.streams().certificate(ec.certificate(), ec.key());
            InetSocketAddress port = edge.loop.streams().listen(Transport.TLS, loopback(0));
            edge.loop.start();
            try (Socket phone = new Socket(port.getAddress(), port.getPort())) {
                phone.getOutputStream().write(OPTIONS.getBytes(StandardCharsets.UTF_8));
                assertThat(edge.closed.poll(10, TimeUnit.SECONDS)).isNotNull();
                assertThat(edge.heard).isEmpty();
            }
        }
    }

    @Test
    void noCertificate_isOneLine() {
        try (var edge = new LoopFixture()) {
            assertThatThrownBy(() -> edge.loop.streams().listen(Transport.TLS, loopback(5061)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot listen on TLS 127.0.0.1:5061: no certificate is set; name a PEM certificate and"
                            + " its key");
        }
    }

    @Test
    void filesThatDoNotServe_areOneLineThatSaysWhatToDo() throws Exception {
        Path missing = folder.resolve("no.pem");
        assertThat(refusal(missing, ec.key()))
                .isEqualTo("certificate file " + missing + " is missing; create it, or correct its name");
        assertThat(refusal(ec.certificate(), missing))
                .isEqualTo("key file " + missing + " is missing; create it, or correct its name");
        assertThat(refusal(ec.key(), ec.key())).contains("holds no readable certificate");
        assertThat(refusal(ec.certificate(), ec.certificate())).contains("openssl pkcs8 -topk8");
        assertThat(refusal(ec.certificate(), rsa.key())).contains("holds no EC key");
        TestCertificate other = TestCertificate.make(folder, "other", "EC");
        assertThat(refusal(ec.certificate(), other.key())).contains("does not fit certificate file");
        Path noise = Files.writeString(
                folder.resolve("noise.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThat(refusal(noise, ec.key())).contains("holds no readable certificate");
    }

    private static String refusal(Path certificate, Path key) {
        try (var edge = new LoopFixture()) {
            edge.loop.streams().certificate(certificate, key);
            return "accepted";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
