package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.peer.RawPhone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real phones that register at the edge of a whole daemon, with a real Asterisk behind it. Each test has its own devices. */
@ExtendWith(LabExtension.class)
class EdgeIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static LiveSystem system;
    private static InetSocketAddress edge = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @BeforeAll
    static void start(Lab lab) {
        edge = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), lab.ports().take(1));
        system = lab.add(LiveSystem.start(
                lab.installation(),
                lab.ports(),
                Clock.systemUTC(),
                Map.of(),
                Map.of(
                        "sip.listen",
                        "127.0.0.1:" + edge.getPort(),
                        // The phones are on 127.0.0.1, and only the edge may speak for them.
                        "sip.inner",
                        "127.0.0.9:" + lab.ports().take(1))));
        for (String user : List.of("201", "202", "203", "204", "205")) {
            system.addUser(user, "User " + user, "4711", "--mailbox", user + "@default");
        }
    }

    @Test
    void phonesBehindTheEdge_callEachOther_andADirectOne(Lab lab) {
        Phone one = phone(lab, "1001", "201");
        Phone other = phone(lab, "1002", "202");
        PhoneCall out = one.dial("202");
        PhoneCall in = other.awaitCall(SOON).orElseThrow();
        assertThat(in.peerNumber()).isEqualTo("201");
        assertThat(in.peerName()).contains("User 201");
        in.answer();
        assertThat(out.await(PhoneCall.State.TALKING, SOON)).isTrue();
        out.hangUp();
        assertThat(in.await(PhoneCall.State.CLOSED, SOON)).isTrue();

        Phone direct = lab.phone(system.addDevice("1003"));
        system.operator().ok("login", "205", "1003");
        PhoneCall back = direct.dial("201");
        PhoneCall rings = one.awaitCall(SOON).orElseThrow();
        assertThat(rings.peerNumber()).isEqualTo("205");
        rings.answer();
        assertThat(back.await(PhoneCall.State.TALKING, SOON)).isTrue();
        rings.hangUp();
        assertThat(back.await(PhoneCall.State.CLOSED, SOON)).isTrue();
    }

    @Test
    void lampAndVerbs_knowWhetherThePhoneIsThere(Lab lab) {
        assertThat(system.operator().run("sip", "show", "1999").err()).contains("there is no device 1999");
        phone(lab, "1011", "203");
        awaitLamp("203", "NOT_INUSE");
        assertThat(system.operator().ok("sip", "registrations", "--device", "1011"))
                .contains("1011", "udp", "127.0.0.1:");
        assertThat(system.operator().ok("device", "show", "1011")).containsPattern("registered +true");
        assertThat(system.operator().ok("status")).contains("edge      udp 127.0.0.1:" + edge.getPort());

        assertThat(system.operator().ok("sip", "kick", "1011")).contains("device 1011: ended 1");
        awaitLamp("203", "UNAVAILABLE");
        assertThat(system.operator().ok("sip", "show", "1011"))
                .containsPattern("registered +false")
                .contains("kicked");
        assertThat(system.operator().run("sip", "kick", "1011").code()).isEqualTo(1);
    }

    @Test
    void phoneThatComes_isToldWhatWaits(Lab lab) throws IOException {
        Path inbox = Files.createDirectories(system.asterisk().spoolFolder().resolve("voicemail/default/204/INBOX"));
        Files.writeString(inbox.resolve("msg0000.txt"), "[message]\n");
        Files.write(inbox.resolve("msg0000.wav"), new byte[64]);

        Phone phone = phone(lab, "1021", "204");

        assertThat(phone.awaitMessageWaiting(lamp -> lamp.fresh() == 1 && lamp.heard() == 0, SOON))
                .isPresent();
    }

    @Test
    void deviceOfTheEdge_isNobodyElsewhere_andOnlyItsOwnSecretCounts(Lab lab) {
        PhoneAccount account = device("1031");
        assertThat(register(edge, account, "wrong")).isEqualTo(401);
        assertThat(register(edge, account, account.secret())).isEqualTo(200);
        assertThat(register(system.asterisk().sip(), account, account.secret())).isNotEqualTo(200);

        system.operator().okWith("another\n", "device", "set", "1031", "--secret-file", "-");
        assertThat(Waiting.until(SOON, () -> register(edge, account, "another") == 200))
                .isTrue();
        system.operator().ok("device", "set", "1031", "--edge", "false");
        assertThat(Waiting.until(SOON, () -> register(edge, account, "another") != 200))
                .isTrue();
        assertThat(system.operator().ok("sip", "registrations")).doesNotContain("1031");
    }

    private static Phone phone(Lab lab, String device, String user) {
        PhoneAccount account = device(device);
        system.operator().ok("login", user, device);
        return lab.phone(account);
    }

    private static PhoneAccount device(String number) {
        PhoneAccount direct = system.addDevice(number, "--edge", "true");
        return PhoneAccount.of(direct.name(), direct.secret(), edge);
    }

    private static void awaitLamp(String user, String state) {
        String wanted = "Name: 'Custom:HD" + user + "'  State: '" + state + "'";
        assertThat(Waiting.until(
                        SOON, () -> system.asterisk().cli("devstate list").contains(wanted)))
                .as(() -> wanted + " in " + system.asterisk().cli("devstate list"))
                .isTrue();
    }

    private static int register(InetSocketAddress server, PhoneAccount account, String secret) {
        try (RawPhone phone = new RawPhone(server, new RawPhone.Account(account.name(), secret))) {
            String address = "sip:" + account.name() + "@127.0.0.1:" + server.getPort();
            var request = new RawPhone.Request("REGISTER", address, "<" + address + ">", List.of("Expires: 60"), "");
            Optional<SipMessage> answer = phone.ask(request, SOON);
            return answer.map(SipMessage::status).orElse(0);
        }
    }
}
