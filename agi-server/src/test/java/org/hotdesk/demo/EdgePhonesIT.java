package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.demo.EdgeLab.SOON;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.hotdesk.demo.EdgeLab.Talk;
import org.hotdesk.sip.watch.LampState;
import org.hotdesk.sip.watch.Sightings;
import org.hotdesk.sip.watch.SipAccount;
import org.hotdesk.sip.watch.WatchPhone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A working day of real phones behind the edge. Each test has its own devices and people. */
@ExtendWith(LabExtension.class)
class EdgePhonesIT {
    /** How soon a phone must know of its messages. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static final Duration BEFORE_KEYS = Duration.ofMillis(1500);
    private static EdgeLab edge;

    @BeforeAll
    static void start(Lab lab) {
        edge = EdgeLab.start(
                lab,
                Map.of(
                        "voicemail.d/boxes.conf",
                        "[default]\n211 => 4711,User 211\n221 => 4711,User 221\n231 => 4711,User 231\n"));
        edge.users("201", "202", "203", "211", "212", "221", "222", "231", "241", "242", "251", "252");
    }

    @Test
    void phonesByEachTransport_callEachOther_andRegisterAgain() {
        Phone udp = edge.phone("1001", "201");
        Phone tcp = edge.phone("1002", "202", EdgeLab.tcp());
        Phone tls = edge.phone("1003", "203", edge.tls());
        assertThat(edge.system().operator().ok("sip", "registrations")).contains("udp", "tcp", "tls");

        Talk first = EdgeLab.talk(udp, "202", tcp);
        assertThat(first.in().peerNumber()).isEqualTo("201");
        assertThat(first.in().peerName()).contains("User 201");
        first.end(true);
        Talk second = EdgeLab.talk(tcp, "203", tls);
        assertThat(second.in().peerNumber()).isEqualTo("202");
        second.end(false);
        EdgeLab.talk(tls, "201", udp).end(true);

        assertThat(udp.register(SOON)).startsWith("200");
        assertThat(tcp.register(SOON)).startsWith("200");
        assertThat(tls.register(SOON)).startsWith("200");
        EdgeLab.talk(tls, "202", tcp).end(false);
        EdgeLab.talk(tcp, "201", udp).end(true);
    }

    @Test
    void loginByCode_ringsThePhoneBehindTheEdge_andTheDirectOne(Lab lab) {
        Phone behind = lab.phone(edge.device("1011", PhoneLine.UDP));
        Phone direct = lab.phone(edge.system().addDevice("1012"));
        Phone other = edge.phone("1013", "212");
        loginByCode(behind, "211");
        loginByCode(direct, "211");
        assertThat(edge.system().asterisk().astdb()).containsEntry("/AMPUSER/211/device", "1011&1012");

        PhoneCall out = other.dial("211");
        PhoneCall one = behind.awaitCall(SOON).orElseThrow();
        PhoneCall two = direct.awaitCall(SOON).orElseThrow();
        assertThat(one.peerNumber()).isEqualTo("212");
        assertThat(two.peerNumber()).isEqualTo("212");
        one.answer();
        assertThat(out.await(PhoneCall.State.TALKING, SOON)).isTrue();
        assertThat(two.await(PhoneCall.State.CLOSED, SOON)).isTrue();
        out.hangUp();
        assertThat(one.await(PhoneCall.State.CLOSED, SOON)).isTrue();

        PhoneCall off = behind.dial("*12");
        assertThat(off.await(PhoneCall.State.CLOSED, SOON)).isTrue();
        assertThat(edge.system().operator().ok("where", "1011")).doesNotContain("211");
    }

    private static void loginByCode(Phone phone, String user) {
        PhoneCall call = phone.dial("*11" + user);
        assertThat(call.await(PhoneCall.State.TALKING, SOON)).isTrue();
        Waiting.pause(BEFORE_KEYS.toMillis());
        call.press(EdgeLab.PIN + "#");
        assertThat(call.await(PhoneCall.State.CLOSED, SOON)).isTrue();
    }

    @Test
    void messages_areToldAtOnce_afterLogin_afterAMessage_andAfterAReboot(Lab lab) {
        edge.messages("221", 2);
        PhoneAccount account = edge.device("1021", PhoneLine.UDP);
        Phone phone = lab.phone(account);
        Phone caller = edge.phone("1022", "222");

        Instant login = Clock.systemUTC().instant();
        edge.system().operator().ok("login", "221", "1021");
        assertThat(told(phone, 2, login)).isLessThan(AT_ONCE);

        edge.system().operator().ok("logoff", "1021");
        told(phone, 0, login);
        PhoneCall out = caller.dial("221"); // who is nowhere: voicemail answers
        assertThat(out.await(PhoneCall.State.TALKING, SOON)).isTrue();
        edge.system().operator().ok("login", "221", "1021");
        told(phone, 2, login);
        Waiting.pause(BEFORE_KEYS.toMillis());
        out.press("#");
        Waiting.pause(2_500);
        Instant spoken = Clock.systemUTC().instant();
        out.hangUp();
        assertThat(told(phone, 3, spoken)).isLessThan(AT_ONCE);

        phone.unplug();
        Phone rebooted = lab.phone(account);
        Instant registered = rebooted.wire().stream()
                .filter(message -> !message.sent() && message.startLine().startsWith("SIP/2.0 200"))
                .findFirst()
                .orElseThrow()
                .at();
        assertThat(told(rebooted, 3, registered)).isLessThan(AT_ONCE);
    }

    /** How long after that moment the phone heard of so many new messages. */
    private static Duration told(Phone phone, int fresh, Instant since) {
        MessageWaiting told = phone.awaitMessageWaiting(lamp -> lamp.fresh() == fresh, SOON)
                .orElseThrow(() -> new AssertionError("told " + phone.messageWaiting()));
        assertThat(told.waiting()).isEqualTo(fresh > 0);
        return Duration.between(since, told.at());
    }

    @Test
    void subscriptions_passTheEdge(Lab lab) {
        edge.messages("231", 1);
        PhoneAccount account = edge.device("1031", PhoneLine.UDP);
        edge.system().operator().ok("login", "231", "1031");
        var seen = new Sightings();
        WatchPhone keys = lab.add(new WatchPhone(
                new SipAccount(account.name(), account.secret(), account.server()), seen, Clock.systemUTC()));
        keys.watchLamp("241");
        keys.watchMailbox();
        assertThat(seen.awaitMailbox(0, messages -> messages.fresh() == 1, SOON))
                .isPresent();

        Phone watched = edge.phone("1032", "241");
        Phone other = edge.phone("1033", "242", EdgeLab.tcp());
        assertThat(seen.awaitLamp(0, "241", LampState.IDLE, SOON)).isPresent();
        int before = seen.count();
        PhoneCall out = other.dial("241");
        assertThat(seen.awaitLamp(before, "241", LampState.RINGING, SOON)).isPresent();
        watched.awaitCall(SOON).orElseThrow().answer();
        assertThat(seen.awaitLamp(before, "241", LampState.CONFIRMED, SOON)).isPresent();
        before = seen.count();
        out.hangUp();
        assertThat(seen.awaitLamp(before, "241", LampState.IDLE, SOON)).isPresent();
    }

    @Test
    void lamp_isUnavailable_thenNotInUse_thenInUse(Lab lab) {
        PhoneAccount account = edge.device("1041", PhoneLine.UDP);
        edge.system().operator().ok("login", "251", "1041");
        Phone caller = edge.phone("1042", "252");
        edge.awaitLamp("251", "UNAVAILABLE");

        Phone phone = lab.phone(account);
        edge.awaitLamp("251", "NOT_INUSE");
        Talk talk = EdgeLab.talk(caller, "251", phone);
        edge.awaitLamp("251", "INUSE");
        talk.end(true);
        edge.awaitLamp("251", "NOT_INUSE");
        phone.unregister();
        edge.awaitLamp("251", "UNAVAILABLE");
    }
}
