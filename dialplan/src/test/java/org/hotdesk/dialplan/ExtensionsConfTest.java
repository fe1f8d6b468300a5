package org.hotdesk.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ExtensionsConfTest {
    private static final Pattern SECTION = Pattern.compile("(?m)^\\[([a-z0-9-]+)]$");
    private static final Pattern GOSUB = Pattern.compile("Gosub\\(([a-z-]+),([a-z$*{}A-Z_-]+),1[()]");
    private static final Set<String> ADMINISTRATORS = Set.of("hotdesk-outbound", "hotdesk-emergency", "ivr-");

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void text_isTheGoldenFile(Flavour flavour) {
        Golden.assertSame(
                "extensions-" + flavour.literal() + ".conf",
                ExtensionsConf.text(DialplanConfig.usual().withFlavour(flavour)));
    }

    @Test
    void text_ofTheSameConfiguration_isTheSame() {
        assertThat(ExtensionsConf.text(DialplanConfig.usual())).isEqualTo(ExtensionsConf.text(DialplanConfig.usual()));
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void everyContext_standsOnce(Flavour flavour) {
        List<String> sections =
                sections(ExtensionsConf.text(DialplanConfig.usual().withFlavour(flavour)));
        assertThat(sections).doesNotHaveDuplicates();
        assertThat(sections)
                .contains("from-internal", "macro-dial", "macro-user-callerid", "hotdesk-from-trunk", "hotdesk-hints");
        assertThat(sections).doesNotContainAnyElementsOf(ADMINISTRATORS);
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void everyGosub_leadsToAContextThatIsThere(Flavour flavour) {
        String text = ExtensionsConf.text(DialplanConfig.usual().withFlavour(flavour));
        Set<String> named = new TreeSet<>();
        Matcher calls = GOSUB.matcher(text);
        while (calls.find()) {
            named.add(calls.group(1));
        }
        assertThat(sections(text)).containsAll(named);
    }

    @Test
    void pinInCode_isOffUnlessConfigured() {
        String off = ExtensionsConf.text(DialplanConfig.usual());
        String on = ExtensionsConf.text(DialplanConfig.usual().withPinInCode(true));
        assertThat(off).contains("(login,${FILTER(0-9,${CUT(EXTEN:3,*,1)})},))");
        assertThat(on).contains("(login,${FILTER(0-9,${CUT(EXTEN:3,*,1)})},${FILTER(0-9,${CUT(EXTEN:3,*,2)})}))");
    }

    @Test
    void codes_areDialledAsConfigured() {
        var config = new DialplanConfig(
                Flavour.GOSUB,
                List.of("127.0.0.1:4573"),
                Map.of(Code.LOGIN, "*5511", Code.FORWARD_ON, "#72"),
                false,
                List.of("110"),
                20,
                "tr");
        assertThat(ExtensionsConf.text(config))
                .contains("exten => *5511,1,", "exten => _*5511X.,1,", "CUT(EXTEN:5,*,1)", "exten => _#72[+0-9].,1,")
                .contains("exten => 110,1,Gosub(hotdesk-emergency-call,s,1(110))", "Set(HD_RING=20)", "=tr)")
                .doesNotContain("exten => 112", "exten => *11,");
    }

    // What stands between ? and : or ) of ExecIf and IF is split at colons and brackets, so text of people never may.
    @Test
    void textOfPeople_isNeverInAnExecIf() {
        List<String> risky = ExtensionsConf.text(DialplanConfig.usual())
                .lines()
                .filter(line -> line.contains("ExecIf(") || line.contains("${IF("))
                .filter(line ->
                        line.matches(".*[?:][^?]*\\$\\{(HD_CIDNAME|HD_OUTCID|HD_ECID|HD_ELOC|HD_CALLEENAME|HD_DIAL"
                                + "|HD_ONE|AMPUSERCIDNAME|CALLERID\\(name\\)|EXTEN)}.*"))
                .collect(Collectors.toCollection(ArrayList::new));
        assertThat(risky).isEmpty();
    }

    private static List<String> sections(String text) {
        return SECTION.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
