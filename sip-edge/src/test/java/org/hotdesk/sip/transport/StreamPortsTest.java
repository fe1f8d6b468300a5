package org.hotdesk.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hotdesk.sip.transport.LoopFixture.OPTIONS;
import static org.hotdesk.sip.transport.LoopFixture.loopback;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hotdesk.sip.peer.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class StreamPortsTest {
    private static final StreamLimits HASTY =
            new StreamLimits(3, 2, Duration.ofSeconds(1), Duration.ofMinutes(1), 4_096);

    private static Socket connect(InetSocketAddress port, String from) throws Exception {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(LoopFixture.numeric(from), 0));
        socket.connect(port, 10_000);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static String read(Socket socket, int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }

    /** True when the peer has ended the connection, in whichever way. */
    private static boolean ends(Socket socket) {
        try {
            socket.getInputStream().skip(Long.MAX_VALUE);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void message_isHandedOver_andAnsweredOnItsConnection() throws Exception {
        try (var edge = new LoopFixture()) {
            InetSocketAddress port = edge.loop.streams().listen(Transport.TCP, loopback(0));
            edge.loop.start();
            try (Socket phone = connect(port, "127.0.0.7")) {
                write(phone, OPTIONS.substring(0, 20));
                write(phone, OPTIONS.substring(20) + OPTIONS);
                LoopFixture.Heard first = edge.next();
                LoopFixture.Heard second = edge.next();
                assertThat(first.text()).isEqualTo(OPTIONS);
                assertThat(second.text()).isEqualTo(OPTIONS);
                assertThat(second.flow()).isEqualTo(first.flow());
                assertThat(first.flow().transport()).isEqualTo(Transport.TCP);
                assertThat(first.flow().remote()).isEqualTo(phone.getLocalSocketAddress());
                assertThat(first.flow().local()).isEqualTo(port);
                assertThat(first.flow().connection()).isPositive();
                assertThat(edge.opened.poll(10, TimeUnit.SECONDS)).isEqualTo(first.flow());
                String answer = edge.answer.orElseThrow();
                assertThat(read(phone, 2 * answer.length())).isEqualTo(answer + answer);
            }
        }
    }

    @Test
    void endOfTheConnection_isTold_andItsWayIsGone() throws Exception {
        try (var edge = new LoopFixture()) {
            InetSocketAddress port = edge.loop.streams().listen(Transport.TCP, loopback(0));
            edge.loop.start();
            Flow flow;
            try (Socket phone = connect(port, "127.0.0.1")) {
                write(phone, OPTIONS);
                flow = edge.next().flow();
                Optional<Flow> found = edge.onLoop(
                        () -> edge.loop.flow(Transport.TCP, flow.local(), flow.remote(), flow.connection()));
                assertThat(found).contains(flow);
                assertThat(edge.onLoop(() -> edge.loop.flow(Transport.TCP, flow.local(), flow.remote(), 999)))
                        .isEmpty();
            }
            assertThat(edge.closed.poll(10, TimeUnit.SECONDS)).isEqualTo(flow);
            assertThat(flow.isOpen()).isFalse();
            assertThat(edge.onLoop(() -> flow.send(new byte[1], 0, 1))).isFalse();
            assertThat(edge.onLoop(() -> edge.loop.flow(Transport.TCP, flow.local(), flow.remote(), flow.connection())))
                    .isEmpty();
            assertThat(edge.loop.counts().connections()).isZero();
        }
    }

    @Test
    void doubleLineEnd_isAnsweredByOne() throws Exception {
        try (var edge = new LoopFixture()) {
            InetSocketAddress port = edge.loop.streams().listen(Transport.TCP, loopback(0));
            edge.loop.start();
            try (Socket phone = connect(port, "127.0.0.1")) {
                write(phone, "\r\n\r\n");
                assertThat(read(phone, 2)).isEqualTo("\r\n");
                write(phone, OPTIONS);
                assertThat(edge.next().text()).isEqualTo(OPTIONS);
                assertThat(edge.loop.counts().keepAlives()).isEqualTo(1);
            }
        }
    }

    @Test
    void wrongFraming_isAnsweredAndTheConnectionEnds() throws Exception {
        try (var edge = new LoopFixture()) {
            InetSocketAddress port = edge.loop.streams().listen(Transport.TCP, loopback(0));
            edge.loop.start();
            edge.answer = Optional.of("SIP/2.0 400 Missing Content-Length\r\n\r\n");
            try (Socket phone = connect(port, "127.0.0.1")) {
                write(phone, "OPTIONS sip:a@b SIP/2.0\r\n\r\n" + OPTIONS);
                assertThat(edge.next().text()).startsWith("OPTIONS sip:a@b SIP/2.0\r\n\r\n");
                String answer = edge.answer.orElseThrow();
                assertThat(read(phone, answer.length())).isEqualTo(answer);
                assertThat(ends(phone)).isTrue();
                assertThat(edge.heard).isEmpty();
                assertThat(edge.loop.counts().malformed()).isEqualTo(1);
            }
        }
    }

    @Test
    void tooManyConnections_areEndedAtOnce_perSourceAndInAll() throws Exception {
        try (var edge = new LoopFixture(new StreamLimits(3, 2, Duration.ofMinutes(1), Duration.ofMinutes(1), 4_096))) {
            InetSocketAddress port = edge.loop.streams().listen(Transport.TCP, loopback(0));
            edge.loop.start();
            try (Socket a = connect(port, "127.0.0.1");
                    Socket b = connect(port, "127.0.0.1")) {
                write(a, OPTIONS);
                write(b, OPTIONS);
                edge.next();
                edge.next();
                try (Socket third = connect(port, "127.0.0.1")) {
                    assertThat(ends(third)).isTrue();
                }
                try (Socket other = connect(port, "127.0.0.2");
                        Socket last = connect(port, "127.0.0.3")) {
                    write(other, OPTIONS);
                    edge.next();
                    assertThat(ends(last)).isTrue();
                }
                assertThat(edge.loop.counts().refused()).isEqualTo(2);
            }
        }
    }

    @Test
    void noWholeMessageInTime_endsTheConnection_keepAlivesDoNotHelp() throws Exception {
        try (var edge = new LoopFixture(HASTY)) {
            InetSocketAddress port = edge.loop.streams().listen(Transport.TCP, loopback(0));
            edge.loop.start();
            try (Socket silent = connect(port, "127.0.0.1");
                    Socket half = connect(port, "127.0.0.1");
                    Socket good = connect(port, "127.0.0.2")) {
                write(silent, "\r\n\r\n");
                write(half, OPTIONS + "OPTIONS sip:");
                write(good, OPTIONS);
                edge.next();
                edge.next();
                assertThat(ends(silent)).isTrue();
                assertThat(ends(half)).isTrue();
                write(good, OPTIONS);
                assertThat(edge.next().flow().isOpen()).isTrue();
            }
        }
    }

    @Test
    void peerThatDoesNotRead_losesItsConnection() throws Exception {
        try (var edge = new LoopFixture(HASTY)) {
            InetSocketAddress port = edge.loop.streams().listen(Transport.TCP, loopback(0));
            edge.loop.start();
            try (Socket phone = connect(port, "127.0.0.1")) {
                write(phone, OPTIONS);
                Flow flow = edge.next().flow();
                byte[] much = new byte[4_000];
                edge.onLoop(() -> {
                    while (flow.send(much, 0, much.length)) {
                        Thread.onSpinWait();
                    }
                    return true;
                });
                assertThat(edge.closed.poll(20, TimeUnit.SECONDS)).isEqualTo(flow);
            }
        }
    }

    @Test
    void floodOnOneConnection_comesWhole() throws Exception {
        int count = 2_000;
        try (var edge = new LoopFixture()) {
            InetSocketAddress port = edge.loop.streams().listen(Transport.TCP, loopback(0));
            edge.loop.start();
            edge.answer = Optional.empty();
            try (Socket phone = connect(port, "127.0.0.1")) {
                write(phone, OPTIONS.repeat(count));
                for (int i = 0; i < count; i++) {
                    assertThat(edge.next().text()).isEqualTo(OPTIONS);
                }
            }
        }
    }

    @Test
    void close_ofTheFlow_endsTheConnection() throws Exception {
        try (var edge = new LoopFixture()) {
            InetSocketAddress port = edge.loop.streams().listen(Transport.TCP, loopback(0));
            edge.loop.start();
            try (Socket phone = connect(port, "127.0.0.1")) {
                Flow flow = Optional.ofNullable(edge.opened.poll(10, TimeUnit.SECONDS))
                        .orElseThrow();
                flow.close();
                assertThat(ends(phone)).isTrue();
            }
        }
    }

    @Test
    void takenPort_isOneLineThatSaysWhatToDo() throws Exception {
        try (var edge = new LoopFixture()) {
            InetSocketAddress port = edge.loop.streams().listen(Transport.TCP, loopback(0));
            assertThatThrownBy(() -> edge.loop.streams().listen(Transport.WS, port))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "cannot listen on WS 127.0.0.1:%d: the port is taken; stop the program that has it, or"
                                    + " choose another port",
                            port.getPort());
        }
    }
}
