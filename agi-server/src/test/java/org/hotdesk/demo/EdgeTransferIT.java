package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.demo.EdgeLab.SOON;

import java.time.Duration;
import java.util.Map;
import org.hotdesk.demo.CallIn.Caller;
import org.hotdesk.demo.EdgeLab.Talk;
import org.hotdesk.demo.PhoneCall.State;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Real phones behind the edge transfer calls, among them one from a trunk that answers REFER with 202 and does nothing.
 * Each test has its own devices and people.
 */
@ExtendWith(LabExtension.class)
class EdgeTransferIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static EdgeLab edge;
    private static Trunk trunk;

    @BeforeAll
    static void start(Lab lab) {
        trunk = lab.trunk(Trunk.Behaviour.ANSWERS);
        edge = EdgeLab.start(
                lab,
                Map.of(
                        "pjsip.d/trunk.conf",
                        trunk.pjsip("trunk", "from-trunk"),
                        "extensions.d/trunk.conf",
                        "[from-trunk]\nexten => _X.,1,Goto(hotdesk-from-trunk,${EXTEN},1)\n"));
        edge.users("201", "202", "203", "211", "212", "213", "221", "222", "231", "232", "233");
    }

    @Test
    void blind_connectsTheOtherTwo() {
        Phone ann = edge.phone("1001", "201");
        Phone bob = edge.phone("1002", "202", EdgeLab.tcp());
        Phone cleo = edge.phone("1003", "203");
        Talk talk = EdgeLab.talk(ann, "202", bob);

        talk.in().transfer("203");

        PhoneCall rings = cleo.awaitCall(SOON).orElseThrow();
        assertThat(rings.peerNumber()).isEqualTo("201");
        rings.answer();
        assertThat(talk.in().await(State.CLOSED, SOON)).isTrue();
        assertThat(talk.out().state()).isEqualTo(State.TALKING);
        rings.hangUp();
        assertThat(talk.out().await(State.CLOSED, SOON)).isTrue();
    }

    @Test
    void attended_connectsTheOtherTwo() {
        Phone ann = edge.phone("1011", "211");
        Phone bob = edge.phone("1012", "212");
        Phone cleo = edge.phone("1013", "213", edge.tls());
        Talk first = EdgeLab.talk(ann, "212", bob);
        Talk second = EdgeLab.talk(bob, "213", cleo);

        first.in().transferTo(second.out());

        assertThat(first.in().await(State.CLOSED, SOON)).isTrue();
        assertThat(second.out().await(State.CLOSED, SOON)).isTrue();
        assertThat(first.out().state()).isEqualTo(State.TALKING);
        assertThat(second.in().state()).isEqualTo(State.TALKING);
        first.out().hangUp();
        assertThat(second.in().await(State.CLOSED, SOON)).isTrue();
    }

    @Test
    void blind_ofACallFromATrunk_isDoneByUs(Lab lab) {
        Phone ann = edge.phone("1021", "221");
        Phone bob = edge.phone("1022", "222");
        CallIn outside = callIn(lab, "221");
        PhoneCall answered = answer(ann, outside);

        answered.transfer("222");

        PhoneCall rings = bob.awaitCall(SOON).orElseThrow();
        assertThat(rings.peerNumber()).isEqualTo("4930123");
        rings.answer();
        assertThat(answered.await(State.CLOSED, SOON)).isTrue();
        assertTalksOn(rings);
        rings.hangUp();
        assertThat(outside.awaitEnd(SOON)).isTrue();
        assertNoRefer(outside);
    }

    @Test
    void attended_ofACallFromATrunk_isDoneByUs(Lab lab) {
        Phone ann = edge.phone("1031", "231", EdgeLab.tcp());
        Phone bob = edge.phone("1032", "232");
        CallIn outside = callIn(lab, "231");
        PhoneCall answered = answer(ann, outside);
        Talk asked = EdgeLab.talk(ann, "232", bob);

        answered.transferTo(asked.out());

        assertThat(answered.await(State.CLOSED, SOON)).isTrue();
        assertThat(asked.out().await(State.CLOSED, SOON)).isTrue();
        assertTalksOn(asked.in());
        asked.in().hangUp();
        assertThat(outside.awaitEnd(SOON)).isTrue();
        assertNoRefer(outside);
    }

    private static CallIn callIn(Lab lab, String user) {
        return lab.add(trunk.dialIn(
                new Caller("Far Away", "4930123", LONG, LONG),
                user,
                edge.system().asterisk().sip()));
    }

    private static PhoneCall answer(Phone phone, CallIn outside) {
        PhoneCall rings = phone.awaitCall(SOON).orElseThrow();
        rings.answer();
        assertThat(outside.awaitAnswer("200", SOON)).isTrue();
        return rings;
    }

    /** Whoever stays would be told soon that nobody is at the other end. */
    private static void assertTalksOn(PhoneCall call) {
        assertThat(call.await(State.TALKING, SOON)).isTrue();
        Waiting.pause(500);
        assertThat(call.state()).isEqualTo(State.TALKING);
    }

    private static void assertNoRefer(CallIn outside) {
        assertThat(outside.wire()).extracting(WireMessage::startLine).noneMatch(line -> line.startsWith("REFER"));
        assertThat(outside.wire()).extracting(WireMessage::startLine).anyMatch(line -> line.startsWith("BYE"));
    }
}
