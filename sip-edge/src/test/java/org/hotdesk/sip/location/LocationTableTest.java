package org.hotdesk.sip.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.sip.location.Desk.DEVICE;
import static org.hotdesk.sip.location.Desk.FLOW;
import static org.hotdesk.sip.location.Desk.NOW;

import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.location.Desk.Ask;
import org.hotdesk.sip.location.LocationListener.Gone;
import org.hotdesk.sip.location.LocationTable.Outcome;
import org.hotdesk.sip.peer.FlowFrom;
import org.hotdesk.sip.transport.Transport;
import org.junit.jupiter.api.Test;

class LocationTableTest {
    private static final String A = "sip:1001@10.0.0.1:5060";
    private static final String B = "sip:1001@10.0.0.2:5060";
    private static final String C = "sip:1001@10.0.0.3:5060";
    private static final String URN = "urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF";

    private final Desk desk = new Desk(LocationPolicy.USUAL);

    @Test
    void contact_isReadAsItWasRegistered() {
        assertThat(desk.ask(Ask.contact(A).instance(URN).q(500))).isEqualTo(Outcome.DONE);
        assertThat(desk.table.of(DEVICE))
                .containsExactly(new Binding(
                        DEVICE,
                        A,
                        Transport.UDP,
                        FLOW.remote(),
                        FLOW.local(),
                        0,
                        List.of("<sip:p.example;lr>"),
                        "call",
                        1,
                        500,
                        NOW + 3_600_000,
                        Optional.of(URN),
                        "Hotphone 1.0",
                        NOW,
                        NOW));
        assertThat(desk.news()).containsExactly("registered " + A);
        assertThat(desk.table.of(new DeviceNumber("1002"))).isEmpty();
        assertThat(desk.table.count()).isEqualTo(1);
    }

    @Test
    void higherCseq_refreshes() {
        desk.ask(Ask.contact(A));
        assertThat(desk.ask(Ask.contact(A).order("call", 2).expires(7200))).isEqualTo(Outcome.DONE);
        assertThat(desk.news()).containsExactly("registered " + A);
        assertThat(desk.table.of(DEVICE)).extracting(Binding::expires).containsExactly(NOW + 7_200_000);
    }

    @Test
    void lowerCseq_isOutOfOrder() {
        desk.ask(Ask.contact(A).order("call", 5));
        assertThat(desk.ask(Ask.contact(A).order("call", 4))).isEqualTo(Outcome.OUT_OF_ORDER);
        assertThat(desk.ask(Ask.contact(A).order("call", 4).expires(0))).isEqualTo(Outcome.OUT_OF_ORDER);
        assertThat(desk.contacts()).containsExactly(A);
    }

    @Test
    void sameCseq_isARetransmissionForAWhile() {
        desk.ask(Ask.contact(A));
        assertThat(desk.ask(Ask.contact(A), DEVICE, NOW + 32_000)).isEqualTo(Outcome.REPEATED);
        assertThat(desk.ask(Ask.contact(A), DEVICE, NOW + 32_001)).isEqualTo(Outcome.OUT_OF_ORDER);
        assertThat(desk.ask(Ask.contact(A).expires(0), DEVICE, NOW)).isEqualTo(Outcome.OUT_OF_ORDER);
        assertThat(desk.news()).containsExactly("registered " + A);
    }

    @Test
    void otherCallId_isAPhoneThatBeganAnew() {
        desk.ask(Ask.contact(A).order("call", 5));
        assertThat(desk.ask(Ask.contact(A).order("other", 1), DEVICE, NOW + 1)).isEqualTo(Outcome.DONE);
        assertThat(desk.news()).containsExactly("registered " + A, "registered " + A);
        assertThat(desk.table.of(DEVICE)).extracting(Binding::since).containsExactly(NOW);
    }

    @Test
    void equalUri_isTheSameContact() {
        desk.ask(Ask.contact("sip:1001@Phone.example;x=1"));
        desk.ask(Ask.contact("sip:%31001@phone.EXAMPLE").order("call", 2));
        assertThat(desk.contacts()).containsExactly("sip:%31001@phone.EXAMPLE");
        desk.ask(Ask.contact("sip:1001@phone.example:5060").order("call", 3));
        assertThat(desk.contacts()).hasSize(2);
    }

    @Test
    void instance_isTheKeyWhereThereIsOne() {
        desk.ask(Ask.contact(A).instance(URN));
        desk.ask(Ask.contact(B).instance(URN).order("call", 2));
        assertThat(desk.contacts()).containsExactly(B);
        desk.ask(Ask.contact(B).instance("urn:other").order("call", 3));
        assertThat(desk.contacts()).containsExactlyInAnyOrder(B, B);
        assertThat(desk.news()).containsExactly("registered " + A, "moved " + A + " " + B, "registered " + B);
    }

    @Test
    void instanceWithAnotherCallAndUri_takesTheOldOnesPlace() {
        desk.ask(Ask.contact(A).instance(URN));
        desk.ask(Ask.contact(B).instance(URN).order("other", 1));
        assertThat(desk.news()).containsExactly("registered " + A, "gone " + A + " REPLACED", "registered " + B);
        assertThat(desk.table.count()).isEqualTo(1);
    }

    @Test
    void otherSource_isAMove() {
        desk.ask(Ask.contact(A));
        desk.ask(Ask.contact(A).order("call", 2).from(FlowFrom.udp("198.51.100.8", 40_000)));
        assertThat(desk.news()).containsExactly("registered " + A, "moved " + A + " " + A);
        assertThat(desk.table.of(DEVICE))
                .extracting(binding -> binding.source().getPort())
                .containsExactly(40_000);
    }

    @Test
    void zero_takesAway() {
        desk.ask(Ask.contact(A));
        assertThat(desk.ask(Ask.contact(A).order("call", 2).expires(0))).isEqualTo(Outcome.DONE);
        assertThat(desk.ask(Ask.contact(B).order("call", 3).expires(0))).isEqualTo(Outcome.DONE);
        assertThat(desk.news()).containsExactly("registered " + A, "gone " + A + " UNREGISTERED");
        assertThat(desk.table.devices()).isZero();
    }

    @Test
    void star_takesAllAwayOrNone() {
        desk.ask(Ask.contact(A));
        desk.ask(Ask.contact(B).order("other", 7));
        assertThat(desk.ask(Ask.contact("*").order("other", 7))).isEqualTo(Outcome.OUT_OF_ORDER);
        assertThat(desk.contacts()).hasSize(2);
        assertThat(desk.ask(Ask.contact("*").order("other", 8))).isEqualTo(Outcome.DONE);
        assertThat(desk.contacts()).isEmpty();
    }

    @Test
    void oneContactOutOfOrder_refusesAll() {
        desk.ask(Ask.contact(A).order("call", 5));
        Ask first = Ask.contact(B).order("call", 4);
        assertThat(desk.ask(List.of(first, Ask.contact(A)), DEVICE, NOW)).isEqualTo(Outcome.OUT_OF_ORDER);
        assertThat(desk.contacts()).containsExactly(A);
    }

    @Test
    void oneTooMany_replacesTheOldest() {
        Desk two = new Desk(new LocationPolicy(2, true));
        two.ask(Ask.contact(A), DEVICE, NOW);
        two.ask(Ask.contact(B), DEVICE, NOW + 1);
        two.ask(Ask.contact(A).order("call", 2), DEVICE, NOW + 2);
        assertThat(two.ask(Ask.contact(C), DEVICE, NOW + 3)).isEqualTo(Outcome.DONE);
        assertThat(two.contacts()).containsExactly(C, A);
        assertThat(two.news()).contains("gone " + B + " REPLACED");
        List<Ask> three = List.of(Ask.contact(A).order("x", 1), Ask.contact(B), Ask.contact(C));
        assertThat(two.ask(three, DEVICE, NOW + 4)).isEqualTo(Outcome.TOO_MANY);
    }

    @Test
    void oneTooMany_isRefusedByTheOtherPolicy() {
        Desk two = new Desk(new LocationPolicy(2, false));
        two.ask(Ask.contact(A));
        two.ask(Ask.contact(B));
        assertThat(two.ask(Ask.contact(C))).isEqualTo(Outcome.TOO_MANY);
        assertThat(two.contacts()).containsExactlyInAnyOrder(A, B);
        List<Ask> swap = List.of(Ask.contact(A).order("call", 2).expires(0), Ask.contact(C));
        assertThat(two.ask(swap, DEVICE, NOW)).isEqualTo(Outcome.DONE);
        assertThat(two.contacts()).containsExactlyInAnyOrder(B, C);
    }

    @Test
    void contacts_comeByPreference() {
        desk.ask(Ask.contact(A).q(300));
        desk.ask(Ask.contact(B).q(1000));
        desk.ask(Ask.contact(C).q(0));
        assertThat(desk.contacts()).containsExactly(B, A, C);
    }

    @Test
    void expired_isGoneWithinASecond() {
        desk.ask(Ask.contact(A).expires(60));
        desk.ask(Ask.contact(B).expires(90));
        desk.table.expire(NOW + 59_000);
        assertThat(desk.contacts()).hasSize(2);
        desk.table.expire(NOW + 61_000);
        assertThat(desk.contacts()).containsExactly(B);
        assertThat(desk.news()).contains("gone " + A + " EXPIRED");
        desk.table.expire(NOW + 100_000_000);
        assertThat(desk.table.count()).isZero();
    }

    @Test
    void refreshAndShortening_moveTheEnd() {
        desk.ask(Ask.contact(A).expires(60));
        desk.ask(Ask.contact(A).order("call", 2).expires(7200));
        desk.table.expire(NOW + 61_000);
        assertThat(desk.contacts()).containsExactly(A);
        desk.ask(Ask.contact(A).order("call", 3).expires(120));
        desk.table.expire(NOW + 122_000);
        assertThat(desk.contacts()).isEmpty();
    }

    @Test
    void expiryBeyondTheRing_isKept() {
        desk.ask(Ask.contact(A).expires(86_400));
        for (long at = 0; at < 86_400; at += 7) {
            desk.table.expire(NOW + 1000 * at);
            assertThat(desk.table.count()).isEqualTo(1);
        }
        desk.table.expire(NOW + 86_402_000);
        assertThat(desk.table.count()).isZero();
    }

    @Test
    void endOfAConnection_endsItsContactsOnly() {
        desk.ask(Ask.contact(A).from(FlowFrom.tls("198.51.100.7", 40_001, 11)));
        desk.ask(Ask.contact(B).from(FlowFrom.tls("198.51.100.7", 40_002, 12)));
        desk.table.disconnected(11);
        desk.table.disconnected(99);
        assertThat(desk.contacts()).containsExactly(B);
        assertThat(desk.news()).contains("gone " + A + " DISCONNECTED");
    }

    @Test
    void contactThatChangedItsConnection_outlivesTheOldOne() {
        desk.ask(Ask.contact(A).from(FlowFrom.tls("198.51.100.7", 40_001, 11)));
        desk.ask(Ask.contact(A).order("call", 2).from(FlowFrom.tls("198.51.100.7", 40_002, 12)));
        desk.table.disconnected(11);
        assertThat(desk.contacts()).containsExactly(A);
        desk.table.disconnected(12);
        assertThat(desk.contacts()).isEmpty();
    }

    @Test
    void kicked_isGone() {
        desk.ask(Ask.contact(A));
        desk.ask(Ask.contact(B));
        assertThat(desk.table.remove(DEVICE, Gone.KICKED)).isEqualTo(2);
        assertThat(desk.table.all()).isEmpty();
        assertThat(desk.news()).contains("gone " + A + " KICKED", "gone " + B + " KICKED");
    }
}
