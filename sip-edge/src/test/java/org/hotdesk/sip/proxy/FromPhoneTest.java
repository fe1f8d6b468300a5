package org.hotdesk.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.hotdesk.sip.peer.RecordedFlow;
import org.hotdesk.sip.transport.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests from the open side: who may send what, and what Asterisk gets of it. */
class FromPhoneTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final World world = new World();
    private final RecordedFlow phone = world.phone(Transport.UDP, 7);

    private String toAsterisk(String request) {
        world.give(request, phone);
        return world.asterisk.one();
    }

    private String refusal(String request) {
        world.give(request, phone);
        assertThat(world.asterisk.take()).isEmpty();
        assertThat(world.proxy.served()).isZero();
        return phone.one();
    }

    @Test
    void invite_reachesAsteriskWithOurVia_routeAndOneHopLess() {
        String sent = toAsterisk(Sip.fromPhone("INVITE", "X-Own: kept\r\n"));
        assertThat(sent)
                .startsWith("INVITE sip:201@127.0.0.1:5080 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5066;branch=z9hG4bK");
        assertThat(Sip.values(sent, "Via").get(1)).contains(";rport=5060").endsWith(";received=192.0.2.7");
        assertThat(Sip.values(sent, "Max-Forwards")).containsExactly("69");
        List<String> routes = Sip.values(sent, "Record-Route");
        assertThat(routes.get(0)).matches("<sip:[\\w-]+@127\\.0\\.0\\.1:5066;lr>");
        assertThat(routes.get(1)).matches("<sip:[\\w-]+@192\\.0\\.2\\.1:5060;lr>");
        assertThat(sent).contains("X-Own: kept\r\n").endsWith("\r\n\r\n" + Sip.BODY);
        assertThat(Sip.start(phone.one())).isEqualTo("SIP/2.0 100 Trying");
    }

    @Test
    void identityFieldsAndCredentials_endHere() {
        List<String> claims = List.of(
                "P-Asserted-Identity: <sip:boss@pbx>",
                "Remote-Party-ID: <sip:boss@pbx>",
                "P-Preferred-Identity: <sip:boss@pbx>",
                "Diversion: <sip:x@y>",
                "History-Info: <sip:x@y>",
                "y: abc",
                "P-Charging-Vector: icid-value=1",
                "Privacy: id");
        String sent = toAsterisk(Sip.fromPhone("INVITE", String.join("\r\n", claims) + "\r\n"));
        assertThat(sent)
                .doesNotContain("boss", "Diversion", "History", "y: abc", "Charging", "Proxy-Authorization")
                .contains("Privacy: id");
    }

    @Test
    void alias_isReplaced_andOwnNumberAsserted() {
        world.aliases.put("201", "4711");
        world.aliases.put("7001", "1001");
        String sent = toAsterisk(Sip.fromPhone("INVITE", ""));
        assertThat(Sip.start(sent)).isEqualTo("INVITE sip:4711@127.0.0.1:5080 SIP/2.0");
        assertThat(Sip.values(sent, "P-Asserted-Identity")).containsExactly("<sip:7001@127.0.0.1:5080>");
    }

    @ParameterizedTest
    @CsvSource({
        "sips:201@pbx, sip:201@127.0.0.1:5080",
        "sip:*97%23@pbx;transport=tls;user=phone, sip:*97%23@127.0.0.1:5080;user=phone",
        "sip:201@pbx;maddr=192.0.2.9;ttl=3, sip:201@127.0.0.1:5080",
        "sip:201:word@192.0.2.1:5060, sip:201@127.0.0.1:5080",
    })
    void requestUri_becomesAsterisks(String dialled, String sent) {
        assertThat(Sip.start(toAsterisk(Sip.request("INVITE", dialled, "1001", "201@pbx>", Sip.GOOD))))
                .isEqualTo("INVITE " + sent + " SIP/2.0");
    }

    @Test
    void stranger_isChallengedWithoutState_withTheSameTagEachTime() {
        String request = Sip.request("INVITE", "sip:201@pbx", "1001", "201@pbx>", "");
        String first = refusal(request);
        assertThat(Sip.start(first)).isEqualTo("SIP/2.0 407 Proxy Authentication Required");
        assertThat(Sip.values(first, "Proxy-Authenticate")).hasSize(1);
        assertThat(Sip.values(first, "To").get(0)).matches("<sip:201@pbx>;tag=[0-9a-f]{16}");
        assertThat(refusal(request)).isEqualTo(first);
        world.give(Sip.request("ACK", "sip:201@pbx", "1001", "201@pbx>;tag=x", ""), phone);
        assertThat(phone.take()).isEmpty();
        assertThat(world.asterisk.take()).isEmpty();
        assertThat(world.timers.everSet()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"none, 407, false", "wrong, 407, false", "stale, 407, true", "malformed, 400, false"})
    void credentialsThatAreNotGood_areAnsweredAsTheyDeserve(String response, int status, boolean stale) {
        String answer = refusal(Sip.fromPhone("MESSAGE", "").replace("good", response));
        assertThat(answer).startsWith("SIP/2.0 " + status + " ");
        assertThat(answer.contains("stale=true")).isEqualTo(stale);
        assertThat(Sip.values(answer, "Proxy-Authenticate")).hasSize(status == 407 ? 1 : 0);
    }

    @Test
    void stranger_whoMayNotBeAnswered_hearsNothing() {
        world.answersStrangers = false;
        world.give(Sip.request("INVITE", "sip:201@pbx", "1001", "201@pbx>", ""), phone);
        world.give(Sip.request("INVITE", "sip:201@elsewhere", "1001", "201@pbx>", ""), phone);
        world.give(Sip.request("BYE", "sip:201@pbx", "1001", "201@pbx>;tag=x", ""), phone);
        world.give(Sip.request("CANCEL", "sip:201@pbx", "1001", "201@pbx>", ""), phone);
        assertThat(phone.take()).isEmpty();
    }

    @Test
    void otherNameInFrom_isForbidden() {
        assertThat(Sip.start(refusal(Sip.request("INVITE", "sip:201@pbx", "1002", "201@pbx>", Sip.GOOD))))
                .isEqualTo("SIP/2.0 403 Forbidden");
        assertThat(world.forged).containsExactly("1001");
    }

    @ParameterizedTest
    @CsvSource({
        "sip:201@elsewhere, Max-Forwards, 404",
        "tel:201, Max-Forwards, 416",
        "sip:201@pbx, Max-Breadth: 0, 440",
        "sip:201@pbx, Proxy-Require: nothing-we-know, 420",
    })
    void requestThatCannotGoOn_isRefused(String uri, String more, int status) {
        String fields = Sip.GOOD + (more.contains(":") ? more + "\r\n" : "");
        String answer = refusal(Sip.request("INVITE", uri, "1001", "201@pbx>", fields));
        assertThat(Sip.start(answer)).startsWith("SIP/2.0 " + status + " ");
        assertThat(Sip.values(answer, "Unsupported")).hasSize(status == 420 ? 1 : 0);
    }

    @Test
    void nulInWhatWouldBeSaidAgain_isNotSaid() {
        String answer = refusal(Sip.fromPhone("INVITE", "Proxy-Require: a\0b, c\r\n"));
        assertThat(Sip.values(answer, "Unsupported")).containsExactly("c");
        String sent = toAsterisk(Sip.fromPhone("INVITE", ""));
        world.give(Sip.answer(sent, 180, "t", ""), world.asterisk);
        world.give(Sip.fromPhone("CANCEL", "Reason: SIP;text=\"\0\"\r\n"), phone);
        assertThat(Sip.values(world.asterisk.one(), "Reason")).isEmpty();
    }

    @Test
    void requireOfWhatWeAnswerOurselves_is420() {
        String answer = refusal(Sip.request("OPTIONS", "sip:pbx", "1001", "pbx>", Sip.GOOD + "Require: foo, bar\r\n"));
        assertThat(answer).startsWith("SIP/2.0 420 ").contains("\r\nUnsupported: foo, bar\r\n");
        assertThat(toAsterisk(Sip.fromPhone("INVITE", "Require: foo\r\n"))).contains("\r\nRequire: foo\r\n");
    }

    @Test
    void timestamp_isToldAgainInA100() {
        toAsterisk(Sip.fromPhone("INVITE", "Timestamp: 54.5\r\n"));
        assertThat(phone.one()).startsWith("SIP/2.0 100 ").contains("\r\nTimestamp: 54.5\r\n");
    }

    @Test
    void hopsUsedUp_are483_butOptionsForOurselvesIsAnswered() {
        String spent = Sip.fromPhone("OPTIONS", "").replace("Max-Forwards: 70", "Max-Forwards: 0");
        assertThat(Sip.start(refusal(spent))).isEqualTo("SIP/2.0 483 Too Many Hops");
        String ours = refusal(spent.replace("OPTIONS sip:201@pbx ", "OPTIONS sip:pbx "));
        assertThat(Sip.start(ours)).isEqualTo("SIP/2.0 200 OK");
        assertThat(Sip.values(ours, "Allow").get(0)).contains("INVITE", "NOTIFY");
    }

    @Test
    void hopsThatLackOrAreTooMany_areSet() {
        String without = Sip.fromPhone("MESSAGE", "").replace("Max-Forwards: 70\r\n", "");
        assertThat(Sip.values(toAsterisk(without), "Max-Forwards")).containsExactly("70");
        String many = Sip.fromPhone("MESSAGE", "X: 1\r\n").replace("Max-Forwards: 70", "Max-Forwards: 9999999999");
        assertThat(Sip.values(toAsterisk(many), "Max-Forwards")).containsExactly("255");
    }

    @Test
    void nameThePhonesKnowUsBy_standsInRecordRoute() {
        world.name = RecordedFlow.address(203, 0, 113, 5, 5070);
        assertThat(Sip.values(toAsterisk(Sip.fromPhone("INVITE", "")), "Record-Route")
                        .get(1))
                .endsWith("@203.0.113.5:5070;lr>");
    }

    @Test
    void phonesOwnRoutes_leadNowhere() {
        String sent = toAsterisk(Sip.fromPhone("INVITE", "Route: <sip:192.0.2.1;lr>, <sip:victim.example;lr>\r\n"));
        assertThat(sent).doesNotContain("Route: <sip:192", "victim");
    }

    @Test
    void loop_isSeen() {
        String sent = toAsterisk(Sip.fromPhone("MESSAGE", "X: loop\r\n"));
        String ours = Sip.values(sent, "Via").get(0);
        String again =
                Sip.fromPhone("MESSAGE", "X: loop2\r\n").replace("Max-Forwards", "Via: " + ours + "\r\nMax-Forwards");
        world.give(again, phone);
        assertThat(Sip.start(phone.one())).isEqualTo("SIP/2.0 482 Loop Detected");
        // The same Via under another request is a spiral, which is allowed.
        world.give(again.replace("CSeq: 5", "CSeq: 6").replace("z9hG4bK-", "z9hG4bK-6"), phone);
        assertThat(world.asterisk.take()).hasSize(1);
    }

    @Test
    void answers_comeBackWithoutOurVia_andFinal503OfAsteriskStays() {
        String sent = toAsterisk(Sip.fromPhone("INVITE", ""));
        phone.take();
        world.give(Sip.answer(sent, 100, "t", ""), world.asterisk);
        assertThat(phone.take()).isEmpty();
        world.give(Sip.answer(sent, 183, "t", "X: y\r\n"), world.asterisk);
        String early = phone.one();
        assertThat(Sip.values(early, "Via")).hasSize(1);
        assertThat(Sip.values(early, "Record-Route")).hasSize(2);
        assertThat(early).contains("X: y\r\n");
        world.give(Sip.answer(sent, 503, "t", "Retry-After: 9\r\n"), world.asterisk);
        assertThat(phone.one()).startsWith("SIP/2.0 503 Phrase\r\n").contains("Retry-After: 9");
        assertThat(Sip.start(world.asterisk.one())).startsWith("ACK sip:201@127.0.0.1:5080 ");
        world.give(Sip.fromPhone("INVITE", ""), phone);
        assertThat(phone.one()).startsWith("SIP/2.0 503 ");
        world.timers.pass(LONG);
        assertThat(world.proxy.served() + world.proxy.sent()).isZero();
        assertThat(world.timers.waiting()).isZero();
    }

    @Test
    void silentAsterisk_is408ForInvite_andNothingForOthers() {
        toAsterisk(Sip.fromPhone("INVITE", ""));
        phone.take();
        world.timers.pass(Duration.ofSeconds(32));
        assertThat(Sip.start(phone.one())).isEqualTo("SIP/2.0 408 Request Timeout");
        world.timers.pass(LONG);
        phone.take();
        world.asterisk.take();
        toAsterisk(Sip.fromPhone("MESSAGE", ""));
        world.timers.pass(Duration.ofMillis(3_400));
        assertThat(phone.take()).isEmpty();
        world.timers.pass(Duration.ofMillis(200));
        assertThat(Sip.start(phone.one())).isEqualTo("SIP/2.0 100 Trying");
        world.timers.pass(LONG);
        assertThat(phone.take()).isEmpty();
        assertThat(world.proxy.served() + world.proxy.sent()).isZero();
    }

    @Test
    void cancel_isAnsweredAndSentOnWithItsReason() {
        String invite = Sip.fromPhone("INVITE", "");
        String sent = toAsterisk(invite);
        world.give(Sip.answer(sent, 180, "t", ""), world.asterisk);
        phone.take();
        world.give(Sip.fromPhone("CANCEL", "Reason: Q.850;cause=16\r\n"), phone);
        assertThat(phone.one()).startsWith("SIP/2.0 200 OK\r\n").contains("CSeq: 5 CANCEL");
        String cancel = world.asterisk.one();
        assertThat(Sip.start(cancel)).isEqualTo("CANCEL sip:201@127.0.0.1:5080 SIP/2.0");
        assertThat(Sip.values(cancel, "Via"))
                .containsExactly(Sip.values(sent, "Via").get(0));
        assertThat(Sip.values(cancel, "Reason")).containsExactly("Q.850;cause=16");
        world.give(Sip.answer(cancel, 200, "t", ""), world.asterisk);
        world.give(Sip.answer(sent, 487, "t", ""), world.asterisk);
        assertThat(Sip.start(phone.one())).startsWith("SIP/2.0 487 ");
        world.give(Sip.fromPhone("CANCEL", "X: none\r\n"), phone);
        assertThat(Sip.start(phone.one())).startsWith("SIP/2.0 481 ");
    }

    @Test
    void tooManyRequests_get503WithATimeToComeBack() {
        ProxyConfig usual = ProxyConfig.usual("hotdesk", "127.0.0.1:5080");
        World small = new World(new ProxyConfig("hotdesk", "127.0.0.1:5080", usual.times(), usual.timerC(), 10));
        for (int i = 0; i < 10; i++) {
            small.give(Sip.fromPhone("MESSAGE", "X: " + i + "\r\n"), phone);
        }
        assertThat(phone.take()).isEmpty();
        small.give(Sip.fromPhone("MESSAGE", "X: 10\r\n"), phone);
        String answer = phone.one();
        assertThat(answer).startsWith("SIP/2.0 503 ");
        assertThat(Integer.parseInt(Sip.values(answer, "Retry-After").get(0))).isBetween(5, 20);
        assertThat(small.proxy.served()).isEqualTo(10);
    }
}
