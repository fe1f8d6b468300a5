package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.demo.EdgeLab.SOON;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hotdesk.demo.EdgeLab.Talk;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.peer.RawPhone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The daemon with the edge in it ends and comes back, then the Asterisk behind it, while real phones are registered: 201
 * by UDP, 202 by TCP, 203 by TLS, and 204 directly at Asterisk. Each method leaves all as the next one wants it.
 */
@ExtendWith(LabExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EdgeRestartIT {
    /** baresip renews twice as often here, and when that fails it waits for a minute at most. */
    private static final Duration BY_ITSELF = Duration.ofSeconds(150);

    private static final Duration RENEWED = Duration.ofSeconds(20);

    private static EdgeLab edge;
    private static Phone udp;
    private static Phone tcp;
    private static Phone tls;
    private static Phone direct;

    @BeforeAll
    static void start(Lab lab) {
        edge = EdgeLab.start(lab, Map.of());
        edge.users("201", "202", "203", "204");
        udp = edge.phone("1001", "201");
        tcp = edge.phone("1002", "202", EdgeLab.tcp().renewing(RENEWED));
        tls = edge.phone("1003", "203", edge.tls().renewing(RENEWED));
        direct = lab.phone(edge.system().addDevice("1004"));
        edge.system().operator().ok("login", "204", "1004");
    }

    @Test
    @Order(1)
    void stopped_callsGoOn_andPhonesAreCallableAsBefore() {
        Talk kept = EdgeLab.talk(udp, "204", direct);
        Instant stopped = Clock.systemUTC().instant();
        edge.system().companion().stop();
        edge.system().companion().start();
        edge.system().awaitHealthy();

        assertThat(kept.out().state()).isEqualTo(PhoneCall.State.TALKING);
        kept.end(false);
        EdgeLab.talk(direct, "201", udp).end(true);
        EdgeLab.talk(udp, "204", direct).end(true);
        assertThat(registersSent(udp, stopped)).as("by UDP").isZero();
    }

    @Test
    @Order(2)
    void killedInMidRegistration_phonesAreCallable_andTheRegistrationEnds() {
        Instant killed = Clock.systemUTC().instant();
        PhoneAccount account = edge.device("1005", PhoneLine.UDP);
        try (RawPhone phone = edge.raw(account)) {
            RawPhone.Request register =
                    edge.request("REGISTER", "1005", "<sip:1005@127.0.0.1>", List.of("Expires: 60"));
            SipMessage challenge = phone.askUnknown(register, SOON).orElseThrow();
            assertThat(challenge.status()).isEqualTo(401);

            edge.system().companion().kill();
            edge.system().companion().start();
            edge.system().awaitHealthy();

            assertThat(phone.askKnown(register, challenge, SOON).map(SipMessage::status))
                    .contains(200);
        }
        EdgeLab.talk(direct, "201", udp).end(false);
        assertThat(registersSent(udp, killed)).as("by UDP").isZero();
        assertComesBack(tcp, killed);
        assertComesBack(tls, killed);
        EdgeLab.talk(tcp, "203", tls).end(true);
        EdgeLab.talk(udp, "202", tcp).end(false);
    }

    @Test
    @Order(3)
    void asteriskKilledInMidCall_newCallsWorkWhenItIsBack() {
        Talk cut = EdgeLab.talk(udp, "202", tcp);
        edge.system().asterisk().kill();
        edge.system().asterisk().start();
        edge.system().awaitHealthy();

        cut.out().hangUp();
        cut.in().hangUp();
        assertThat(cut.out().await(PhoneCall.State.CLOSED, SOON)).isTrue();
        assertThat(cut.in().await(PhoneCall.State.CLOSED, SOON)).isTrue();
        EdgeLab.talk(udp, "203", tls).end(true);
        EdgeLab.talk(tcp, "201", udp).end(false);
    }

    private static long registersSent(Phone phone, Instant since) {
        return phone.wire().stream()
                .filter(message -> message.sent() && message.at().isAfter(since))
                .filter(message -> message.startLine().startsWith("REGISTER"))
                .count();
    }

    private static void assertComesBack(Phone phone, Instant since) {
        assertThat(Waiting.until(BY_ITSELF, () -> phone.wire().stream()
                        .filter(message -> !message.sent() && message.at().isAfter(since))
                        .filter(message -> message.startLine().startsWith("SIP/2.0 200"))
                        .anyMatch(message -> message.header("CSeq").orElse("").endsWith("REGISTER"))))
                .as("%s registers again by itself", phone.account())
                .isTrue();
    }
}
