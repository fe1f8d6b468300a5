package org.hotdesk.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.dialplan.device.Account;
import org.hotdesk.dialplan.device.Edge;
import org.hotdesk.dialplan.device.PhoneSettings;
import org.hotdesk.dialplan.device.PjsipConf;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Token;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Asterisk 22 does with a device behind the edge: a plain socket stands where the edge would. */
@ExtendWith(LabExtension.class)
final class EdgeEndpointIT {
    private static final Duration SOON = Duration.ofSeconds(8);
    private static RoadLab road;
    private static DatagramSocket edge;

    @BeforeAll
    static void start(Lab lab) throws IOException {
        edge = lab.add(new DatagramSocket(0, InetAddress.getByName("127.0.0.9")));
        var device = Device.adhoc(new DeviceNumber("1004")).behindTheEdge();
        road = lab.add(RoadLab.start(
                lab,
                RoadLab.withoutCompanion(lab),
                Map.of(
                        "pjsip.d/hotdesk.conf",
                        PjsipConf.text(
                                List.of(new Account(device, Optional.empty())),
                                PhoneSettings.usual()
                                        .withTransport(new Token("transport-udp"))
                                        .withEdge(new Edge("127.0.0.9", edge.getLocalPort()))))));
        road.show(new LabFloor().pjsip("1004").user("201", "Ann Lee", "1004").build());
    }

    @Test
    void callToTheDevice_isSentToTheEdge_withTheDevicesNumber() {
        road.manager()
                .send("Action: Originate\r\nChannel: PJSIP/1004\r\nCallerID: \"Bob\" <202>\r\n"
                        + "Application: Wait\r\nData: 1\r\nAsync: true");

        String invite = await("INVITE ").orElseThrow();
        assertThat(invite).startsWith("INVITE sip:1004@127.0.0.9:" + edge.getLocalPort() + " SIP/2.0");
        assertThat(invite).contains("P-Asserted-Identity: \"Bob\" <sip:202@");
        answer(invite, "486 Busy Here");
    }

    @Test
    void callOfTheDevice_isTakenFromTheEdgeOnly_withoutASecret() throws IOException {
        send(edge, invite("1004"));
        assertThat(await("SIP/2.0 "))
                .hasValueSatisfying(taken -> assertThat(taken).startsWith("SIP/2.0 100 "));

        try (var stranger = new DatagramSocket(0, InetAddress.getByName("127.0.0.8"))) {
            send(stranger, invite("1004"));
            assertThat(receive(stranger, "SIP/2.0 ", SOON))
                    .hasValueSatisfying(refusal -> assertThat(refusal).startsWith("SIP/2.0 40"));
        }
    }

    @Test
    void messageLamp_isToldToTheEdgeUnasked() throws IOException {
        Path inbox = Files.createDirectories(road.asterisk().spoolFolder().resolve("voicemail/device/1004/INBOX"));
        Files.writeString(inbox.resolve("msg0000.txt"), "[message]\n");
        Files.write(inbox.resolve("msg0000.wav"), new byte[64]);
        road.manager().send("Action: VoicemailRefresh\r\nContext: device\r\nMailbox: 1004");

        String notify = await("NOTIFY ").orElseThrow();
        assertThat(notify)
                .startsWith("NOTIFY sip:1004@127.0.0.9:" + edge.getLocalPort())
                .contains("Event: message-summary")
                .contains("Messages-Waiting: yes")
                .contains("Voice-Message: 1/0");
        answer(notify, "200 OK");
    }

    @Test
    void deviceState_saysNothingOfTheRealPhone() {
        assertThat(road.asterisk().cli("pjsip show contacts")).contains("NonQual");
    }

    private static String invite(String device) {
        return String.join(
                "\r\n",
                "INVITE sip:202@127.0.0.1 SIP/2.0",
                "Via: SIP/2.0/UDP 127.0.0.9;rport;branch=z9hG4bK" + UUID.randomUUID(),
                "Max-Forwards: 70",
                "From: <sip:" + device + "@127.0.0.1>;tag=" + UUID.randomUUID(),
                "To: <sip:201@127.0.0.1>",
                "Call-ID: " + UUID.randomUUID(),
                "CSeq: 1 INVITE",
                "Contact: <sip:" + device + "@127.0.0.9>",
                "Content-Length: 0",
                "",
                "");
    }

    private static void answer(String request, String status) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + "\r\n");
        request.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.matches("(Via|From|Call-ID|CSeq): .*"))
                .forEach(line -> text.append(line).append("\r\n"));
        request.lines().filter(line -> line.startsWith("To: ")).findFirst().ifPresent(to -> text.append(to)
                .append(to.contains(";tag=") ? "" : ";tag=edge")
                .append("\r\n"));
        send(edge, text.append("Content-Length: 0\r\n\r\n").toString());
    }

    private static void send(DatagramSocket from, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            from.send(new DatagramPacket(bytes, bytes.length, road.asterisk().sip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> await(String beginning) {
        return receive(edge, beginning, SOON);
    }

    /** The next message that begins so; what else comes meanwhile is passed over. */
    private static Optional<String> receive(DatagramSocket at, String beginning, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        byte[] buffer = new byte[65_535];
        try {
            for (long left = most.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                at.setSoTimeout((int) left);
                var packet = new DatagramPacket(buffer, buffer.length);
                at.receive(packet);
                String text = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
                if (text.startsWith(beginning)) {
                    return Optional.of(text);
                }
            }
            return Optional.empty();
        } catch (SocketTimeoutException silence) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
