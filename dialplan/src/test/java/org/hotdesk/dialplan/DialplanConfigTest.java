package org.hotdesk.dialplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DialplanConfigTest {
    @Test
    void usual_isFreePbxsSettings() {
        DialplanConfig usual = DialplanConfig.usual();
        assertThat(usual.codes()).containsEntry(Code.LOGIN, "*11").hasSize(Code.values().length);
        assertThat(usual.dialOptions()).isEqualTo("HhTtr");
        assertThat(usual.ringSeconds()).isEqualTo(15);
        assertThat(usual.pinInCode()).isFalse();
        assertThat(usual.flavour()).isEqualTo(Flavour.GOSUB);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1",
                "127.0.0.1:4573)\nexten => x",
                "host:4573/x,y",
                "a b:1",
                "${SHELL(id)}:1",
                "::1:4573",
                "[::1]:"
            })
    void agi_thatIsNoHostAndPort_isRefused(String agi) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DialplanConfig.usual().withAgi(agi));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:4573", "pbx-1.example.com:1", "[::1]:4573"})
    void agi_asHostAndPort_isTaken(String agi) {
        assertThat(ExtensionsConf.text(DialplanConfig.usual().withAgi(agi)))
                .contains("Gosub(ask,1(${ARG1}," + agi + ",HD_ALIVE))");
    }

    @Test
    void companions_areAskedInTheirOrder_eachByItsOwnPulse() {
        assertThat(ExtensionsConf.text(DialplanConfig.usual().withAgi("10.0.0.1:4573", "10.0.0.2:4573")))
                .containsSubsequence(
                        "Gosub(ask,1(${ARG1},10.0.0.1:4573,HD_ALIVE))",
                        "Gosub(ask,1(${ARG1},10.0.0.2:4573,HD_ALIVE2))",
                        "Gosub(ask-code,1(${ARG1},10.0.0.1:4573,HD_ALIVE,yes))",
                        "Gosub(ask-code,1(${ARG1},10.0.0.2:4573,HD_ALIVE2,yes))",
                        "Gosub(ask-code,1(${ARG1},10.0.0.1:4573,HD_ALIVE,no))");
    }

    @Test
    void companions_noneOrOneTwice_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DialplanConfig.usual().withAgi());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DialplanConfig.usual().withAgi("10.0.0.1:4573", "10.0.0.1:4573"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "112;", "1\n2", "_X.", "${X}", "1234567890123456"})
    void emergencyNumber_thatIsNone_isRefused(String number) {
        assertThatIllegalArgumentException().isThrownBy(() -> config(Map.of(), List.of(number), 15, "tr"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr,x", "t\nr", "U(x,1)", "${X}", "t;r", "t r"})
    void dialOptions_thatCouldBeDialplan_areRefused(String options) {
        assertThatIllegalArgumentException().isThrownBy(() -> config(Map.of(), List.of(), 15, options));
    }

    @ParameterizedTest
    @ValueSource(strings = {"11", "*", "*1X", "*11,1", "_*11", "*123456789"})
    void code_thatIsNone_isRefused(String code) {
        assertThatIllegalArgumentException().isThrownBy(() -> config(Map.of(Code.LOGIN, code), List.of(), 15, "tr"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOGIN     | *12   | codes.login and codes.logoff are both dialled *12",
                "LOGIN     | *1    | codes.login and codes.logoff collide: *1 takes a number behind it, and *12 begins so",
                "DND_ON    | *151  | codes.find-user and codes.dnd-on collide: *15 takes a number behind it, and *151 begins so",
                "DND_OFF   | **7   | codes.pickup and codes.dnd-off collide: ** takes a number behind it, and **7 begins so"
            })
    void codesThatCollide_areRefused_withBothNames(Code code, String dialled, String what) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(Map.of(code, dialled), List.of(), 15, "tr"))
                .withMessage(what);
    }

    @ParameterizedTest
    @CsvSource({"DND_ON, *791", "DND_ON, ***", "TOGGLE, *1", "PICKUP, #8"})
    void codesThatCanBeTold_areTaken(Code code, String dialled) {
        assertThat(config(Map.of(code, dialled), List.of(), 15, "tr").code(code))
                .isEqualTo(dialled);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3601})
    void ringTime_outOfRange_isRefused(int seconds) {
        assertThatIllegalArgumentException().isThrownBy(() -> config(Map.of(), List.of(), seconds, "tr"));
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void code_isReadBackFromItsWord(Code code) {
        assertThat(Code.parse(code.literal())).contains(code);
        assertThat(Code.isDialled(code.usual())).isTrue();
    }

    @Test
    void words_thatAreNone_areEmpty() {
        assertThat(Code.parse("LOGIN")).isEmpty();
        assertThat(Flavour.parse("ael")).isEmpty();
        assertThat(Flavour.parse("macro")).contains(Flavour.MACRO);
    }

    private static DialplanConfig config(
            Map<Code, String> codes, List<String> emergencyNumbers, int ringSeconds, String dialOptions) {
        return new DialplanConfig(
                Flavour.GOSUB, List.of("127.0.0.1:4573"), codes, false, emergencyNumbers, ringSeconds, dialOptions);
    }
}
