package org.hotdesk.sip.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.hotdesk.sip.message.SipLimits;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipParser;
import org.hotdesk.sip.peer.LinesLogger;
import org.hotdesk.sip.peer.RecordedFlow;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Side;
import org.hotdesk.sip.transport.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {
    private static final InetSocketAddress LOCAL = RecordedFlow.address(192, 0, 2, 250, 5060);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Far below zero, as the clock may be. */
    private long now = -Duration.ofDays(1_000).toNanos();

    private final LinesLogger lines = new LinesLogger();
    private Guard guard = new Guard(GuardLimits.USUAL, now, lines);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static Flow udp(int c, int d, int port) {
        return new RecordedFlow(Side.PHONES, Transport.UDP, LOCAL, RecordedFlow.address(203, 0, c, d, port), 0);
    }

    private static Flow ipv6(String address) throws Exception {
        var remote = new InetSocketAddress(InetAddress.getAllByName(address)[0], 5060);
        return new RecordedFlow(Side.PHONES, Transport.UDP, LOCAL, remote, 0);
    }

    private int admitted(Flow flow, int count) {
        int passed = 0;
        for (int i = 0; i < count; i++) {
            passed += guard.admits(flow, now) ? 1 : 0;
        }
        return passed;
    }

    private int answered(Flow flow, int count) {
        int passed = 0;
        for (int i = 0; i < count; i++) {
            passed += guard.answers(flow, now) ? 1 : 0;
        }
        return passed;
    }

    private void fail(Flow flow, Failure why, int count) {
        for (int i = 0; i < count; i++) {
            guard.failed(flow, why, "100", now);
        }
    }

    private void banOnce(Flow flow) {
        while (guard.admits(flow, now)) {
            guard.failed(flow, Failure.WRONG_PASSWORD, "100", now);
        }
    }

    @Test
    void stranger_aboveItsRate_isDroppedButNotBanned() {
        Flow stranger = udp(1, 1, 5060);
        assertThat(admitted(stranger, 1_000)).isEqualTo(60);
        pass(SECOND);
        assertThat(admitted(stranger, 1_000)).isEqualTo(30);
        assertThat(guard.counts().tooFast()).isEqualTo(1_910);
        assertThat(guard.counts().flooded())
                .as("it takes nothing from other strangers")
                .isZero();
        assertThat(guard.bans(now)).isEmpty();
        assertThat(lines.lines).isEmpty();
    }

    @Test
    void officeBehindOneAddress_isNeverBannedByVolume() {
        guard.authenticated(udp(1, 1, 1_000), now);
        for (int second = 0; second < 60; second++) {
            for (int phone = 0; phone < 200; phone++) {
                assertThat(admitted(udp(1, 1, 2_000 + phone), 5)).isEqualTo(5);
            }
            pass(SECOND);
        }
        admitted(udp(1, 1, 9_999), 100_000);
        assertThat(guard.bans(now)).isEmpty();
    }

    @Test
    void failures_areForgivenUpToTheLimit_theNextBans() {
        Flow flow = udp(1, 1, 5060);
        fail(flow, Failure.WRONG_PASSWORD, 10);
        assertThat(guard.admits(flow, now)).isTrue();
        fail(flow, Failure.WRONG_PASSWORD, 1);
        assertThat(guard.admits(flow, now)).isFalse();
        assertThat(guard.admits(udp(1, 1, 7_777), now)).as("another port").isFalse();
        assertThat(guard.admits(udp(1, 2, 5060), now)).as("its neighbour").isTrue();
        pass(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(guard.admits(flow, now)).isFalse();
        pass(Duration.ofSeconds(2));
        assertThat(guard.admits(flow, now)).isTrue();
        assertThat(guard.counts().bans()).isEqualTo(1);
    }

    @Test
    void rareFailures_neverBan() {
        Flow flow = udp(1, 1, 5060);
        for (int i = 0; i < 1_000; i++) {
            fail(flow, Failure.WRONG_PASSWORD, 1);
            pass(Duration.ofMinutes(1));
        }
        assertThat(guard.admits(flow, now)).isTrue();
    }

    @Test
    void bans_doubleUpToADay_andAQuietDayForgivesAStep() {
        Flow flow = udp(1, 1, 5060);
        long expected = 300;
        for (int times = 1; times <= 12; times++) {
            banOnce(flow);
            Ban ban = guard.bans(now).get(0);
            assertThat(ban.left()).isEqualTo(Duration.ofSeconds(Math.min(expected, 86_400)));
            assertThat(ban.times()).isEqualTo(times);
            pass(ban.left());
            expected *= 2;
        }
        pass(Duration.ofDays(10));
        banOnce(flow);
        assertThat(guard.bans(now).get(0).times()).isEqualTo(3);
    }

    @Test
    void differentUnknownUsers_countMoreThanOneAgain() {
        Flow scan = udp(1, 1, 5060);
        Flow mistyped = udp(1, 2, 5060);
        for (int i = 0; i < 10; i++) {
            guard.failed(scan, Failure.UNKNOWN_USER, "10" + i, now);
            guard.failed(mistyped, Failure.UNKNOWN_USER, "1001", now);
        }
        assertThat(guard.admits(scan, now)).isFalse();
        assertThat(guard.admits(mistyped, now)).isTrue();
    }

    @Test
    void honestSource_mayFailTenTimesAsOften() {
        guard.authenticated(udp(1, 1, 1_000), now);
        Flow broken = udp(1, 1, 2_000);
        fail(broken, Failure.WRONG_PASSWORD, 99);
        assertThat(guard.admits(broken, now)).isTrue();
        fail(broken, Failure.WRONG_PASSWORD, 2);
        assertThat(guard.admits(broken, now)).isFalse();
        assertThat(guard.admits(udp(1, 1, 1_000), now)).as("who authenticated").isTrue();
    }

    @Test
    void knownFlow_passesWhileItsSourceIsBanned_untilItIsForgotten() {
        Flow phone = udp(1, 1, 1_000);
        guard.authenticated(phone, now);
        fail(udp(1, 1, 2_000), Failure.SCANNER, 100);
        assertThat(guard.admits(udp(1, 1, 2_000), now)).isFalse();
        assertThat(admitted(phone, 100_000)).isEqualTo(100_000);
        assertThat(answered(phone, 1_000)).isEqualTo(1_000);
        pass(Duration.ofHours(3));
        banOnce(phone);
        assertThat(guard.isKnown(phone, now)).isFalse();
        assertThat(guard.admits(phone, now)).isFalse();
    }

    @Test
    void strangersWithoutAnswer_cannotMakeUsAReflector() {
        int sum = 0;
        for (int host = 1; host < 200; host++) {
            sum += answered(udp(1, host, 5060), 10);
        }
        assertThat(sum).as("a /24 at once").isEqualTo(8);
        pass(SECOND);
        assertThat(answered(udp(1, 77, 5060), 10)).as("and a second later").isEqualTo(2);
        assertThat(answered(udp(2, 1, 5060), 10)).as("another /24").isEqualTo(8);
        assertThat(guard.counts().unanswered()).isEqualTo(1_990 - 8 + 8 + 2);
    }

    @Test
    void allStrangersTogether_haveABudgetOfRepliesToo() {
        int sum = 0;
        for (int net = 0; net < 40_000; net++) {
            var remote = RecordedFlow.address(10 + net / 10_000, net / 100 % 100, net % 100, 1, 5060);
            sum += answered(new RecordedFlow(Side.PHONES, Transport.UDP, LOCAL, remote, 0), 1);
        }
        assertThat(sum).isEqualTo(4_000);
    }

    @Test
    void connections_andHonestSources_getAllReplies() {
        var remote = RecordedFlow.address(203, 0, 1, 1, 5060);
        assertThat(answered(new RecordedFlow(Side.PHONES, Transport.TCP, LOCAL, remote, 7), 1_000))
                .isEqualTo(1_000);
        guard.authenticated(udp(1, 9, 1_000), now);
        assertThat(answered(udp(1, 9, 2_000), 1_000)).isEqualTo(1_000);
    }

    @Test
    void knownConnection_isThatConnectionAlone() {
        var remote = RecordedFlow.address(203, 0, 1, 1, 5060);
        guard.authenticated(new RecordedFlow(Side.PHONES, Transport.TCP, LOCAL, remote, 7), now);
        assertThat(guard.isKnown(new RecordedFlow(Side.PHONES, Transport.TCP, LOCAL, remote, 7), now))
                .isTrue();
        assertThat(guard.isKnown(new RecordedFlow(Side.PHONES, Transport.TCP, LOCAL, remote, 8), now))
                .isFalse();
        assertThat(guard.isKnown(udp(1, 1, 5060), now)).isFalse();
    }

    @Test
    void floodOfStrangers_leavesKnownPhonesAlone_andLetsAShareOfNewOnesIn() {
        Flow known = udp(1, 1, 5060);
        guard.authenticated(known, now);
        int passed = 0;
        int total = 0;
        for (int milli = 0; milli < 4_000; milli++) {
            for (int i = 0; i < 100; i++, total++) {
                var remote = RecordedFlow.address(10 + total % 200, total / 200 % 250, total / 50_000, 1, 5060);
                passed += guard.admits(new RecordedFlow(Side.PHONES, Transport.UDP, LOCAL, remote, 0), now) ? 1 : 0;
            }
            assertThat(guard.admits(known, now)).isTrue();
            pass(Duration.ofMillis(1));
        }
        // A quarter of 5,000 a second for four seconds, and what came before the first window was full.
        assertThat(passed).isBetween(4_000, 12_000);
        assertThat(guard.counts().flooded()).isEqualTo(total - passed);
        pass(SECOND);
        assertThat(guard.admits(udp(9, 9, 5060), now)).as("after the flood").isTrue();
    }

    @Test
    void phoneThatAsksAgainInAFlood_getsIn() {
        int phones = 50;
        boolean[] in = new boolean[phones];
        int total = 0;
        for (int milli = 0; milli < 8_000; milli++) {
            for (int i = 0; i < 40; i++, total++) {
                var remote = RecordedFlow.address(10 + total % 200, total / 200 % 250, total / 50_000, 1, 5060);
                guard.admits(new RecordedFlow(Side.PHONES, Transport.UDP, LOCAL, remote, 0), now);
            }
            // RFC 3261 §17.1.2.2, timer E: 0.5 s, then 1 s, 2 s and 4 s.
            if (milli == 100 || milli == 600 || milli == 1_600 || milli == 3_600 || milli == 7_600) {
                for (int phone = 0; phone < phones; phone++) {
                    in[phone] |= guard.admits(udp(9, phone, 5060), now);
                }
            }
            pass(Duration.ofMillis(1));
        }
        assertThat(guard.counts().flooded()).isGreaterThan(total / 2);
        assertThat(in).doesNotContain(false);
    }

    @Test
    void sourcesSeenInAFlood_areForgottenAfterHalfAMinute() {
        var seen = new TurnedAway(42);
        long second = SECOND.toNanos();
        assertThat(seen.add(1, 0)).isFalse();
        assertThat(seen.add(1, 15 * second)).isTrue();
        assertThat(seen.add(1, 20 * second)).as("one generation later").isTrue();
        assertThat(seen.add(1, 100 * second)).as("both generations later").isFalse();
        assertThat(seen.add(2, 100 * second)).isFalse();
        assertThat(seen.add(3, 117 * second)).isFalse();
        assertThat(seen.add(3, 134 * second)).isTrue();
        assertThat(seen.add(2, 134 * second)).isFalse();
    }

    @Test
    void ipv6_isBannedByTheWhole64() throws Exception {
        fail(ipv6("2001:db8:1:2::1"), Failure.WRONG_PASSWORD, 11);
        assertThat(guard.admits(ipv6("2001:db8:1:2:ffff::9"), now)).isFalse();
        assertThat(guard.admits(ipv6("2001:db8:1:3::1"), now)).isTrue();
        assertThat(guard.bans(now))
                .extracting(Ban::source)
                .containsExactly(InetAddress.getAllByName("2001:db8:1:2::")[0]);
        assertThat(lines.lines)
                .contains("WARNING banned source=2001:db8:1:2:0:0:0:0/64 seconds=300 times=1 why=WRONG_PASSWORD");
    }

    @Test
    void pardon_endsTheBanAndForgets() {
        Flow flow = udp(1, 1, 5060);
        banOnce(flow);
        assertThat(guard.pardon(flow.remote().getAddress(), now)).isTrue();
        assertThat(guard.pardon(flow.remote().getAddress(), now)).isFalse();
        assertThat(guard.admits(flow, now)).isTrue();
        assertThat(guard.bans(now)).isEmpty();
        fail(flow, Failure.WRONG_PASSWORD, 10);
        assertThat(guard.admits(flow, now)).isTrue();
        fail(flow, Failure.WRONG_PASSWORD, 1);
        assertThat(guard.bans(now).get(0).left()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void phoneWithABug_isNotHeldToIt_aStrangerIs() {
        Flow phone = udp(1, 1, 1_000);
        guard.authenticated(phone, now);
        fail(phone, Failure.MALFORMED, 10_000);
        assertThat(guard.bans(now)).isEmpty();
        assertThat(lines.lines).isEmpty();
        fail(udp(2, 1, 1_000), Failure.MALFORMED, 20);
        assertThat(guard.bans(now)).isEmpty();
        fail(udp(2, 1, 1_000), Failure.MALFORMED, 1);
        assertThat(guard.bans(now)).hasSize(1);
    }

    @Test
    void asterisk_isNeverLimited() {
        Flow asterisk = RecordedFlow.asterisk();
        fail(asterisk, Failure.MALFORMED, 1_000);
        assertThat(admitted(asterisk, 100_000)).isEqualTo(100_000);
        assertThat(answered(asterisk, 1_000)).isEqualTo(1_000);
        assertThat(guard.isKnown(asterisk, now)).isTrue();
    }

    @Test
    void fullTable_forgetsStrangersBeforeBannedAndHonestOnes() {
        guard = new Guard(
                new GuardLimits(
                        true,
                        GuardLimits.USUAL.rates(),
                        GuardLimits.USUAL.bans(),
                        new GuardLimits.Memory(64, 64, Duration.ofHours(1)),
                        List.of()),
                now,
                lines);
        Flow bad = udp(1, 1, 5060);
        banOnce(bad);
        guard.authenticated(udp(1, 2, 5060), now);
        for (int i = 0; i < 3_000; i++) {
            guard.admits(udp(10 + i / 250, 1 + i % 250, 5060), now);
        }
        assertThat(guard.admits(bad, now)).isFalse();
        assertThat(answered(udp(1, 2, 7_777), 500)).as("the honest source").isEqualTo(500);
    }

    @Test
    void off_letsEverybodyDoAnything() {
        guard = new Guard(GuardLimits.off(), now, lines);
        Flow flow = udp(1, 1, 5060);
        fail(flow, Failure.SCANNER, 1_000);
        assertThat(admitted(flow, 100_000)).isEqualTo(100_000);
        assertThat(answered(flow, 100_000)).isEqualTo(100_000);
    }

    @ParameterizedTest
    @CsvSource({
        "friendly-scanner, true",
        "Friendly-Scanner, true",
        "some sipvicious 0.3, true",
        "VAXSIPUSERAGENT/3.1, true",
        "sipsak 0.9.7, false",
        "Yealink SIP-T46S 66.86, false",
        "friendly, false",
    })
    void scanners_areKnownByTheirName(String agent, boolean scanner) {
        assertThat(guard.isScanner(message("User-Agent: " + agent + "\r\n"))).isEqualTo(scanner);
        assertThat(guard.isScanner(message("Subject: " + agent + "\r\n"))).isFalse();
    }

    private static SipMessage message(String line) {
        byte[] bytes = ("OPTIONS sip:a@b SIP/2.0\r\n" + line + "Content-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return (SipMessage) new SipParser(SipLimits.USUAL).datagram(bytes, 0, bytes.length);
    }

    @Test
    void limits_outOfRange_areNamed() {
        assertThatThrownBy(() -> new GuardLimits.Rates(0, 1, 1, 1, 1))
                .hasMessage("stranger 0 is not within 1 to 10000000");
        assertThatThrownBy(() -> new GuardLimits.Memory(100, 64, Duration.ofHours(1)))
                .hasMessageContaining("powers of two");
        assertThatThrownBy(() -> new GuardLimits.Bans(1, 41, SECOND, SECOND, SECOND))
                .hasMessage("unknownUsers 41 is not within 1 to 40");
    }
}
