package org.hotdesk.dialplan.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hotdesk.dialplan.phone.PhoneSheet.Line;
import org.hotdesk.dialplan.phone.PhoneSheet.Wishes;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.phone.ModelName;
import org.hotdesk.phone.PhoneSetting;
import org.junit.jupiter.api.Test;

class PhoneBuildTest {
    private static final Optional<Boolean> YES = Optional.of(true);
    private static final Optional<Boolean> NO = Optional.of(false);

    @Test
    void tooManyLines_areRefused_byPhoneModelAndLimit() {
        Sheets.MODELS.all().forEach(model -> assertThat(
                        problems(Sheets.of(model.model().text(), model.lines() + 1)))
                .containsExactly("phone 00:04:13:aa:bb:cc has " + (model.lines() + 1) + " lines, and a " + model.model()
                        + " has " + model.lines()));
    }

    @Test
    void snom190_hasFiveLines_fourWithAVoicemailKey() {
        Wishes none = new Wishes(NO, Optional.empty(), List.of());

        assertThat(problems(Sheets.with(Sheets.of("snom190", 5), none))).isEmpty();
        assertThat(problems(Sheets.of("snom190", 4))).isEmpty();
        assertThat(problems(Sheets.of("snom190", 5)))
                .containsExactly("phone 00:04:13:aa:bb:cc has 5 lines and 1 other keys, and a snom190 has 5 keys: with"
                        + " those others 4 lines at most");
    }

    @Test
    void linesStandInTheirOrder_onTheFirstKeys() {
        String text = text(Sheets.of("yealink-t46s", 3));

        assertThat(text)
                .containsSubsequence(
                        "account.1.user_name = 1001",
                        "account.2.user_name = 1002",
                        "account.3.user_name = 1003",
                        "account.4.enable = 0",
                        "linekey.1.type = 15",
                        "linekey.3.line = 3",
                        "linekey.4.value = *11",
                        "linekey.5.value = *12",
                        "linekey.6.type = 0");
    }

    @Test
    void loginKeys_takeTheRoomThereIs() {
        assertThat(text(Sheets.of("cisco7940", 1))).contains("speed_line2: \"*13\"");
        assertThat(text(Sheets.of("cisco7940", 2))).doesNotContain("speed_line");
        assertThat(text(Sheets.with(Sheets.of("yealink-t46s", 1), new Wishes(NO, NO, List.of()))))
                .doesNotContain("*11");
        assertThat(problems(Sheets.with(Sheets.of("cisco7940", 1), new Wishes(NO, YES, List.of()))))
                .containsExactly(
                        "phone 00:04:13:aa:bb:cc has 1 lines and 2 other keys, and a cisco7940 has 2 keys: with"
                                + " those others 0 lines at most");
    }

    @Test
    void lamps_areRefused_whereTheModelHasNone_orNoRoom() {
        Wishes one = new Wishes(Optional.empty(), Optional.empty(), Sheets.lamps(1));
        Wishes thirty = new Wishes(Optional.empty(), Optional.empty(), Sheets.lamps(30));

        assertThat(problems(Sheets.with(Sheets.of("grandstream100", 1), one)))
                .contains("phone 00:04:13:aa:bb:cc wants lamps of users, and a grandstream100 shows none");
        assertThat(problems(Sheets.with(Sheets.of("snom-d735", 3), thirty)))
                .containsExactly(
                        "phone 00:04:13:aa:bb:cc has 3 lines and 30 other keys, and a snom-d735 has 32 keys: with"
                                + " those others 2 lines at most");
    }

    @Test
    void polycomsCodes_areOnTheDisplay_andTakeNoKey() {
        Wishes eleven = new Wishes(Optional.empty(), Optional.empty(), Sheets.lamps(11));

        String text = text(Sheets.with(Sheets.of("polycom-vvx450", 1), eleven));

        assertThat(text).contains("softkey.1.action=\"*11$Tinvite$\"", "attendant.resourceList.11.address=\"211\"");
    }

    @Test
    void whatAFormatCannotCarry_isRefused_andNotTold() {
        assertThat(problems(named("cisco7940", "say \"hello\""))).containsExactly(refused("a \"", "cisco7940"));
        assertThat(problems(named("snom190", "a < b"))).containsExactly(refused("a <", "snom190"));
        assertThat(problems(named("yealink-t46s", "Ann\nLee")))
                .containsExactly(refused("a control character", "yealink-t46s"));
        assertThat(problems(named("snom-d735", "Ann\u0000")))
                .containsExactly(refused("a control character", "snom-d735"));
        assertThat(problems(named("yealink-t42s", " Ann")))
                .containsExactly(refused("blanks around it", "yealink-t42s"));
    }

    @Test
    void settingsThatAreNoNames_areRefused() {
        PhoneSheet sheet = Sheets.of("grandstream-gxp1782", 1);
        PhoneSheet odd = new PhoneSheet(
                sheet.mac(),
                sheet.model(),
                sheet.label(),
                sheet.lines(),
                sheet.wishes(),
                List.of(new PhoneSetting("P64></P64><P2", "x"), new PhoneSetting("P2", "y")));

        assertThat(problems(odd))
                .containsExactly("phone 00:04:13:aa:bb:cc has a setting P64></P64><P2, which is no name in the files"
                        + " of a grandstream-gxp1782");
    }

    @Test
    void unknownModel_isNamed() {
        PhoneSheet sheet = Sheets.of("snom190", 1);

        assertThat(problems(new PhoneSheet(
                        sheet.mac(), new ModelName("wall-phone"), "", sheet.lines(), sheet.wishes(), List.of())))
                .containsExactly(
                        "phone 00:04:13:aa:bb:cc is a wall-phone, of which nothing is known here; see 'hotdesk phone models'");
    }

    @Test
    void ciscosImage_isWrittenOnlyWhereOneIsNamed() {
        PhoneSheet sheet = Sheets.of("cisco7940", 1);

        assertThat(Sheets.builder().build(sheet).files())
                .extracting(PhoneFile::name)
                .containsExactly("SIPDefault.cnf", "SIP000413AABBCC.cnf");
    }

    @Test
    void registrar_isReadAsWritten() {
        assertThat(Registrar.parse("pbx.example.com")).contains(new Registrar("pbx.example.com", 5060));
        assertThat(Registrar.parse("192.0.2.1:5080").map(Registrar::address)).contains("192.0.2.1:5080");
        assertThat(List.of("", "a b", "pbx:0", "pbx:70000", "pbx\"", ".pbx", "[::1]:5060"))
                .allMatch(text -> Registrar.parse(text).isEmpty());
    }

    private static PhoneSheet named(String model, String name) {
        PhoneSheet sheet = Sheets.of(model, 0);
        Line line = new Line(new DeviceNumber("1001"), "s3cret", name, new Registrar("pbx", 5060));
        return new PhoneSheet(sheet.mac(), sheet.model(), sheet.label(), List.of(line), sheet.wishes(), List.of());
    }

    private static String refused(String what, String model) {
        return "phone 00:04:13:aa:bb:cc has a name, secret or setting with " + what + ", which a " + model
                + " cannot read";
    }

    private static List<String> problems(PhoneSheet sheet) {
        return Sheets.builder().build(sheet).problems();
    }

    private static String text(PhoneSheet sheet) {
        PhoneBuild build = Sheets.builder().build(sheet);
        assertThat(build.problems()).isEmpty();
        List<PhoneFile> files = build.files();
        return new String(files.get(files.size() - 1).bytes(), StandardCharsets.UTF_8);
    }
}
