package org.hotdesk.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.peer.HandTimers;
import org.hotdesk.sip.peer.RecordedFlow;
import org.hotdesk.sip.transport.Transport;
import org.junit.jupiter.api.Test;

/** Rows of figures 5 and 6 of RFC 3261 and of RFC 6026 §7.2, and which answers find their client transaction. */
class ClientsTest implements ClientUser {
    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration PATIENCE = T1.multipliedBy(64);

    private final HandTimers timers = new HandTimers();
    private final Transactions table = new Transactions(timers, TransactionTimes.USUAL, 10, new byte[16]);
    private final RecordedFlow udp = RecordedFlow.phone(Transport.UDP, 7);
    private final RecordedFlow tcp = RecordedFlow.phone(Transport.TCP, 7);
    private final List<String> heard = new ArrayList<>();
    private final long id = table.nextId();

    @Override
    public void response(SipMessage response) {
        heard.add(Integer.toString(response.status()));
    }

    @Override
    public void timeout() {
        heard.add("timeout");
    }

    private InviteClient invite(RecordedFlow flow) {
        byte[] bytes = Texts.sent("INVITE", id);
        return table.sendInvite(id, flow, bytes, bytes.length, this).orElseThrow();
    }

    private NonInviteClient options(RecordedFlow flow) {
        byte[] bytes = Texts.sent("OPTIONS", id);
        return table.send(id, flow, bytes, bytes.length, this).orElseThrow();
    }

    private boolean answer(int status, String method) {
        return table.response(Texts.response(status, method, id), udp);
    }

    @Test
    void inviteCalling_sendsAgainByTimerA_andGivesUpByTimerB() {
        InviteClient client = invite(udp);
        // 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 seconds: doubled without end (RFC 3261 §17.1.1.2).
        timers.pass(Duration.ofMillis(31_400));
        assertThat(udp.take()).hasSize(6);
        timers.pass(Duration.ofMillis(100));
        assertThat(udp.take()).hasSize(1);
        timers.pass(Duration.ofMillis(500));
        assertThat(heard).containsExactly("timeout");
        assertThat(client.state()).isEqualTo(InviteClient.State.TERMINATED);
        assertThat(table.sent()).isZero();
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void inviteOverTcp_isSentOnce() {
        invite(tcp);
        timers.pass(PATIENCE);
        assertThat(tcp.take()).hasSize(1);
        assertThat(heard).containsExactly("timeout");
    }

    @Test
    void inviteProceeding_waitsWithoutTimers() {
        InviteClient client = invite(udp);
        answer(180, "INVITE");
        udp.take();
        timers.pass(PATIENCE);
        assertThat(answer(183, "INVITE")).isTrue();
        assertThat(udp.take()).isEmpty();
        assertThat(client.state()).isEqualTo(InviteClient.State.PROCEEDING);
        assertThat(heard).containsExactly("180", "183");
    }

    @Test
    void inviteRefused_isAcknowledgedEachTime_andToldOnce() {
        InviteClient client = invite(udp);
        udp.take();
        answer(486, "INVITE");
        assertThat(udp.one())
                .startsWith(
                        "ACK sip:b@x;p SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=" + OwnBranch.text(id, 1) + "\r\n")
                .contains("Route: <sip:r;lr>\r\n", "To: <sip:b@x>;tag=b\r\n", "CSeq: 7 ACK\r\n")
                .doesNotContain("192.0.2.8");
        assertThat(answer(486, "INVITE")).isTrue();
        answer(200, "INVITE");
        answer(180, "INVITE");
        assertThat(udp.one()).startsWith("ACK ");
        assertThat(heard).containsExactly("486");
        timers.pass(PATIENCE);
        assertThat(client.state()).isEqualTo(InviteClient.State.TERMINATED);
        assertThat(answer(486, "INVITE")).isFalse();
    }

    @Test
    void inviteRefusedOverTcp_endsAtOnce() {
        InviteClient client = invite(tcp);
        answer(180, "INVITE");
        answer(603, "INVITE");
        assertThat(tcp.take()).hasSize(2);
        assertThat(client.state()).isEqualTo(InviteClient.State.TERMINATED);
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void inviteAccepted_tellsEvery2xx_untilTimerM() {
        InviteClient client = invite(udp);
        udp.take();
        answer(200, "INVITE");
        answer(200, "INVITE");
        answer(486, "INVITE");
        answer(180, "INVITE");
        assertThat(heard).containsExactly("200", "200");
        assertThat(udp.take()).isEmpty();
        assertThat(client.state()).isEqualTo(InviteClient.State.ACCEPTED);
        timers.pass(PATIENCE);
        assertThat(answer(200, "INVITE")).isFalse();
        assertThat(table.sent()).isZero();
    }

    @Test
    void cancel_waitsForAProvisionalAnswer_andIsItsOwnTransaction() {
        InviteClient client = invite(udp);
        udp.take();
        client.cancel(Optional.empty());
        assertThat(udp.take()).isEmpty();
        answer(180, "INVITE");
        client.cancel(Optional.of("SIP;cause=200"));
        client.cancel(Optional.empty());
        assertThat(udp.one())
                .startsWith("CANCEL sip:b@x;p SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=" + OwnBranch.text(id, 1)
                        + "\r\n")
                .contains(
                        "Route: <sip:r;lr>\r\n",
                        "To: <sip:b@x>\r\n",
                        "CSeq: 7 CANCEL\r\n",
                        "Reason: SIP;cause=200\r\n");
        timers.pass(T1);
        assertThat(udp.one()).startsWith("CANCEL ");
        assertThat(answer(200, "CANCEL")).isTrue();
        answer(487, "INVITE");
        assertThat(heard).containsExactly("180", "487");
        timers.pass(PATIENCE);
        assertThat(table.sent()).isZero();
    }

    @Test
    void nonInviteTrying_sendsAgainByTimerE_andGivesUpByTimerF() {
        NonInviteClient client = options(udp);
        // 0.5, 1.5, 3.5, 7.5, then each 4 seconds: doubled up to T2.
        timers.pass(Duration.ofMillis(15_600));
        assertThat(udp.take()).hasSize(1 + 6);
        timers.pass(PATIENCE);
        assertThat(heard).containsExactly("timeout");
        assertThat(client.state()).isEqualTo(NonInviteClient.State.TERMINATED);
        assertThat(table.sent()).isZero();
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void nonInviteProceeding_sendsAgainEachT2() {
        options(udp);
        assertThat(answer(100, "OPTIONS")).isTrue();
        timers.pass(T1);
        udp.take();
        timers.pass(Duration.ofSeconds(12));
        assertThat(udp.take()).hasSize(3);
        timers.pass(PATIENCE);
        assertThat(heard).containsExactly("100", "timeout");
    }

    @Test
    void nonInviteCompleted_absorbsRepetitionsUntilTimerK() {
        NonInviteClient client = options(udp);
        answer(200, "OPTIONS");
        assertThat(answer(200, "OPTIONS")).isTrue();
        assertThat(heard).containsExactly("200");
        timers.pass(Duration.ofSeconds(5));
        assertThat(client.state()).isEqualTo(NonInviteClient.State.TERMINATED);
        assertThat(udp.take()).hasSize(1);
    }

    @Test
    void nonInviteOverTcp_endsWithItsAnswer() {
        options(tcp);
        answer(404, "OPTIONS");
        assertThat(table.sent()).isZero();
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void answer_needsBranchMethodAndSide() {
        options(udp);
        assertThat(table.response(Texts.response(200, "OPTIONS", id + 1), udp)).isFalse();
        assertThat(answer(200, "INVITE")).isFalse();
        assertThat(answer(200, "CANCEL")).isFalse();
        assertThat(table.response(Texts.response(200, "OPTIONS", id), RecordedFlow.asterisk()))
                .isFalse();
        assertThat(answer(200, "OPTIONS")).isTrue();
    }

    @Test
    void lostAtOnce_isToldByTheSender() {
        udp.close();
        byte[] bytes = Texts.sent("INVITE", id);
        assertThat(table.sendInvite(id, udp, bytes, bytes.length, this)).isEmpty();
        timers.pass(PATIENCE);
        assertThat(heard).isEmpty();
        assertThat(table.sent()).isZero();
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void abandoned_isSilent() {
        invite(udp).abandon();
        timers.pass(PATIENCE);
        assertThat(udp.take()).hasSize(1);
        assertThat(heard).isEmpty();
        assertThat(table.sent()).isZero();
    }
}
