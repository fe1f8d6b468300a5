package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.hotdesk.demo.CallIn.Caller;
import org.hotdesk.demo.PhoneCall.State;
import org.hotdesk.demo.Trunk.Behaviour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LabExtension.class)
class TrunkIT {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final String DIALPLAN =
            """
            [lab]
            exten => _9X.,1,Set(CALLERID(all)="Desk One" <5551001>)
             same => n,Dial(PJSIP/${EXTEN:1}@network,20)
            [from-network]
            exten => 200,1,Dial(PJSIP/1001,20)
            exten => 201,1,Hangup(17)
            """;

    private static PrivateAsterisk asterisk(Lab lab, Trunk trunk) {
        return lab.asterisk(Map.of(
                "extensions.d/lab.conf",
                DIALPLAN,
                "pjsip.d/lab.conf",
                TestDevices.pjsip("1001") + trunk.pjsip("network", "from-network")));
    }

    @Test
    void callOut_showsTheNetworkWhoCalls(Lab lab) {
        Trunk trunk = lab.trunk(Behaviour.ANSWERS);
        Phone phone = lab.phone(asterisk(lab, trunk), "1001");

        PhoneCall call = phone.dial("90044123");

        assertThat(call.await(State.TALKING, SOON)).isTrue();
        CallOut seen =
                trunk.awaitCall(out -> out.number().equals("0044123"), SOON).orElseThrow();
        assertThat(seen.callerName()).isEqualTo("Desk One");
        assertThat(seen.callerNumber()).isEqualTo("5551001");
        assertThat(seen.asserted()).hasValueSatisfying(text -> assertThat(text).contains("5551001"));
        call.hangUp();
        assertThat(call.await(State.CLOSED, SOON)).isTrue();
    }

    @Test
    void callOut_toABusyNetwork_isBusy(Lab lab) {
        Trunk trunk = lab.trunk(Behaviour.BUSY);
        Phone phone = lab.phone(asterisk(lab, trunk), "1001");

        PhoneCall call = phone.dial("9112");

        assertThat(call.await(State.CLOSED, SOON)).isTrue();
        assertThat(call.closedBecause()).contains("486 Busy Here");
        assertThat(trunk.calls()).hasSize(1);
    }

    @Test
    void callIn_ringsAPhoneWithItsNumber_andEndsWhenThePhoneHangsUp(Lab lab) {
        Trunk trunk = lab.trunk(Behaviour.ANSWERS);
        PrivateAsterisk asterisk = asterisk(lab, trunk);
        Phone phone = lab.phone(asterisk, "1001");

        CallIn call = lab.add(trunk.dialIn(new Caller("Bob Away", "+4930123", LONG, LONG), "200", asterisk.sip()));

        PhoneCall ringing = phone.awaitCall(SOON).orElseThrow();
        assertThat(ringing.peerName()).contains("Bob Away");
        assertThat(ringing.peerNumber()).isEqualTo("+4930123");
        ringing.answer();
        assertThat(call.awaitAnswer("200", SOON)).isTrue();
        ringing.hangUp();
        assertThat(call.awaitEnd(SOON)).isTrue();
    }

    @Test
    void callIn_hangsUpAfterItsTalk(Lab lab) {
        Trunk trunk = lab.trunk(Behaviour.ANSWERS);
        PrivateAsterisk asterisk = asterisk(lab, trunk);
        Phone phone = lab.phone(TestDevices.account(asterisk, "1001").answeringByItself());

        CallIn call = lab.add(
                trunk.dialIn(new Caller("Bob Away", "4930123", LONG, Duration.ofMillis(300)), "200", asterisk.sip()));

        assertThat(phone.awaitCall(SOON).orElseThrow().await(State.CLOSED, SOON))
                .isTrue();
        assertThat(call.awaitEnd(SOON)).isTrue();
    }

    @Test
    void callIn_givesUpWhenNobodyAnswers(Lab lab) {
        Trunk trunk = lab.trunk(Behaviour.ANSWERS);
        PrivateAsterisk asterisk = asterisk(lab, trunk);
        Phone phone = lab.phone(asterisk, "1001");

        CallIn call = lab.add(
                trunk.dialIn(new Caller("Bob Away", "4930123", Duration.ofMillis(800), LONG), "200", asterisk.sip()));

        PhoneCall ringing = phone.awaitCall(SOON).orElseThrow();
        assertThat(ringing.await(State.CLOSED, SOON)).isTrue();
        assertThat(call.awaitEnd(SOON)).isTrue();
        assertThat(call.answer()).contains("487 Request Terminated");
    }

    @Test
    void callIn_thatIsRefused_tellsTheAnswer(Lab lab) {
        Trunk trunk = lab.trunk(Behaviour.ANSWERS);
        PrivateAsterisk asterisk = asterisk(lab, trunk);

        CallIn call = lab.add(trunk.dialIn(new Caller("Bob Away", "4930123", LONG, LONG), "201", asterisk.sip()));

        assertThat(call.awaitEnd(SOON)).isTrue();
        assertThat(call.answer()).contains("486 Busy Here");
    }
}
