package org.hotdesk.ami.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.hotdesk.astdb.AstDbKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionEncoderTest {
    private static final AstDbKey KEY = new AstDbKey("AMPUSER", "201/cidname");

    private static String encode(AstDbKey key, String value) {
        ActionEncoder out = new ActionEncoder("tok-");
        new AstDbOperation.Put(key, value).writeTo(out, 42);
        return new String(out.bytes(), 0, out.length(), UTF_8);
    }

    @Test
    void put_isOneActionWithItsIdAndEveryHeaderOnce() {
        assertThat(encode(KEY, "Ann Lee"))
                .isEqualTo(
                        """
                Action: DBPut
                ActionID: tok-42
                Family: AMPUSER
                Key: 201/cidname
                Val: Ann Lee

                """
                                .replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\n\r\nAction: Originate",
                "x\ny",
                "x\ry",
                "nul\0",
                "esc\u001b[0m",
                "del\u007f",
                "\t",
                "é\n",
                "\u001f\u20ac",
                "\ud800",
                "a\udc00b"
            })
    void value_thatAmiCannotCarry_isRefused(String value) {
        assertThatThrownBy(() -> encode(KEY, value)).isInstanceOfSatisfying(AmiException.class, e -> assertThat(e.why())
                .isEqualTo(AmiException.Why.UNSPEAKABLE));
    }

    @Test
    void value_beginningWithBlank_isRefused_sinceAsteriskWouldDropIt() {
        assertThatThrownBy(() -> encode(KEY, " x")).isInstanceOf(AmiException.class);
        assertThat(encode(KEY, "x ")).endsWith("Val: x \r\n\r\n");
        assertThat(encode(KEY, "")).endsWith("Val: \r\n\r\n");
    }

    @Test
    void value_mayHave1017BytesAndNotOneMore_countedInUtf8() {
        assertThat(encode(KEY, "x".repeat(1_017))).contains("x".repeat(1_017));
        assertThatThrownBy(() -> encode(KEY, "x".repeat(1_018))).isInstanceOf(AmiException.class);
        assertThat(encode(KEY, "é".repeat(508))).contains("é".repeat(508));
        assertThatThrownBy(() -> encode(KEY, "é".repeat(509))).isInstanceOf(AmiException.class);
    }

    @Test
    void refusedAction_leavesNothingBehind() {
        ActionEncoder out = new ActionEncoder("tok-");
        new AstDbOperation.Put(KEY, "good").writeTo(out, 1);
        int mark = out.length();
        assertThatThrownBy(() -> new AstDbOperation.Put(KEY, "bad\n").writeTo(out, 2))
                .isInstanceOf(AmiException.class);
        out.rewind(mark);
        assertThat(new String(out.bytes(), 0, out.length(), UTF_8)).endsWith("Val: good\r\n\r\n");
    }

    @Test
    void drop_keepsWhatWasNotWritten() {
        ActionEncoder out = new ActionEncoder("tok-");
        new AstDbOperation.Put(KEY, "value").writeTo(out, 9_876_543_210L);
        String whole = new String(out.bytes(), 0, out.length(), UTF_8);
        out.drop(10);
        assertThat(new String(out.bytes(), 0, out.length(), UTF_8)).isEqualTo(whole.substring(10));
        assertThat(whole).contains("ActionID: tok-9876543210\r\n");
    }

    @Test
    void anyText_isWrittenAsUtf8OrRefused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            String value = noise(random);
            ActionEncoder out = new ActionEncoder("t-");
            try {
                new AstDbOperation.Put(KEY, value).writeTo(out, round);
            } catch (AmiException e) {
                assertThat(isSpeakable(value))
                        .as("seed %d refused %s", seed, value)
                        .isFalse();
                continue;
            }
            byte[] expected = ("Val: " + value + "\r\n\r\n").getBytes(UTF_8);
            byte[] tail = Arrays.copyOfRange(out.bytes(), out.length() - expected.length, out.length());
            assertThat(tail).as("seed %d", seed).isEqualTo(expected);
            assertThat(isSpeakable(value)).as("seed %d wrote %s", seed, value).isTrue();
        }
    }

    private static boolean isSpeakable(String value) {
        return UTF_8.newEncoder().canEncode(value)
                && value.chars().noneMatch(c -> c < ' ' || c == 0x7f)
                && !value.startsWith(" ");
    }

    private static String noise(Random random) {
        int[] lows = {' ', ' ', ' ', 0, 0x80, 0x800, 0xd000, 0x1f300};
        int[] spans = {95, 95, 95, 0x90, 0x700, 0x800, 0x1000, 0x400};
        StringBuilder text = new StringBuilder();
        int kind = random.nextInt(lows.length);
        for (int i = random.nextInt(40); i > 0; i--) {
            int which = random.nextInt(4) == 0 ? random.nextInt(lows.length) : kind % 3;
            text.appendCodePoint(lows[which] + random.nextInt(spans[which]));
        }
        return text.toString();
    }
}
