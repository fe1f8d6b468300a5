package org.hotdesk.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.NoAnswer;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTest {
    private static final DeviceNumber DESK = new DeviceNumber("1001");
    private static final DeviceNumber EMPTY_DESK = new DeviceNumber("1002");
    private static final UserNumber ANN = new UserNumber("201");
    private static final UserNumber SHORT = new UserNumber("202");

    private final Floor floor = Floor.of(
            List.of(
                    Device.adhoc(DESK).at(CallerId.parse("911").orElseThrow(), new DisplayName("lobby")),
                    Device.adhoc(EMPTY_DESK),
                    Device.adhoc(new DeviceNumber("1003"))),
            List.of(
                    AmpUser.builder(ANN, new DisplayName("Ann Lee"))
                            .cidnum(UserNumber.parse("100"))
                            .outboundcid(CallerId.parse("\"Head office\" <5550100>"))
                            .build(),
                    AmpUser.named(SHORT, new DisplayName("X"))),
            List.of(
                    new Session(2, DESK, ANN, Instant.EPOCH, How.CODE),
                    new Session(1, new DeviceNumber("1003"), ANN, Instant.EPOCH, How.CODE)));

    @ParameterizedTest
    @CsvSource({"INTERNAL, 100, true", "EXTERNAL, 201, false", "EMERGENCY, 201, false"})
    void caller_masqueradesOnInternalCallsOnly(CallKind kind, String number, boolean masquerades) {
        Caller caller = Caller.at(floor, Optional.of(DESK), kind);

        assertThat(caller.ampUser()).isEqualTo("201");
        assertThat(caller.cidName()).isEqualTo("Ann Lee");
        assertThat(caller.cidNumber()).isEqualTo(number);
        assertThat(caller.masquerades()).isEqualTo(masquerades);
        assertThat(caller.outboundCallerId()).isEqualTo("\"Head office\" <5550100>");
        assertThat(caller.emergencyCallerId()).isEqualTo("911");
        assertThat(caller.emergencyLocation()).isEqualTo("lobby");
    }

    @Test
    void caller_atAnEmptyOrUnknownDevice_isNobody() {
        Caller empty = Caller.at(floor, Optional.of(EMPTY_DESK), CallKind.INTERNAL);
        assertThat(empty.ampUser()).isEqualTo("none");
        assertThat(empty.cidNumber()).isEmpty();

        assertThat(Caller.at(floor, Optional.of(new DeviceNumber("9")), CallKind.INTERNAL)
                        .ampUser())
                .isEmpty();
        assertThat(Caller.at(floor, Optional.empty(), CallKind.INTERNAL).ampUser())
                .isEmpty();
    }

    @Test
    void caller_withAOneLetterName_hasNone() {
        Floor later = floor.withSession(new Session(3, EMPTY_DESK, SHORT, Instant.EPOCH, How.CODE));

        assertThat(Caller.at(later, Optional.of(EMPTY_DESK), CallKind.INTERNAL).cidName())
                .isEmpty();
    }

    @Test
    void callee_isRungAtAllDevicesInLoginOrder() {
        assertThat(Callee.of(floor, ANN, 15)).map(Callee::dial).contains("PJSIP/1003&PJSIP/1001");
        assertThat(Callee.of(floor, SHORT, 15)).map(Callee::dial).contains("");
        assertThat(Callee.of(floor, new UserNumber("9"), 15)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,         false, false, 0,  -1",
                "just-ring, false, false, 20, -1",
                "just-ring, true,  false, 20, -1",
                "just-ring, false, true,  20, 20",
                "-,         true,  false, 0,  15",
                "-,         true,  false, 20, 20",
                "vmbox-1,   false, false, 0,  15",
                "user-201,  false, false, 7,  7",
                "-,         false, true,  0,  15"
            })
    void callee_ringsForEverWhenThereIsNowhereToGo(
            String noAnswer, boolean voicemail, boolean forwards, int ringtimer, int seconds) {
        AmpUser user = AmpUser.builder(SHORT, new DisplayName("Cleo"))
                .noAnswer(Optional.ofNullable(noAnswer).flatMap(NoAnswer::parse))
                .mailbox(voicemail ? MailboxAddress.parse("202@default") : Optional.empty())
                .ringtimer(ringtimer)
                .features(new CallFeatures(
                        Optional.empty(),
                        Optional.empty(),
                        forwards ? Optional.of("201") : Optional.empty(),
                        false,
                        false))
                .build();

        assertThat(Callee.of(floor.withUser(user), SHORT, 15)
                        .orElseThrow()
                        .ringSeconds()
                        .orElse(-1))
                .isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"internal, INTERNAL", "external, EXTERNAL", "emergency, EMERGENCY"})
    void callKind_isReadFromTheDialplansWord(String word, CallKind kind) {
        assertThat(CallKind.parse(word)).contains(kind);
        assertThat(CallKind.parse(word + "x")).isEmpty();
    }
}
