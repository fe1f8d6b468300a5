package org.hotdesk.dialplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a;b",
                ";--block",
                "\\;",
                "\\\\;x;;",
                "ends with \\",
                "${EXTEN}",
                "#include /etc/passwd",
                "\"Ann Lee\" <201>",
                "> arrow",
                "Zoë, Jürgen & (others)",
                ""
            })
    void value_isReadByAsteriskAsItWas(String value) {
        String line = new ConfText().set("key", value).text();
        assertThat(line).isEqualTo("key = " + ConfText.encoded(value) + "\n");
        assertThat(readAsAsteriskDoes(line)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\0b", "tab\tbed", " blank", "blank ", "a\u2028b", "\u0085", "\ud800"})
    void value_thatTheFormatCannotCarry_isRefused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfText().set("key", value));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfText().object("key", value));
    }

    @Test
    void value_thatIsTooLong_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfText().set("key", "x".repeat(1001)));
    }

    @Test
    void refusal_doesNotTellTheValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfText().set("secret", "tell\nnobody"))
                .withMessageNotContaining("tell");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a]b", "a b", "a;b", "a\nb", "](+)", "-x"})
    void name_thatIsNone_isRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfText().section(name));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfText().set(name, "x"));
    }

    @Test
    void comment_withALineBreak_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfText("a\n[general]"));
    }

    @Test
    void anyPrintableValue_isReadBack() {
        long seed = 20_261_120L;
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String value = random.ints(random.nextInt(12), ' ', '~' + 1)
                    .map(c -> random.nextInt(4) == 0 ? ";\\-=>[#".charAt(random.nextInt(7)) : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString()
                    .strip();
            assertThat(readAsAsteriskDoes(new ConfText().set("key", value).text()))
                    .as("seed %s, round %s", seed, i)
                    .isEqualTo(value);
        }
    }

    // Asterisk main/config.c, ast_config_text_file_load(): comments are cut first, a semicolon behind a backslash is
    // kept and that backslash goes; then the line is stripped, parted at the first '=', and both parts are stripped.
    private static String readAsAsteriskDoes(String line) {
        var text = new StringBuilder(line);
        int from = 0;
        for (int at = text.indexOf(";", from); at >= 0; at = text.indexOf(";", from)) {
            if (at == 0 || text.charAt(at - 1) != '\\') {
                text.setLength(at);
                break;
            }
            text.deleteCharAt(at - 1);
            from = at;
        }
        String stripped = text.toString().strip();
        String value = stripped.substring(stripped.indexOf('=') + 1);
        assertThat(value).doesNotStartWith(">");
        return value.strip();
    }
}
