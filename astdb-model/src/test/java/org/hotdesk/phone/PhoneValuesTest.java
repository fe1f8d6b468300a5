package org.hotdesk.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.MailboxOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneValuesTest {
    private static final MacAddress MAC = new MacAddress("00:04:13:aa:bb:cc");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00:04:13:aa:bb:cc",
                "00-04-13-AA-BB-CC",
                "00.04.13.aa.bb.cc",
                "0004.13aa.bbcc",
                "0004-13AA-bbcc",
                "000413:aabbcc",
                "000413AABBCC",
                " 000413aabbcc "
            })
    void macAddress_isReadInAnyUsualSpelling(String text) {
        assertThat(MacAddress.parse(text)).contains(MAC);
        assertThat(MAC.digits()).isEqualTo("000413aabbcc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "000413aabbc",
                "000413aabbccd",
                "00:04:13:aa:bb-cc",
                "00:04:13:aa:bb:cg",
                "0:4:13:aa:bb:cc",
                "00:0413:aabb:cc",
                "00:04:13:aa:bb:cc:dd",
                "٠٠0413aabbcc"
            })
    void macAddress_isNothingElse(String text) {
        assertThat(MacAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".x", "-x", "a/b", "a b", "a\nb", "123456789012345678901234567890123"})
    void model_isAFolderName(String text) {
        assertThat(ModelName.parse(text)).isEmpty();
        assertThat(ModelName.parse("snom190")).contains(new ModelName("snom190"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\u0085b"})
    void setting_isOneLine(String text) {
        assertThat(PhoneSetting.parse(text, "x")).isEmpty();
        assertThat(PhoneSetting.parse("x", text + "\n")).isEmpty();
        assertThat(PhoneSetting.parse(" x ", "")).contains(new PhoneSetting("x", ""));
        assertThat(PhoneSetting.parse("x", "y".repeat(257))).isEmpty();
    }

    @Test
    void lines_areInTheirOrderAndDistinct() {
        var first = new PhoneLine(100, new DeviceNumber("2002"));
        var second = new PhoneLine(231, new DeviceNumber("2001"));

        assertThat(Phone.of(MAC, new ModelName("snom190"))
                        .withLines(List.of(second, first))
                        .lines())
                .containsExactly(first, second);
        assertThatThrownBy(() -> Phone.of(MAC, new ModelName("snom190"))
                        .withLines(List.of(first, new PhoneLine(100, new DeviceNumber("2001")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a phone has line 100 once");
    }

    @Test
    void mailboxOptions_cannotBreakOutOfTheirLine() {
        assertThat(MailboxOptions.parse(" attach=yes|tz=european "))
                .contains(new MailboxOptions("attach=yes|tz=european"));
        assertThat(MailboxOptions.parse("a;b")).isEmpty();
        assertThat(MailboxOptions.parse("a\nb")).isEmpty();
        assertThat(MailboxOptions.parse("x".repeat(160))).isEmpty();
    }
}
