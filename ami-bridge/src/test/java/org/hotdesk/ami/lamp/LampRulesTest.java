package org.hotdesk.ami.lamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.hotdesk.ami.link.DeviceState;
import org.hotdesk.model.DialString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LampRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            # phones of the user               | do not disturb | lamp
            -                                  | false | UNAVAILABLE
            -                                  | true  | BUSY
            NOT_INUSE                          | false | NOT_INUSE
            NOT_INUSE                          | true  | BUSY
            UNAVAILABLE                        | false | UNAVAILABLE
            UNAVAILABLE                        | true  | BUSY
            INUSE                              | true  | BUSY
            INUSE                              | false | INUSE
            RINGING                            | false | RINGING
            RINGINUSE                          | false | RINGINUSE
            ONHOLD                             | false | ONHOLD
            BUSY                               | false | BUSY
            UNKNOWN                            | false | UNKNOWN
            INVALID                            | false | INVALID
            NOT_INUSE UNAVAILABLE              | false | NOT_INUSE
            NOT_INUSE RINGING                  | false | RINGING
            NOT_INUSE INUSE                    | false | INUSE
            NOT_INUSE ONHOLD                   | false | ONHOLD
            INUSE RINGING                      | false | RINGINUSE
            ONHOLD RINGING                     | false | RINGINUSE
            BUSY RINGING                       | false | RINGINUSE
            RINGING RINGING                    | false | RINGING
            ONHOLD INUSE                       | false | INUSE
            UNAVAILABLE INVALID                | false | UNAVAILABLE
            UNKNOWN INVALID                    | false | UNKNOWN
            UNAVAILABLE UNAVAILABLE RINGING    | false | RINGING
            """)
    void userLamp_isThatOfAHintOverAllPhones(String phones, boolean doNotDisturb, DeviceState lamp) {
        List<DeviceState> states = phones == null
                ? List.of()
                : Stream.of(phones.split(" ")).map(DeviceState::parse).toList();

        assertThat(LampRules.user(states, doNotDisturb)).isEqualTo(lamp);
    }

    @ParameterizedTest
    @CsvSource({
        "PJSIP/1001, PJSIP/1001",
        "SIP/1001, SIP/1001",
        "IAX2/1001, IAX2/1001",
        "DAHDI/3, DAHDI/3",
        "Local/5@ctx/n, Local/5@ctx",
        "PJSIP/1001/sip:1001@host, PJSIP/1001"
    })
    void stateName_isTheDeviceWithoutWhatIsBehindIt(String dial, String name) {
        assertThat(new DialString(dial).stateName()).isEqualTo(name);
    }

    @Test
    void doNotDisturbOff_neverHidesAPhonesStateInAFreePbxHint() {
        assertThat(LampRules.userDoNotDisturb(false)).isEqualTo(DeviceState.UNAVAILABLE);
        assertThat(LampRules.userDoNotDisturb(true)).isEqualTo(DeviceState.BUSY);
        assertThat(LampRules.deviceDoNotDisturb(false)).isEqualTo(DeviceState.NOT_INUSE);
    }
}
