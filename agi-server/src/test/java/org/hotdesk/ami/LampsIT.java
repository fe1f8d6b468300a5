package org.hotdesk.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.ami.RealBridge.ANN;
import static org.hotdesk.ami.RealBridge.D;
import static org.hotdesk.ami.RealBridge.E;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.hotdesk.ami.mailbox.MailboxMode;
import org.hotdesk.demo.Ami;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.Phone;
import org.hotdesk.demo.PhoneCall;
import org.hotdesk.demo.PrivateAsterisk;
import org.hotdesk.demo.TestDevices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Lamps of a real Asterisk, with phones that register and ring. */
@ExtendWith(LabExtension.class)
class LampsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String DIALPLAN =
            """
            [lab]
            exten => 500,1,Dial(PJSIP/2001,20)
            exten => _2XX,hint,Custom:HD${EXTEN}
            exten => _3XX,hint,Custom:HD${EXTEN}
            """;

    @TempDir
    Path folder;

    private static PrivateAsterisk asterisk(Lab lab) {
        return lab.asterisk(
                Map.of("extensions.d/lab.conf", DIALPLAN, "pjsip.d/lab.conf", TestDevices.pjsip("2001", "2002")));
    }

    @Test
    void lamp_followsThePhoneThroughLoginRingingAndTalking(Lab lab) throws IOException {
        PrivateAsterisk asterisk = asterisk(lab);
        RealBridge real = RealBridge.live(lab, asterisk, folder, new MailboxMode.Off());
        awaitHint(asterisk, "201", "Unavailable");

        real.login(D, ANN);
        Phone desk = lab.phone(asterisk, "2001");
        Phone other = lab.phone(asterisk, "2002");
        awaitHint(asterisk, "201", "Idle");

        PhoneCall call = other.dial("500");
        PhoneCall rings = desk.awaitCall(SOON).orElseThrow();
        awaitHint(asterisk, "201", "Ringing");
        rings.answer();
        awaitHint(asterisk, "201", "InUse");
        call.hangUp();
        awaitHint(asterisk, "201", "Idle");

        real.logoff(D);
        awaitHint(asterisk, "201", "Unavailable");
    }

    @Test
    void lamps_comeBackAfterARestartAndADialplanReload(Lab lab) throws IOException {
        PrivateAsterisk asterisk = asterisk(lab);
        RealBridge real = RealBridge.live(lab, asterisk, folder, new MailboxMode.Off());
        real.login(E, ANN);
        lab.phone(asterisk, "2002");
        awaitHint(asterisk, "201", "Idle");

        asterisk.cli("dialplan reload");
        awaitHint(asterisk, "201", "Idle");
        asterisk.stop();
        asterisk.start();
        real.awaitLive();
        lab.phone(asterisk, "2002");

        awaitHint(asterisk, "201", "Idle");
        awaitHint(asterisk, "301", "Unavailable");
        assertThat(real.bridge().status().lamps().fault()).isEmpty();
    }

    @Test
    void heartbeat_standsInAGlobal(Lab lab) {
        PrivateAsterisk asterisk = asterisk(lab);
        RealBridge.live(lab, asterisk, folder, new MailboxMode.Off());

        Bridged.eventually(() -> Pattern.compile("HD_ALIVE=[0-9]{10}")
                .matcher(asterisk.cli("dialplan show globals"))
                .find());
    }

    /** The state of an extension by {@code ExtensionState}, such as {@code Idle}; that makes the hint of a pattern, too. */
    private static void awaitHint(PrivateAsterisk asterisk, String user, String state) throws IOException {
        String action = "Action: ExtensionState\r\nContext: lab\r\nExten: " + user;
        long end = System.nanoTime() + SOON.toNanos();
        String shown = "";
        while (!shown.contains("StatusText: " + state + "\r\n")) {
            assertThat(System.nanoTime()).as(shown).isLessThan(end);
            Bridged.pause(Duration.ofMillis(50));
            shown = Ami.send(asterisk.ami(), action);
        }
    }
}
