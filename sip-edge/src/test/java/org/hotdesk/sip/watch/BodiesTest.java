package org.hotdesk.sip.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bodies of NOTIFY: dialog-info of RFC 4235 and message-summary of RFC 3842. */
class BodiesTest {
    private static final String ONE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="2" state="full" entity="sip:201@h">
             <dialog id="201"%s>
              <state>%s</state>
             </dialog>
            </dialog-info>
            """;

    @ParameterizedTest
    @CsvSource({
        "'',terminated,IDLE",
        "'',confirmed,CONFIRMED",
        "' direction=\"recipient\"',early,RINGING",
        "' direction=\"initiator\"',early,EARLY",
        "'',trying,EARLY",
        "'',nonsense,IDLE"
    })
    void dialog_isALamp(String direction, String state, LampState lamp) {
        assertThat(DialogInfo.parse(bytes(ONE.formatted(direction, state)))).contains(lamp);
    }

    @Test
    void severalDialogs_addUpToTheHighest() {
        String two =
                """
                <dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="0" state="full" entity="x">
                <dialog id="1"><state>confirmed</state><local><state>early</state></local></dialog>
                <dialog id="2" direction="recipient"><state>early</state></dialog>
                </dialog-info>""";
        assertThat(DialogInfo.parse(bytes(two))).contains(LampState.CONFIRMED);
        assertThat(DialogInfo.parse(bytes("<dialog-info/>"))).contains(LampState.IDLE);
    }

    @Test
    void brokenOrHostileDocument_isNone() {
        assertThat(DialogInfo.parse(bytes(""))).isEmpty();
        assertThat(DialogInfo.parse(bytes("<presence/>"))).isEmpty();
        assertThat(DialogInfo.parse(bytes("<dialog-info><dialog><state>early"))).isEmpty();
        assertThat(DialogInfo.parse(bytes("<dialog-info><dialog><state><b/></state></dialog></dialog-info>")))
                .isEmpty();
        String entity =
                """
                <!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>
                <dialog-info><dialog><state>&e;</state></dialog></dialog-info>""";
        assertThat(DialogInfo.parse(bytes(entity))).isNotEqualTo(Optional.of(LampState.CONFIRMED));
    }

    @Test
    void summary_hasItsCounts() {
        String body =
                """
                Messages-Waiting: yes
                Message-Account: sip:1001@h
                Voice-Message: 2/8 (0/2)
                """
                        .replace("\n", "\r\n");
        assertThat(Messages.parse(bytes(body))).contains(new Messages(true, 2, 8));
        assertThat(Messages.parse(bytes("messages-waiting:no"))).contains(new Messages(false, 0, 0));
        assertThat(Messages.parse(bytes("Voice-Message: 1/0"))).isEmpty();
        assertThat(Messages.parse(bytes("Messages-Waiting: yes\nVoice-Message: 9999999999/0")))
                .contains(new Messages(true, 0, 0));
    }

    @Test
    void noise_neverThrows() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] body = bytes(ONE.formatted("", "early"));
            for (int i = random.nextInt(6); i >= 0; i--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            try {
                DialogInfo.parse(body);
                Messages.parse(body);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + " round " + round, e);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
