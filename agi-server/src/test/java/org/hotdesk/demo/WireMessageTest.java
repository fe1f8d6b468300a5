package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireMessageTest {

    private static final Instant NOW = Instant.parse("2026-11-20T18:22:33.741634Z");

    private static final String PRINTED =
            """
            baresip is ready.
            \u001B[36;1m#
            UDP 127.0.0.1:9060 -> 127.0.0.1:9071
            NOTIFY sip:1001-0x55@127.0.0.1:9071 SIP/2.0
            Event: message-summary
            Content-Length:    48

            Messages-Waiting: yes
            Voice-Message: 2/7 (0/0)
            \u001B[;m
            \u001B[36;1m#
            UDP 127.0.0.1:9071 -> 127.0.0.1:9060
            SIP/2.0 481 Subscription Does Not Exist
            Content-Length: 0

            \u001B[;mcall: something else
            """;

    private static final String LOGGED =
            """
            ----------------------------------------------- 2026-11-20T18:22:33.741634Z
            UDP message received [979] bytes:

            INVITE sip:112@127.0.0.2:9300 SIP/2.0
            From: "Desk 1" <sip:5551001@127.0.0.1>;tag=fd76
            P-Asserted-Identity: "Desk 1" <sip:5551001@127.0.0.1>
            Call-ID: one

            v=0
            ----------------------------------------------- 2026-11-20T18:22:34.741806Z
            UDP message sent [360] bytes:

            SIP/2.0 180 Ringing
            Call-ID: one

            """;

    private static List<WireMessage> traced() {
        SipTrace trace = new SipTrace(9071, 9060, Clock.fixed(NOW, ZoneOffset.UTC));
        List<WireMessage> messages = new ArrayList<>();
        PRINTED.lines().forEach(line -> trace.saw(line).ifPresent(messages::add));
        return messages;
    }

    @Test
    void trace_givesEachMessageWithItsDirection() {
        List<WireMessage> messages = traced();

        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).sent()).isFalse();
        assertThat(messages.get(0).header("event")).contains("message-summary");
        assertThat(messages.get(1).sent()).isTrue();
        assertThat(messages.get(1).startLine()).isEqualTo("SIP/2.0 481 Subscription Does Not Exist");
    }

    @Test
    void messageWaiting_isReadFromANotify_andFromNothingElse() {
        List<WireMessage> messages = traced();

        assertThat(MessageWaiting.parse(messages.get(0))).contains(new MessageWaiting(NOW, true, 2, 7));
        assertThat(MessageWaiting.parse(messages.get(1))).isEmpty();
    }

    @Test
    void sippLog_givesEachMessageWithItsTime(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("messages"), LOGGED.replace("\n", "\r\n"));

        List<WireMessage> messages = new SippLog(file).messages();

        assertThat(messages).extracting(WireMessage::sent).containsExactly(false, true);
        assertThat(messages.get(0).at()).isEqualTo(NOW);
        assertThat(CallOut.parse(messages.get(0))).hasValueSatisfying(call -> {
            assertThat(call.number()).isEqualTo("112");
            assertThat(call.callerName()).isEqualTo("Desk 1");
            assertThat(call.callerNumber()).isEqualTo("5551001");
            assertThat(call.asserted()).contains("\"Desk 1\" <sip:5551001@127.0.0.1>");
        });
        assertThat(CallOut.parse(messages.get(1))).isEmpty();
    }

    @Test
    void callOut_withoutAName_hasAnEmptyOne() {
        WireMessage invite = new WireMessage(
                NOW, false, "INVITE sip:112@127.0.0.2 SIP/2.0\nFrom: <sip:anonymous@127.0.0.1>;tag=1\n\n");

        assertThat(CallOut.parse(invite)).hasValueSatisfying(call -> {
            assertThat(call.callerName()).isEmpty();
            assertThat(call.callerNumber()).isEqualTo("anonymous");
        });
    }
}
