package org.hotdesk.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.sip.transport.LoopFixture.OPTIONS;
import static org.hotdesk.sip.transport.LoopFixture.loopback;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hotdesk.sip.peer.NoLeaks;
import org.hotdesk.sip.peer.TestCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A client that knows of RFC 6455 just what it takes to be told what goes over the wire. */
@ExtendWith(NoLeaks.class)
class WebSocketTest {
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private record Frame(int kind, String text) {}

    private static String upgrade(String path, String protocols) {
        return "GET " + path + " HTTP/1.1\r\nHost: edge\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: http://any.example\r\n"
                + "Sec-WebSocket-Version: 13\r\n" + protocols + "\r\n";
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void frame(Socket socket, int head, byte[] payload) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(head);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        byte[] mask = {1, 2, 3, 4};
        out.write(mask);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ mask[i % 4]);
        }
        socket.getOutputStream().write(out.toByteArray());
    }

    private static void frame(Socket socket, int kind, String text) throws IOException {
        frame(socket, 0x80 | kind, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Frame read(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        int kind = in.readUnsignedByte() & 0xf;
        int length = in.readUnsignedByte();
        byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
        in.readFully(payload);
        return new Frame(kind, new String(payload, StandardCharsets.ISO_8859_1));
    }

    private static String readHead(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void shakeHands(Socket phone) throws IOException {
        phone.setSoTimeout(20_000);
        write(phone, upgrade("/ws?token=1", "Sec-WebSocket-Protocol: chat, sip\r\n"));
        assertThat(readHead(phone))
                .startsWith("HTTP/1.1 101")
                .containsIgnoringCase("sec-websocket-protocol: sip\r\n")
                .contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void messages_goOneToAFrame_textAndBinary() throws Exception {
        try (var edge = new LoopFixture()) {
            InetSocketAddress port = edge.loop.streams().listen(Transport.WS, loopback(0));
            edge.loop.start();
            try (Socket phone = new Socket(port.getAddress(), port.getPort())) {
                shakeHands(phone);
                frame(phone, TEXT, OPTIONS);
                LoopFixture.Heard heard = edge.next();
                assertThat(heard.text()).isEqualTo(OPTIONS);
                assertThat(heard.flow().transport()).isEqualTo(Transport.WS);
                assertThat(read(phone)).isEqualTo(new Frame(TEXT, edge.answer.orElseThrow()));
                frame(phone, BINARY, OPTIONS);
                assertThat(edge.next().flow()).isEqualTo(heard.flow());
                read(phone);
                byte[] noText = {'x', (byte) 0xff, (byte) 0xfe};
                edge.onLoop(() -> heard.flow().send(noText, 0, 3));
                assertThat(read(phone)).isEqualTo(new Frame(BINARY, "x\u00ff\u00fe"));
            }
            assertThat(edge.closed.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void messageInFragments_isOneMessage() throws Exception {
        try (var edge = new LoopFixture()) {
            InetSocketAddress port = edge.loop.streams().listen(Transport.WS, loopback(0));
            edge.loop.start();
            try (Socket phone = new Socket(port.getAddress(), port.getPort())) {
                shakeHands(phone);
                frame(phone, TEXT, OPTIONS.substring(0, 9).getBytes(StandardCharsets.UTF_8));
                frame(phone, 0x80, OPTIONS.substring(9).getBytes(StandardCharsets.UTF_8));
                assertThat(edge.next().text()).isEqualTo(OPTIONS);
            }
        }
    }

    @Test
    void pingsOfBothKinds_areAnswered() throws Exception {
        try (var edge = new LoopFixture()) {
            InetSocketAddress port = edge.loop.streams().listen(Transport.WS, loopback(0));
            edge.loop.start();
            try (Socket phone = new Socket(port.getAddress(), port.getPort())) {
                shakeHands(phone);
                frame(phone, PING, "abc");
                assertThat(read(phone)).isEqualTo(new Frame(PONG, "abc"));
                frame(phone, TEXT, "\r\n\r\n");
                assertThat(read(phone)).isEqualTo(new Frame(TEXT, "\r\n"));
                assertThat(edge.heard).isEmpty();
                frame(phone, CLOSE, "");
                assertThat(read(phone).kind()).isEqualTo(CLOSE);
            }
        }
    }

    @Test
    void requestWithoutSubProtocol_isRefused() throws Exception {
        try (var edge = new LoopFixture()) {
            InetSocketAddress port = edge.loop.streams().listen(Transport.WS, loopback(0));
            edge.loop.start();
            for (String request : new String[] {
                upgrade("/", ""),
                upgrade("/", "Sec-WebSocket-Protocol: chat\r\n"),
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                OPTIONS
            }) {
                try (Socket phone = new Socket(port.getAddress(), port.getPort())) {
                    phone.setSoTimeout(20_000);
                    write(phone, request);
                    assertThat(readHead(phone))
                            .as(request)
                            .startsWith("HTTP/1.1 400")
                            .contains("onnection: close");
                    assertThat(new String(phone.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                            .isEqualTo("WebSocket with sub-protocol sip wanted\n");
                }
            }
            assertThat(edge.heard).isEmpty();
        }
    }

    @Test
    void frameBeyondTheLimit_endsTheConnection() throws Exception {
        try (var edge = new LoopFixture()) {
            InetSocketAddress port = edge.loop.streams().listen(Transport.WS, loopback(0));
            edge.loop.start();
            try (Socket phone = new Socket(port.getAddress(), port.getPort())) {
                shakeHands(phone);
                frame(phone, 0x80 | TEXT, new byte[LoopFixture.MESSAGES.messageBytes() + 1]);
                assertThat(edge.closed.poll(10, TimeUnit.SECONDS)).isNotNull();
                assertThat(edge.heard).isEmpty();
            }
        }
    }

    @Test
    void secureWebSocket_isTheSameBehindTls(@TempDir Path folder) throws Exception {
        TestCertificate own = TestCertificate.make(folder, "wss", "EC");
        try (var edge = new LoopFixture()) {
            edge.loop.streams().certificate(own.certificate(), own.key());
            InetSocketAddress port = edge.loop.streams().listen(Transport.WSS, loopback(0));
            edge.loop.start();
            edge.answer = Optional.of("SIP/2.0 200 f\u00fcr\r\n\r\n");
            try (Socket phone = own.client().getSocketFactory().createSocket(port.getAddress(), port.getPort())) {
                shakeHands(phone);
                frame(phone, TEXT, OPTIONS);
                assertThat(edge.next().flow().transport()).isEqualTo(Transport.WSS);
                assertThat(read(phone)).isEqualTo(new Frame(TEXT, "SIP/2.0 200 f\u00c3\u00bcr\r\n\r\n"));
            }
        }
    }
}
