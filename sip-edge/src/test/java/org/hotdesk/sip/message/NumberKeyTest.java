package org.hotdesk.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberKeyTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "12a", "1 2", "-1", "+1", "1234567890123456", "\u0661", "1%30"})
    void whatIsNoDeviceNumber_hasNoKey(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(NumberKey.of(text)).isEqualTo(NumberKey.NONE);
        assertThat(NumberKey.of(bytes, 0, bytes.length)).isEqualTo(NumberKey.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00", "1001", "01001", "999999999999999"})
    void textAndBytes_haveTheSameKey_andNoOtherNumberHasIt(String text) {
        byte[] bytes = ("x" + text + "x").getBytes(StandardCharsets.UTF_8);

        assertThat(NumberKey.of(bytes, 1, bytes.length - 1)).isEqualTo(NumberKey.of(text));
        assertThat(NumberKey.of(text)).isEqualTo(Long.parseLong("1" + text));
    }

    @Test
    void hex_isWhatTheJdkWrites() {
        byte[] digits = new byte[Hex.WORD];
        new Random(3).longs(1_000).forEach(word -> {
            Hex.put(word, digits, 0);
            assertThat(new String(digits, StandardCharsets.US_ASCII)).isEqualTo(String.format("%016x", word));
        });
    }
}
