package org.hotdesk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    private static final UserNumber ANN = new UserNumber("201");

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "00000001", "123456789012345"})
    void number_accepts(String digits) {
        assertThat(DeviceNumber.parse(digits)).contains(new DeviceNumber(digits));
        assertThat(UserNumber.parse(digits)).contains(new UserNumber(digits));
        assertThat(new DeviceNumber(digits)).hasToString(digits);
        assertThat(new UserNumber(digits)).hasToString(digits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " 1", "1 ", "12a", "-1", "+1", "1&2", "1/2", "..", "1234567890123456", "٢٠١", "1\n", "none"})
    void number_refuses(String text) {
        assertThat(DeviceNumber.parse(text)).isEmpty();
        assertThat(UserNumber.parse(text)).isEmpty();
        assertThatThrownBy(() -> new DeviceNumber(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UserNumber(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbers_areOrderedAsTheirTexts() {
        List<String> texts =
                List.of("0", "00", "000000000000000", "01", "1", "10", "109", "11", "9", "999999999999999");

        List<DeviceNumber> numbers =
                new ArrayList<>(texts.stream().map(DeviceNumber::new).toList());
        Collections.shuffle(numbers);
        numbers.sort(null);

        assertThat(numbers).extracting(DeviceNumber::digits).isEqualTo(texts);
    }

    @Test
    void numbers_areTheSameWithTheSameDigitsOnly() {
        assertThat(new UserNumber("201")).isEqualTo(ANN).hasSameHashCodeAs(ANN);
        assertThat(ANN).isNotEqualTo(new UserNumber("0201"));
        assertThat(ANN).isNotEqualTo(new UserNumber("2010"));
        assertThat(ANN).isNotEqualTo(new DeviceNumber("201"));
        assertThat(ANN).isNotEqualTo("201");
    }

    @ParameterizedTest
    @CsvSource({
        "PJSIP/1001, PJSIP/1001, 1001",
        "SIP/00000001, SIP/00000001, 00000001",
        "ZAP/3, DAHDI/3, 3",
        "zap/g1, DAHDI/g1, g1",
        "Local/5@ctx/n, Local/5@ctx/n, 5@ctx/n",
        "PJSIP/1001/sip:a@10.0.0.1:5060, PJSIP/1001/sip:a@10.0.0.1:5060, 1001/sip:a@10.0.0.1:5060"
    })
    void dialString_accepts(String text, String current, String resource) {
        assertThat(DialString.parse(text)).map(DialString::text).contains(current);
        assertThat(DialString.parse(text)).map(DialString::resource).contains(resource);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PJSIP",
                "PJSIP/",
                "/1001",
                "PJSIP/1&PJSIP/2",
                "PJSIP/1,30",
                "PJSIP/${X}",
                "PJSIP/1;x",
                "PJSIP/1 2",
                "PJSIP/a\nb",
                "PJSIP/\"x\"",
                "P/1",
                "5JSIP/1"
            })
    void dialString_refuses(String text) {
        assertThat(DialString.parse(text)).isEmpty();
        assertThatThrownBy(() -> new DialString(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "Ann Lee", "O'Brien, Zoë (2nd)", "名前", "none", "desk #4 & window"})
    void displayName_accepts(String text) {
        assertThat(DisplayName.parse(text)).map(DisplayName::text).contains(text);
        assertThat(DisplayName.parse("  " + text + "\t")).map(DisplayName::text).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a\"b",
                "a\\b",
                "a;b",
                "a<b",
                "a>b",
                "${X}",
                "a{b",
                "$[1]",
                "a|b",
                "a`b",
                "a^b",
                "a\nb",
                "a\rb",
                "a\0b",
                "a\u0085b",
                "a\u2028b",
                "a\u202eb",
                "a\u007fb",
                "a\ud800b"
            })
    void displayName_refuses(String text) {
        assertThat(DisplayName.parse(text)).isEmpty();
        assertThatThrownBy(() -> new DisplayName(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void displayName_isMeasuredInBytes() {
        assertThat(DisplayName.parse("é".repeat(40))).isPresent();
        assertThat(DisplayName.parse("é".repeat(41))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Ann \"the\" Lee|Ann the Lee", "  a;b |ab", "${A}|A", "Lee\u202e|Lee"})
    void displayName_mendsWhatNamesCannotHave(String text, String mended) {
        assertThat(DisplayName.mended(text)).map(DisplayName::text).contains(mended);
    }

    @Test
    void displayName_mendedIsNeverTooLongAndMayBeNothing() {
        assertThat(DisplayName.mended("é".repeat(100))).map(DisplayName::text).contains("é".repeat(40));
        assertThat(DisplayName.mended("\"${}\"")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Ann Lee\" <201>|\"Ann Lee\" <201>",
                "Ann Lee <201>|\"Ann Lee\" <201>",
                "<+15551234>|+15551234",
                "\"\" <201>|201",
                "201|201",
                "*11|*11",
                "hidden <5>|\"hidden\" <5>"
            })
    void callerId_accepts(String text, String written) {
        assertThat(CallerId.parse(text)).map(CallerId::text).contains(written);
        assertThat(CallerId.parse(written)).map(CallerId::text).contains(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Ann", "Ann <>", "\"a\" <x>", "\"a;b\" <1>", "\"${X}\" <1>", "<1> <2>", "\"a\" <1>\n", "1,2"
            })
    void callerId_refuses(String text) {
        String kept = text.endsWith("\n") ? text + "x" : text;
        assertThat(CallerId.parse(kept)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"from-internal", "en_GB", "uid.a@b", "_x", "9"})
    void token_accepts(String text) {
        assertThat(Token.parse(text)).map(Token::text).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".a", "a b", "a,b", "a;b", "a/b", "${a}", "é", "a\n"})
    void token_refuses(String text) {
        assertThat(Token.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"201@default", "00@my.context"})
    void mailboxAddress_accepts(String text) {
        assertThat(MailboxAddress.parse(text)).map(Object::toString).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "201", "@default", "201@", "a@default", "201@device", "201@a@b", "201@..", "201@a/b"})
    void mailboxAddress_refuses(String text) {
        assertThat(MailboxAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "ann.lee+vm@mail.example.org"})
    void emailAddress_accepts(String text) {
        assertThat(EmailAddress.parse(text)).map(Object::toString).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "@b", "a@", "a,b@c", "a b@c", "a@b;c", "a@b\n"})
    void emailAddress_refuses(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"202", "*11", "+15551234", "9#"})
    void forwardTarget_accepts(String text) {
        assertThat(CallFeatures.isTarget(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1+2", "1 2", "SIP/1", "${X}", "1,2", "1&2", "1\n"})
    void forwardTarget_refuses(String text) {
        assertThat(CallFeatures.isTarget(text)).isFalse();
        assertThatThrownBy(() -> new CallFeatures(Optional.of(text), Optional.empty(), Optional.empty(), false, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void technology_isReadAsWritten(Technology technology) {
        assertThat(Technology.parse(technology.literal())).contains(technology);
    }

    @ParameterizedTest
    @CsvSource({
        "PJSIP/1, PJSIP",
        "SIP/1, SIP",
        "IAX2/a, IAX2",
        "DAHDI/3, DAHDI",
        "DAHDI/g1, CUSTOM",
        "Local/1@x, CUSTOM",
        "pjsip/1, CUSTOM"
    })
    void technology_isSeenInTheDialString(String dial, Technology technology) {
        assertThat(Technology.ofDial(new DialString(dial))).isEqualTo(technology);
    }

    @ParameterizedTest
    @EnumSource
    void kind_isReadAsWritten(DeviceKind kind) {
        assertThat(DeviceKind.parse(kind.literal())).contains(kind);
        assertThat(DeviceKind.parse("wandering")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void recordingRule_isReadAsWritten(Recording.Rule rule) {
        assertThat(Recording.Rule.parse(rule.literal())).contains(rule);
        assertThat(Recording.Rule.parse("perhaps")).isEmpty();
    }

    @Test
    void device_mustBeDialledByItsTechnology() {
        Device good = Device.adhoc(new DeviceNumber("1001"));

        assertThatThrownBy(() -> dialled(good, Technology.SIP, "PJSIP/1001"))
                .hasMessageContaining("dial string must be SIP/");
        assertThatThrownBy(() -> dialled(good, Technology.DAHDI, "DAHDI/g1")).hasMessageContaining("<channel number>");
        assertThat(dialled(good, Technology.CUSTOM, "SCCP/whatever").dial()).hasToString("SCCP/whatever");
    }

    @Test
    void device_fixedNeedsItsUser() {
        Device desk = Device.adhoc(new DeviceNumber("1001"));

        assertThat(desk.fixedTo(ANN).defaultUser()).contains(ANN);
        assertThatThrownBy(() -> new Device(
                        desk.number(),
                        desk.technology(),
                        desk.dial(),
                        DeviceKind.FIXED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        desk.context(),
                        desk.description(),
                        Optional.empty(),
                        false))
                .hasMessage("device 1001: a fixed device needs its user");
    }

    @Test
    void user_checksRingTimeAndDialOptions() {
        var user = AmpUser.builder(ANN, new DisplayName("Ann"));

        assertThat(user.ringtimer(3600)
                        .dialOptions(Optional.of("HhTtrL(60000:30000)"))
                        .build()
                        .ringtimer())
                .isEqualTo(3600);
        assertThatThrownBy(() -> user.ringtimer(3601).build()).hasMessage("user 201: ringtimer is 0 to 3600 seconds");
        assertThatThrownBy(() -> user.ringtimer(-1).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> user.ringtimer(0).dialOptions(Optional.of("t,x")).build())
                .hasMessageContaining("dial options");
    }

    private static Device dialled(Device device, Technology technology, String dial) {
        return new Device(
                device.number(),
                technology,
                new DialString(dial),
                device.kind(),
                device.defaultUser(),
                device.emergencyCallerId(),
                device.emergencyLocation(),
                device.context(),
                device.description(),
                device.signalling(),
                device.behindEdge());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+15551001", "ann.lee", "Ann_Lee-2", "0", "...."})
    void alias_isANumberOrAName(String text) {
        assertThat(AliasName.parse(text)).map(AliasName::text).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ann lee", "ann@home", "ann;x", "ann%20", "a\r\nb", "é", "*97"})
    void alias_isNothingElse(String text) {
        assertThat(AliasName.parse(text)).isEmpty();
        assertThatThrownBy(() -> new AliasName(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void alias_has64LettersAtMost() {
        assertThat(AliasName.parse("a".repeat(64))).isPresent();
        assertThat(AliasName.parse("a".repeat(65))).isEmpty();
    }
}
