package org.hotdesk.agi.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hotdesk.agi.protocol.AgiCall;
import org.hotdesk.agi.protocol.AgiConfig;
import org.hotdesk.agi.protocol.AgiServer;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.PrivateAsterisk;
import org.hotdesk.demo.TestDevices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a real Asterisk makes of our texts: a script sets them in one go, the dialplan sends each back to another. */
@ExtendWith(LabExtension.class)
class EncodingIT {
    private static final int TEXTS = 40;
    private static final String PARTS = "\"\\,;()[]{}$&|<>='^~#%+ ab12äß€😀";

    private final List<String> sent = new ArrayList<>();
    private final BlockingQueue<String> back = new LinkedBlockingQueue<>();

    @Test
    void texts_ofAnyCharacters_arriveInAsteriskAsTheyAre(Lab lab) throws Exception {
        sent.addAll(
                List.of("\"Ann, Lee\" <201>", "${CHANNEL}", "$[1+1]", "a\\b", "", " around ", "${SYSTEM(id)}", "(x"));
        long seed = System.nanoTime();
        var random = new Random(seed);
        while (sent.size() < TEXTS) {
            sent.add(noise(random));
        }
        AgiServer server =
                lab.add(AgiServer.start(AgiConfig.onLoopback(0), Map.of("give", this::give, "take", this::take)));
        PrivateAsterisk asterisk = lab.asterisk(Map.of(
                "extensions.d/lab.conf",
                dialplan(server.address().getPort()),
                "pjsip.d/lab.conf",
                TestDevices.pjsip("1001")));

        lab.phone(asterisk, "1001").dial("500");

        for (int i = 0; i < TEXTS; i++) {
            assertThat(Optional.ofNullable(back.poll(20, TimeUnit.SECONDS)))
                    .as("text %d, seed %d", i, seed)
                    .contains(sent.get(i));
        }
    }

    private void give(AgiCall call) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < sent.size(); i++) {
            variables.put("V" + i, sent.get(i));
        }
        call.set(variables);
    }

    private void take(AgiCall call) {
        back.add(call.parameter("text").orElse(""));
    }

    private static String dialplan(int port) {
        var text = new StringBuilder("[lab]\nexten => 500,1,Answer()\n");
        text.append(" same => n,AGI(agi://127.0.0.1:").append(port).append("/give)\n");
        for (int i = 0; i < TEXTS; i++) {
            text.append(" same => n,AGI(agi://127.0.0.1:").append(port);
            text.append("/take?text=${URIENCODE(${V").append(i).append("})})\n");
        }
        return text.append(" same => n,Hangup()\n").toString();
    }

    private static String noise(Random random) {
        var text = new StringBuilder();
        int[] parts = PARTS.codePoints().toArray();
        for (int n = random.nextInt(40); n > 0; n--) {
            text.appendCodePoint(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }
}
