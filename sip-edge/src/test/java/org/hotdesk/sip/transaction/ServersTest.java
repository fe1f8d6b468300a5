package org.hotdesk.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.peer.HandTimers;
import org.hotdesk.sip.peer.RecordedFlow;
import org.hotdesk.sip.transport.Transport;
import org.junit.jupiter.api.Test;

/** Rows of figures 7 and 8 of RFC 3261 and of RFC 6026 §7.1, and what finds its way to which server transaction. */
class ServersTest {
    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration T2 = Duration.ofSeconds(4);
    private static final Duration T4 = Duration.ofSeconds(5);

    private final HandTimers timers = new HandTimers();
    private final Transactions table = new Transactions(timers, TransactionTimes.USUAL, 10, new byte[16]);
    private final RecordedFlow udp = RecordedFlow.phone(Transport.UDP, 7);
    private final RecordedFlow tcp = RecordedFlow.phone(Transport.TCP, 7);
    private final List<String> cancels = new ArrayList<>();

    private InviteServer invite(RecordedFlow flow) {
        return table.openInvite(Texts.request("INVITE", "z9hG4bK1"), flow, cancel -> cancels.add(cancel.method()));
    }

    private static void respond(ServerTransaction server, int status) {
        byte[] bytes = ("answer " + status).getBytes(StandardCharsets.ISO_8859_1);
        server.respond(status, bytes, bytes.length);
    }

    private boolean again(String method) {
        return table.absorbs(Texts.request(method, "z9hG4bK1"), udp);
    }

    @Test
    void inviteProceeding_answersRepetitionWithLastProvisional() {
        InviteServer server = invite(udp);
        assertThat(again("INVITE")).isTrue();
        assertThat(udp.take()).isEmpty();
        respond(server, 100);
        respond(server, 180);
        udp.take();
        assertThat(again("INVITE")).isTrue();
        assertThat(udp.take()).containsExactly("answer 180");
        assertThat(again("ACK")).isFalse();
        assertThat(server.state()).isEqualTo(InviteServer.State.PROCEEDING);
    }

    @Test
    void inviteCompleted_sendsAgainByTimerG_andGivesUpByTimerH() {
        InviteServer server = invite(udp);
        respond(server, 486);
        assertThat(server.state()).isEqualTo(InviteServer.State.COMPLETED);
        udp.take();
        timers.pass(T1);
        assertThat(udp.take()).hasSize(1);
        timers.pass(T1.multipliedBy(2));
        assertThat(udp.take()).hasSize(1);
        timers.pass(T2);
        timers.pass(T2.multipliedBy(2));
        // 1.5 + 2, + 4, + 4 seconds: doubled up to T2.
        assertThat(udp.take()).hasSize(3);
        timers.pass(T1.multipliedBy(64));
        assertThat(server.state()).isEqualTo(InviteServer.State.TERMINATED);
        assertThat(table.served()).isZero();
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void inviteCompleted_isConfirmedByAck_andLeavesAfterT4() {
        InviteServer server = invite(udp);
        respond(server, 486);
        respond(server, 500);
        respond(server, 200);
        assertThat(udp.take()).containsExactly("answer 486");
        assertThat(again("INVITE")).isTrue();
        assertThat(udp.take()).containsExactly("answer 486");
        assertThat(again("ACK")).isTrue();
        assertThat(server.state()).isEqualTo(InviteServer.State.CONFIRMED);
        assertThat(again("ACK")).isTrue();
        assertThat(again("INVITE")).isTrue();
        timers.pass(T4);
        assertThat(server.state()).isEqualTo(InviteServer.State.TERMINATED);
        assertThat(udp.take()).isEmpty();
        assertThat(table.served()).isZero();
    }

    @Test
    void inviteOverTcp_sendsNothingAgain_andEndsWithAck() {
        InviteServer server = invite(tcp);
        respond(server, 180);
        respond(server, 486);
        tcp.take();
        timers.pass(T2);
        assertThat(tcp.take()).isEmpty();
        assertThat(again("ACK")).isTrue();
        assertThat(server.state()).isEqualTo(InviteServer.State.TERMINATED);
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void inviteAccepted_passesEvery2xxAndItsAck_andAbsorbsInvites() {
        InviteServer server = invite(udp);
        respond(server, 200);
        respond(server, 200);
        respond(server, 486);
        assertThat(udp.take()).containsExactly("answer 200", "answer 200");
        assertThat(again("INVITE")).isTrue();
        assertThat(udp.take()).isEmpty();
        assertThat(again("ACK")).isFalse();
        assertThat(server.state()).isEqualTo(InviteServer.State.ACCEPTED);
        timers.pass(T1.multipliedBy(64));
        assertThat(server.state()).isEqualTo(InviteServer.State.TERMINATED);
        assertThat(table.served()).isZero();
    }

    @Test
    void cancel_findsItsInvite_andIsTooLateAfterAFinalAnswer() {
        InviteServer server = invite(udp);
        List<String> order = cancels;
        assertThat(table.cancel(Texts.request("CANCEL", "z9hG4bK1"), udp, () -> order.add("200")))
                .isTrue();
        assertThat(order).containsExactly("200", "CANCEL");
        respond(server, 487);
        order.clear();
        assertThat(table.cancel(Texts.request("CANCEL", "z9hG4bK1"), udp, () -> order.add("200")))
                .isTrue();
        assertThat(order).containsExactly("200");
        assertThat(table.cancel(Texts.request("CANCEL", "z9hG4bK2"), udp, () -> order.add("200")))
                .isFalse();
        assertThat(table.cancel(Texts.request("CANCEL", "z9hG4bK1"), RecordedFlow.asterisk(), () -> order.add("200")))
                .isFalse();
    }

    @Test
    void nonInvite_isSilentWhileTrying_thenAnswersAgainUntilTimerJ() {
        NonInviteServer server = table.open(Texts.request("BYE", "z9hG4bK1"), udp);
        assertThat(again("BYE")).isTrue();
        assertThat(udp.take()).isEmpty();
        respond(server, 100);
        assertThat(again("BYE")).isTrue();
        assertThat(udp.take()).containsExactly("answer 100", "answer 100");
        respond(server, 200);
        respond(server, 500);
        assertThat(again("BYE")).isTrue();
        assertThat(udp.take()).containsExactly("answer 200", "answer 200");
        timers.pass(T1.multipliedBy(64));
        assertThat(server.state()).isEqualTo(NonInviteServer.State.TERMINATED);
        assertThat(again("BYE")).isFalse();
        assertThat(table.served()).isZero();
    }

    @Test
    void nonInviteOverTcp_endsWithItsAnswer() {
        NonInviteServer server = table.open(Texts.request("BYE", "z9hG4bK1"), tcp);
        respond(server, 200);
        assertThat(server.state()).isEqualTo(NonInviteServer.State.TERMINATED);
        assertThat(timers.everSet()).isZero();
    }

    @Test
    void nonInviteAbandoned_saysNothing() {
        NonInviteServer server = table.open(Texts.request("MESSAGE", "z9hG4bK1"), udp);
        server.abandon();
        respond(server, 200);
        assertThat(udp.take()).isEmpty();
        assertThat(table.served()).isZero();
    }

    @Test
    void stormOfRepetitions_setsNoTimer() {
        NonInviteServer bye = table.open(Texts.request("BYE", "z9hG4bK1"), udp);
        respond(bye, 200);
        respond(invite(udp), 486);
        long before = timers.everSet();
        SipMessage repeated = Texts.request("INVITE", "z9hG4bK1");
        for (int i = 0; i < 1000; i++) {
            table.absorbs(repeated, udp);
            again("BYE");
        }
        assertThat(timers.everSet()).isEqualTo(before);
        assertThat(table.served()).isEqualTo(2);
    }

    @Test
    void matching_needsBranchSentByMethodAndSide() {
        table.open(Texts.request("INFO", ";tag=b", "192.0.2.7:5062;branch=z9hG4bKx"), udp);
        assertThat(matches("INFO", "192.0.2.7:5062;branch=z9hG4bKx")).isTrue();
        assertThat(matches("INFO", "192.0.2.7 : 5062 ;received=10.0.0.1;branch=z9hG4bKx"))
                .isTrue();
        assertThat(matches("INFO", "192.0.2.7:5063;branch=z9hG4bKx")).isFalse();
        assertThat(matches("INFO", "192.0.2.8:5062;branch=z9hG4bKx")).isFalse();
        assertThat(matches("INFO", "192.0.2.7:5062;branch=z9hG4bKy")).isFalse();
        assertThat(matches("BYE", "192.0.2.7:5062;branch=z9hG4bKx")).isFalse();
        assertThat(table.absorbs(
                        Texts.request("INFO", ";tag=b", "192.0.2.7:5062;branch=z9hG4bKx"),
                        RecordedFlow.phone(Transport.UDP, 8)))
                .isFalse();
        assertThat(table.absorbs(
                        Texts.request("INFO", ";tag=b", "192.0.2.7:5062;branch=z9hG4bKx"), RecordedFlow.asterisk()))
                .isFalse();
    }

    private boolean matches(String method, String via) {
        return table.absorbs(Texts.request(method, ";tag=b", via), udp);
    }

    @Test
    void matchingWithoutCookie_goesByTheManyFields() {
        for (String via : new String[] {"192.0.2.7", "192.0.2.7;branch=17", "192.0.2.7;branch=z9hG4bK"}) {
            InviteServer server = table.openInvite(Texts.request("INVITE", "", via), udp, cancel -> {});
            assertThat(table.absorbs(Texts.request("INVITE", "", via), udp)).isTrue();
            assertThat(table.absorbs(Texts.request("INVITE", "", via + "1"), udp))
                    .isFalse();
            respond(server, 404);
            assertThat(table.absorbs(Texts.request("ACK", ";tag=ours", via), udp))
                    .isTrue();
            assertThat(server.state()).isEqualTo(InviteServer.State.CONFIRMED);
        }
    }

    @Test
    void table_isFullAtItsLimit() {
        for (int i = 0; i < 10; i++) {
            assertThat(table.isFull()).isFalse();
            table.open(Texts.request("BYE", "z9hG4bK" + i), udp);
        }
        assertThat(table.isFull()).isTrue();
    }
}
