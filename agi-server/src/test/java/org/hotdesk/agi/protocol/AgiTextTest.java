package org.hotdesk.agi.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.hotdesk.agi.protocol.AgiException.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgiTextTest {
    private static final String HARD = "\",\\()[]{}$&;|<>=' ^~ab12äß€😀";

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\u0000b", "\u007f", "tab\there", "half \ud83d pair", "\ude00"})
    void line_withWhatItCannotCarry_isRefused(String text) {
        assertThatExceptionOfType(AgiException.class)
                .isThrownBy(() -> AgiText.line(SetVariables.one("A", text).buildCommand()))
                .satisfies(e -> assertThat(e.why()).isEqualTo(Why.NOT_SENDABLE))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(text));
    }

    @Test
    void line_of2000Bytes_isTheLongest() {
        String fits = "x".repeat(AgiText.LINE_BYTES_MAX - 1);
        assertThat(AgiText.line(fits)).hasSize(AgiText.LINE_BYTES_MAX);
        assertThatExceptionOfType(AgiException.class).isThrownBy(() -> AgiText.line(fits + "x"));
        assertThatExceptionOfType(AgiException.class).isThrownBy(() -> AgiText.line("ä".repeat(1_000)));
    }

    @Test
    void variables_ofAnyText_arriveAsTheyWere() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            Map<String, String> sent = new LinkedHashMap<>();
            int count = 1 + random.nextInt(30);
            for (int i = 0; i < count; i++) {
                sent.put("HD_" + i, noise(random));
            }
            sent.put("HD_OK", "1");
            Map<String, String> arrived = new LinkedHashMap<>();
            for (SetVariables command : SetVariables.of(sent)) {
                byte[] line = AgiText.line(command.buildCommand());
                assertThat(line).as("seed %d", seed).hasSizeLessThanOrEqualTo(AgiText.LINE_BYTES_MAX);
                arrived.putAll(
                        AsteriskReading.variablesSetBy(new String(line, 0, line.length - 1, StandardCharsets.UTF_8)));
            }
            assertThat(arrived).as("seed %d", seed).containsExactlyEntriesOf(sent);
        }
    }

    @Test
    void one_ofAnyText_arrivesAsItWas() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            String text = noise(random);
            assertThat(AsteriskReading.variablesSetBy(
                            SetVariables.one("TIMEOUT(absolute)", text).buildCommand()))
                    .as("seed %d", seed)
                    .containsExactly(Map.entry("TIMEOUT(absolute)", text));
        }
    }

    @Test
    void variables_thatFitOneLine_areOneCommandWithTheLastOneLast() {
        Map<String, String> sent = new LinkedHashMap<>();
        for (int i = 0; i < 21; i++) {
            sent.put("HD_" + i, "\"Ann, Lee\" <201>");
        }
        sent.put("HD_OK", "1");
        assertThat(SetVariables.of(sent)).singleElement().satisfies(command -> assertThat(command.buildCommand())
                .startsWith("SET VARIABLE \"ARRAY(HD_0,")
                .contains(",HD_OK)\" \"")
                .endsWith(",1\""));
    }

    @Test
    void variables_withOneTooLongForAnyLine_areRefusedAtTheLine() {
        var commands = SetVariables.of(Map.of("HD_DIAL", "x".repeat(10_000)));
        assertThatExceptionOfType(AgiException.class)
                .isThrownBy(() -> commands.forEach(c -> AgiText.line(c.buildCommand())));
    }

    private static String noise(Random random) {
        var text = new StringBuilder();
        int length = random.nextInt(60);
        int[] hard = HARD.codePoints().toArray();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(hard[random.nextInt(hard.length)]);
        }
        return text.toString();
    }
}
