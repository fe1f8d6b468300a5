package org.hotdesk.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hotdesk.sip.transport.LoopFixture.OPTIONS;
import static org.hotdesk.sip.transport.LoopFixture.loopback;
import static org.hotdesk.sip.transport.LoopFixture.receive;
import static org.hotdesk.sip.transport.LoopFixture.send;
import static org.hotdesk.sip.transport.LoopFixture.socket;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hotdesk.sip.peer.LinesLogger;
import org.hotdesk.sip.peer.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class EdgeLoopTest {
    @Test
    void datagram_isHandedOver_andAnsweredToItsSender() throws Exception {
        try (var edge = new LoopFixture();
                DatagramSocket phone = socket("127.0.0.5")) {
            InetSocketAddress port = edge.loop.listen(loopback(0)).local();
            edge.loop.start();
            send(phone, port, OPTIONS);
            assertThat(receive(phone)).asString(StandardCharsets.UTF_8).startsWith("SIP/2.0 200");
            LoopFixture.Heard heard = edge.next();
            assertThat(heard.text()).isEqualTo(OPTIONS);
            assertThat(heard.flow().remote()).isEqualTo(phone.getLocalSocketAddress());
            assertThat(heard.flow().local()).isEqualTo(port);
            assertThat(heard.flow().side()).isEqualTo(Side.PHONES);
            assertThat(heard.flow().connection()).isZero();
            TransportCounts counts = edge.onLoop(edge.loop::counts);
            assertThat(counts.received()).isEqualTo(1);
            assertThat(counts.sent()).isEqualTo(1);
        }
    }

    @Test
    void keepAlives_areSwallowed_garbageIsNot() throws Exception {
        try (var edge = new LoopFixture();
                DatagramSocket phone = socket("127.0.0.1")) {
            InetSocketAddress port = edge.loop.listen(loopback(0)).local();
            edge.loop.start();
            send(phone, port, "");
            send(phone, port, "\r\n\r\n");
            send(phone, port, new byte[4]);
            send(phone, port, new byte[5]);
            assertThat(edge.next().text()).isEqualTo("\0\0\0\0\0");
            assertThat(edge.heard).isEmpty();
            assertThat(edge.loop.counts().keepAlives()).isEqualTo(3);
        }
    }

    @Test
    void stun_isAnsweredUnlessTheReceiverSaysNo() throws Exception {
        byte[] request = HexFormat.of().parseHex("000100002112a442b7e7a701bc34d686fa87dfae");
        try (var edge = new LoopFixture();
                DatagramSocket phone = socket("127.0.0.1")) {
            InetSocketAddress port = edge.loop.listen(loopback(0)).local();
            edge.loop.start();
            edge.stun = false;
            send(phone, port, request);
            send(phone, port, OPTIONS);
            assertThat(receive(phone)).asString(StandardCharsets.UTF_8).startsWith("SIP/2.0");
            edge.stun = true;
            send(phone, port, request);
            byte[] answer = receive(phone);
            assertThat(answer).startsWith(1, 1, 0, 12).hasSize(32);
            int mapped = ((answer[26] & 0xff) << 8) | (answer[27] & 0xff);
            assertThat(mapped ^ 0x2112).isEqualTo(phone.getLocalPort());
        }
    }

    @Test
    void innerPort_hearsAsteriskAlone_andSendsToItAlone() throws Exception {
        try (var edge = new LoopFixture();
                DatagramSocket asterisk = socket("127.0.0.1");
                DatagramSocket other = socket("127.0.0.1")) {
            var address = (InetSocketAddress) asterisk.getLocalSocketAddress();
            UdpPort inner = edge.loop.listenInner(loopback(0), address);
            edge.loop.start();
            send(other, inner.local(), OPTIONS);
            send(asterisk, inner.local(), OPTIONS);
            LoopFixture.Heard heard = edge.next();
            assertThat(heard.flow().side()).isEqualTo(Side.ASTERISK);
            assertThat(heard.flow()).isEqualTo(edge.onLoop(() -> inner.to(address)));
            assertThat(edge.heard).isEmpty();
            assertThat(edge.loop.counts().foreign()).isEqualTo(1);
            assertThatThrownBy(() -> inner.to((InetSocketAddress) other.getLocalSocketAddress()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void storedPeer_isFoundAgain_underOurAddressOnly() throws Exception {
        try (var edge = new LoopFixture();
                DatagramSocket phone = socket("127.0.0.1")) {
            InetSocketAddress port = edge.loop.listen(loopback(0)).local();
            edge.loop.start();
            var remote = (InetSocketAddress) phone.getLocalSocketAddress();
            Flow flow = edge.onLoop(() -> edge.loop.flow(Transport.UDP, port, remote, 0))
                    .orElseThrow();
            edge.onLoop(() -> flow.send(new byte[] {'h', 'i'}, 0, 2));
            assertThat(receive(phone)).asString(StandardCharsets.UTF_8).isEqualTo("hi");
            assertThat(edge.onLoop(() -> edge.loop.flow(Transport.UDP, loopback(1), remote, 0)))
                    .isEmpty();
            assertThat(edge.onLoop(() -> edge.loop.flow(Transport.TCP, port, remote, 1)))
                    .isEmpty();
        }
    }

    @Test
    void exceptionInTheReceiver_doesNotEndTheLoop() throws Exception {
        try (var edge = new LoopFixture();
                DatagramSocket phone = socket("127.0.0.1")) {
            InetSocketAddress port = edge.loop.listen(loopback(0)).local();
            edge.loop.start();
            edge.fails = true;
            send(phone, port, OPTIONS);
            edge.next();
            edge.loop.execute(() -> {
                throw new AssertionError("on purpose");
            });
            edge.onLoop(() -> edge.loop.timers().after(0, () -> {
                throw new IllegalStateException("on purpose");
            }));
            var later = new CountDownLatch(1);
            edge.onLoop(() -> edge.loop.timers().after(TimeUnit.MILLISECONDS.toNanos(50), later::countDown));
            assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();
            edge.fails = false;
            send(phone, port, OPTIONS);
            assertThat(receive(phone)).asString(StandardCharsets.UTF_8).startsWith("SIP/2.0 200");
            assertThat(edge.loop.counts().failures()).isEqualTo(3);
        }
    }

    @Test
    void takenPort_isOneLineThatSaysWhatToDo() throws Exception {
        try (var edge = new LoopFixture();
                DatagramSocket other = socket("127.0.0.1")) {
            assertThatThrownBy(() -> edge.loop.listen(loopback(other.getLocalPort())))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "cannot listen on UDP 127.0.0.1:%d: the port is taken; stop the program that has it, or"
                                    + " choose another port",
                            other.getLocalPort());
            assertThatThrownBy(() -> edge.loop.listen(new InetSocketAddress(LoopFixture.numeric("192.0.2.1"), 0)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no such address");
        }
    }

    @Test
    void manySenders_areAllHeard() throws Exception {
        try (var edge = new LoopFixture()) {
            InetSocketAddress port = edge.loop.listen(loopback(0)).local();
            InetSocketAddress second = edge.loop.listen(loopback(0)).local();
            edge.loop.start();
            for (int round = 0; round < 40; round++) {
                try (DatagramSocket phone = socket("127.0.1." + (1 + round))) {
                    send(phone, round % 2 == 0 ? port : second, OPTIONS);
                    receive(phone);
                    assertThat(edge.next().flow().remote()).isEqualTo(phone.getLocalSocketAddress());
                }
            }
        }
    }

    @Test
    void failureLog_countsWhatItDoesNotSay() {
        var lines = new LinesLogger();
        var log = new FailureLog(lines, "edge");
        for (int i = 0; i < 5; i++) {
            log.failed(new IllegalStateException("x"), i);
        }
        log.failed(new IllegalStateException("x"), TimeUnit.SECONDS.toNanos(2));
        assertThat(lines.lines)
                .containsExactly("ERROR edge failed and goes on count=1", "ERROR edge failed and goes on count=5");
    }
}
