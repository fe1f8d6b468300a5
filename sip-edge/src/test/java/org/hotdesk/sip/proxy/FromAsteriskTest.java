package org.hotdesk.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.hotdesk.sip.location.Binding;
import org.hotdesk.sip.peer.RecordedFlow;
import org.hotdesk.sip.transport.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests from Asterisk: to which contacts they go, and which of the answers goes back (RFC 3261 §16.6, §16.7). */
class FromAsteriskTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final World world = new World();

    private void invite(String device) {
        world.give(Sip.fromAsterisk("INVITE", device, ""), world.asterisk);
    }

    private void answer(RecordedFlow phone, String request, int status) {
        world.give(Sip.answer(request, status, "p" + phone.remote().getAddress().getHostAddress(), ""), phone);
    }

    private List<String> told() {
        return world.asterisk.take().stream().map(Sip::start).toList();
    }

    private void nothingIsKept() {
        world.timers.pass(LONG);
        assertThat(world.proxy.served()).isZero();
        assertThat(world.proxy.sent()).isZero();
        assertThat(world.timers.waiting()).isZero();
    }

    @Test
    void invite_reachesTheContactAsRegistered_withoutItsHeaders() {
        RecordedFlow phone = world.phone(Transport.TCP, 7);
        world.register(
                "1001", phone, 1000, "sip:x@10.0.0.7;ob?Route=%3Csip:evil%3E", List.of("<sip:p1;lr>", "sip:p2;lr"));
        invite("1001");
        assertThat(told()).containsExactly("SIP/2.0 100 Trying");
        String sent = phone.one();
        assertThat(sent).startsWith("INVITE sip:x@10.0.0.7;ob SIP/2.0\r\nVia: SIP/2.0/TCP 192.0.2.1:5060;branch=");
        assertThat(Sip.values(sent, "Route")).containsExactly("<sip:p1;lr>", "<sip:p2;lr>");
        assertThat(Sip.values(sent, "Record-Route").get(0)).matches("<sip:[\\w-]+@192.0.2.1:5060;transport=tcp;lr>");
        assertThat(Sip.values(sent, "Record-Route").get(1)).matches("<sip:[\\w-]+@127.0.0.1:5066;lr>");
        assertThat(sent).doesNotContain("evil").endsWith(Sip.BODY);
    }

    @ParameterizedTest
    @CsvSource({"INVITE, 1001, 480", "INVITE, nobody, 404", "OPTIONS, 1001, 480", "NOTIFY, 1001, 480"})
    void deviceThatIsNotThere_isRefused(String method, String device, int status) {
        world.give(Sip.fromAsterisk(method, device, ""), world.asterisk);
        assertThat(world.asterisk.one()).startsWith("SIP/2.0 " + status + " ");
        assertThat(world.proxy.served()).isZero();
    }

    @Test
    void optionsForADeviceThatIsThere_isAnsweredByUs() {
        RecordedFlow phone = world.register("1001", Transport.UDP, 7, 1000);
        world.give(Sip.fromAsterisk("OPTIONS", "1001", ""), world.asterisk);
        assertThat(told()).containsExactly("SIP/2.0 200 OK");
        assertThat(phone.take()).isEmpty();
    }

    @Test
    void alias_leadsToItsDevice() {
        RecordedFlow phone = world.register("1001", Transport.UDP, 7, 1000);
        world.aliases.put("desk", "1001");
        invite("desk");
        assertThat(Sip.start(phone.one())).startsWith("INVITE sip:1001@10.0.0.7:5060 ");
    }

    @Test
    void equalContacts_ringTogether_firstAnswerCancelsTheRest() {
        RecordedFlow one = world.register("1001", Transport.UDP, 7, 1000);
        RecordedFlow two = world.register("1001", Transport.TCP, 8, 1000);
        RecordedFlow three = world.register("1001", Transport.UDP, 9, 1000);
        invite("1001");
        String toOne = one.one();
        String toTwo = two.one();
        three.take();
        assertThat(Sip.values(toOne, "Max-Breadth")).containsExactly("20");
        answer(one, toOne, 180);
        answer(two, toTwo, 180);
        answer(two, toTwo, 200);
        assertThat(told())
                .containsExactly(
                        "SIP/2.0 100 Trying", "SIP/2.0 180 Phrase", "SIP/2.0 180 Phrase", "SIP/2.0 200 Phrase");
        String cancel = one.one();
        assertThat(Sip.start(cancel)).isEqualTo("CANCEL sip:1001@10.0.0.7:5060 SIP/2.0");
        assertThat(Sip.values(cancel, "Reason")).containsExactly("SIP;cause=200;text=\"Call completed elsewhere\"");
        assertThat(two.take()).isEmpty();
        // Who has not said anything may not be cancelled yet.
        assertThat(three.take()).isEmpty();
        answer(one, toOne, 487);
        assertThat(Sip.start(one.one())).startsWith("ACK ");
        assertThat(told()).isEmpty();
        nothingIsKept();
    }

    @Test
    void several2xx_allGoThrough_andRepeatedOnesToo() {
        RecordedFlow one = world.register("1001", Transport.UDP, 7, 1000);
        RecordedFlow two = world.register("1001", Transport.UDP, 8, 1000);
        invite("1001");
        String toOne = one.one();
        String toTwo = two.one();
        told();
        answer(one, toOne, 200);
        answer(two, toTwo, 200);
        answer(one, toOne, 200);
        assertThat(told()).hasSize(3).containsOnly("SIP/2.0 200 Phrase");
        answer(two, toTwo, 486);
        assertThat(told()).isEmpty();
        nothingIsKept();
        answer(one, toOne, 200);
        assertThat(told()).isEmpty();
    }

    @Test
    void lowerPreference_ringsAfterAllHigherHaveRefused() {
        RecordedFlow first = world.register("1001", Transport.UDP, 7, 500);
        RecordedFlow last = world.register("1001", Transport.UDP, 8, 100);
        RecordedFlow also = world.register("1001", Transport.UDP, 9, 500);
        invite("1001");
        String toFirst = first.one();
        assertThat(last.take()).isEmpty();
        answer(first, toFirst, 486);
        assertThat(last.take()).isEmpty();
        answer(also, also.one(), 480);
        String toLast = last.one();
        assertThat(Sip.start(toLast)).startsWith("INVITE sip:1001@10.0.0.8:5060 ");
        answer(last, toLast, 408);
        assertThat(told()).containsExactly("SIP/2.0 100 Trying", "SIP/2.0 486 Phrase");
        nothingIsKept();
    }

    @ParameterizedTest
    @CsvSource({
        "486, 302, 302",
        "500, 404, 404",
        "408, 486, 486",
        "480, 487, 480",
        "486, 401, 401",
        "486, 603, 603",
        "503, 503, 500",
        "600, 302, 600",
    })
    void bestAnswer_isTheMostTelling(int ofOne, int ofTwo, int told) {
        RecordedFlow one = world.register("1001", Transport.UDP, 7, 1000);
        RecordedFlow two = world.register("1001", Transport.UDP, 8, 1000);
        invite("1001");
        told();
        answer(one, one.one(), ofOne);
        assertThat(told()).isEmpty();
        answer(two, two.one(), ofTwo);
        assertThat(told()).hasSize(1).first().asString().startsWith("SIP/2.0 " + told + " ");
        nothingIsKept();
    }

    @Test
    void challengesOfSeveralPhones_areAllTold() {
        RecordedFlow one = world.register("1001", Transport.UDP, 7, 1000);
        RecordedFlow two = world.register("1001", Transport.UDP, 8, 1000);
        invite("1001");
        told();
        String challenge = "WWW-Authenticate: Digest realm=\"a\", nonce=\"1\"\r\n";
        world.give(Sip.answer(one.one(), 401, "a", challenge), one);
        world.give(
                Sip.answer(
                        two.one(), 407, "b", challenge.replace("WWW", "Proxy").replace("\"a\"", "\"b\"")),
                two);
        assertThat(world.asterisk.one())
                .startsWith("SIP/2.0 401 ")
                .contains(challenge, "Proxy-Authenticate: Digest realm=\"b\", nonce=\"1\"\r\n");
        nothingIsKept();
    }

    @Test
    void phones408_isNotPassedOn_butForInvite() {
        RecordedFlow phone = world.register("1001", Transport.UDP, 7, 1000);
        world.give(Sip.fromAsterisk("MESSAGE", "1001", ""), world.asterisk);
        answer(phone, phone.one(), 408);
        assertThat(told()).isEmpty();
        invite("1001");
        answer(phone, phone.one(), 408);
        assertThat(told()).containsExactly("SIP/2.0 100 Trying", "SIP/2.0 408 Phrase");
        nothingIsKept();
    }

    @Test
    void ourViaToAPhoneOverUdp_asksForThePort() {
        RecordedFlow phone = world.register("1001", Transport.UDP, 7, 1000);
        invite("1001");
        assertThat(Sip.values(phone.one(), "Via").get(0)).startsWith("SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bK");
    }

    @Test
    void globalRefusal_cancelsTheRest_andTriesNoMore() {
        RecordedFlow one = world.register("1001", Transport.UDP, 7, 1000);
        RecordedFlow two = world.register("1001", Transport.UDP, 8, 1000);
        RecordedFlow later = world.register("1001", Transport.UDP, 9, 10);
        invite("1001");
        String toTwo = two.one();
        answer(two, toTwo, 180);
        answer(one, one.one(), 603);
        assertThat(Sip.start(two.one())).startsWith("CANCEL ");
        answer(two, toTwo, 487);
        assertThat(told()).endsWith("SIP/2.0 603 Phrase");
        assertThat(later.take()).isEmpty();
        nothingIsKept();
    }

    @Test
    void closedConnection_isOnePhoneLess() {
        RecordedFlow gone = world.register("1001", Transport.TLS, 7, 1000);
        RecordedFlow here = world.register("1001", Transport.UDP, 8, 1000);
        gone.close();
        invite("1001");
        answer(here, here.one(), 486);
        assertThat(told()).containsExactly("SIP/2.0 100 Trying", "SIP/2.0 486 Phrase");
        here.close();
        world.unregister("1001", 1);
        world.give(Sip.fromAsterisk("INVITE", "1001", "X: again\r\n"), world.asterisk);
        assertThat(told()).containsExactly("SIP/2.0 100 Trying", "SIP/2.0 480 Temporarily Unavailable");
        nothingIsKept();
    }

    @Test
    void connectionThatEndsWhileRinging_endsItsBranch() {
        RecordedFlow phone = world.register("1001", Transport.WSS, 7, 1000);
        invite("1001");
        String sent = phone.one();
        assertThat(sent).contains("Via: SIP/2.0/WSS ", ";transport=ws;lr>");
        answer(phone, sent, 180);
        told();
        phone.close();
        world.proxy.closed(phone);
        assertThat(told()).containsExactly("SIP/2.0 480 Temporarily Unavailable");
        nothingIsKept();
    }

    @Test
    void ringingWithoutEnd_isCancelledByTimerC_whichARingingResets() {
        RecordedFlow phone = world.register("1001", Transport.UDP, 7, 1000);
        invite("1001");
        String sent = phone.one();
        answer(phone, sent, 180);
        world.timers.pass(Duration.ofMinutes(3));
        answer(phone, sent, 180);
        world.timers.pass(Duration.ofMinutes(3));
        assertThat(phone.take()).isEmpty();
        world.timers.pass(Duration.ofSeconds(6));
        assertThat(Sip.start(phone.take().get(0))).startsWith("CANCEL ");
        told();
        // It says nothing to that either.
        world.timers.pass(Duration.ofSeconds(32));
        assertThat(told()).first().asString().isEqualTo("SIP/2.0 487 Request Terminated");
        nothingIsKept();
    }

    @Test
    void cancelBeforeAnyAnswer_isSentWhenThePhoneRings() {
        RecordedFlow phone = world.register("1001", Transport.UDP, 7, 1000);
        invite("1001");
        String sent = phone.one();
        told();
        world.give(Sip.fromAsterisk("CANCEL", "1001", "Reason: SIP;cause=200\r\n"), world.asterisk);
        assertThat(told()).containsExactly("SIP/2.0 200 OK");
        assertThat(phone.take()).isEmpty();
        answer(phone, sent, 180);
        assertThat(told()).isEmpty();
        assertThat(Sip.values(phone.one(), "Reason")).containsExactly("SIP;cause=200");
        answer(phone, sent, 487);
        assertThat(told()).containsExactly("SIP/2.0 487 Phrase");
        nothingIsKept();
    }

    @Test
    void cancelOfASilentPhone_endsAs487() {
        RecordedFlow phone = world.register("1001", Transport.UDP, 7, 1000);
        world.register("1001", Transport.UDP, 8, 10);
        invite("1001");
        world.give(Sip.fromAsterisk("CANCEL", "1001", ""), world.asterisk);
        told();
        world.timers.pass(Duration.ofSeconds(32));
        assertThat(told()).containsExactly("SIP/2.0 487 Request Terminated");
        assertThat(phone.take()).allMatch(text -> text.startsWith("INVITE "));
        nothingIsKept();
    }

    @Test
    void forkedMessage_isAnsweredOnce_andNeverWith408() {
        RecordedFlow one = world.register("1001", Transport.UDP, 7, 1000);
        RecordedFlow two = world.register("1001", Transport.UDP, 8, 1000);
        world.give(Sip.fromAsterisk("MESSAGE", "1001", ""), world.asterisk);
        String toOne = one.one();
        answer(one, toOne, 183);
        answer(one, toOne, 200);
        answer(two, two.one(), 200);
        assertThat(told()).containsExactly("SIP/2.0 200 Phrase");
        nothingIsKept();
        world.give(Sip.fromAsterisk("MESSAGE", "1001", "X: silent\r\n"), world.asterisk);
        one.take();
        world.timers.pass(LONG);
        assertThat(told()).containsExactly("SIP/2.0 100 Trying");
        nothingIsKept();
    }

    @Test
    void moreContactsThanBreadth_is440() {
        world.register("1001", Transport.UDP, 7, 1000);
        world.register("1001", Transport.UDP, 8, 1000);
        world.give(Sip.fromAsterisk("INVITE", "1001", "Max-Breadth: 1\r\n"), world.asterisk);
        assertThat(told()).containsExactly("SIP/2.0 440 Max-Breadth Exceeded");
    }

    @Test
    void identityInAPhonesAnswer_endsHere() {
        RecordedFlow phone = world.register("1001", Transport.UDP, 7, 1000);
        invite("1001");
        world.asterisk.take();
        String claim = "P-Asserted-Identity: <sip:boss@pbx>\r\nServer: phone\r\n";
        world.give(Sip.answer(phone.one(), 200, "p", claim), phone);
        assertThat(world.asterisk.one()).doesNotContain("boss").contains("Server: phone");
    }

    @Test
    void answerNobodyAskedFor_goesNowhere() {
        RecordedFlow phone = world.register("1001", Transport.UDP, 7, 1000);
        invite("1001");
        String sent = phone.one();
        told();
        String answer = Sip.answer(sent, 200, "p", "");
        // RFC 4475 §3.3.10: a Via below that we did not write, under one that is not ours.
        world.give(answer.replaceFirst("branch=z9hG4bKhd....", "branch=z9hG4bKhd0000"), phone);
        world.give(answer, world.asterisk);
        world.give(answer.replaceFirst("CSeq: 5 INVITE", "CSeq: 5 BYE"), phone);
        assertThat(told()).isEmpty();
        // Ours alone: there is nobody to tell.
        String second = "Via: " + Sip.values(answer, "Via").get(1) + "\r\n";
        world.give(answer.replace(second, ""), phone);
        assertThat(told()).containsExactly("SIP/2.0 500 Server Internal Error");
    }

    @Test
    void mailboxLamp_isToldToEveryContact() {
        RecordedFlow one = world.phone(Transport.UDP, 7);
        Binding binding = world.register("1001", one, 1000, "sip:x@10.0.0.7", List.of("<sip:p;lr>"));
        RecordedFlow two = world.register("1001", Transport.TCP, 8, 1000);
        world.proxy.tellMessages(binding.device(), 2, 5);
        String sent = one.one();
        assertThat(sent)
                .startsWith("NOTIFY sip:x@10.0.0.7 SIP/2.0\r\n")
                .contains("Event: message-summary\r\n", "Route: <sip:p;lr>\r\n")
                .endsWith("\r\n\r\nMessages-Waiting: yes\r\nVoice-Message: 2/5 (0/0)\r\n");
        assertThat(two.one()).contains("Via: SIP/2.0/TCP ");
        world.timers.pass(Duration.ofMillis(500));
        assertThat(one.take()).hasSize(1);
        world.give(Sip.answer(sent, 200, "p", ""), one);
        world.proxy.tellMessages(binding, 0, 5);
        assertThat(one.one()).contains("Messages-Waiting: no\r\nVoice-Message: 0/5 (0/0)\r\n");
        assertThat(two.take()).isEmpty();
        assertThat(told()).isEmpty();
        nothingIsKept();
    }
}
