package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.hotdesk.demo.PhoneCall.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Asterisk 16, for those who still run chan_sip and app_macro. */
@ExtendWith(LabExtension.class)
@LabSuite(Suite.BULLSEYE)
class OldAsteriskIT {

    private static final String SIP =
            """
            [desk](!)
            type=friend
            host=dynamic
            context=lab
            directmedia=no
            disallow=all
            allow=ulaw
            secret=secret
            [1001](desk)
            [1002](desk)
            """;

    private static final String DIALPLAN =
            """
            [lab]
            exten => _10XX,1,Macro(ring,${EXTEN})
            [macro-ring]
            exten => s,1,Dial(SIP/${ARG1},20)
            """;

    @Test
    void chanSipAndMacro_carryACall(Lab lab) {
        PrivateAsterisk asterisk = lab.asterisk(Map.of("sip.d/lab.conf", SIP, "extensions.d/lab.conf", DIALPLAN));
        assertThat(asterisk.version()).startsWith("16.");
        Phone called = lab.phone(PhoneAccount.of("1002", "secret", asterisk.chanSip()));
        Phone caller = lab.phone(PhoneAccount.of("1001", "secret", asterisk.chanSip()));

        PhoneCall out = caller.dial("1002");
        called.awaitCall(Duration.ofSeconds(15)).orElseThrow().answer();

        assertThat(out.await(State.TALKING, Duration.ofSeconds(15))).isTrue();
    }
}
