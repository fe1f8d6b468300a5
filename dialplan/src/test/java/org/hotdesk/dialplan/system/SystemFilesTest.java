package org.hotdesk.dialplan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.hotdesk.dialplan.Golden;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.EmailAddress;
import org.hotdesk.model.Mailbox;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.MailboxOptions;
import org.hotdesk.model.Person;
import org.hotdesk.model.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SystemFilesTest {
    @Test
    void manager_isTheGoldenFile() {
        Golden.assertSame("manager.conf", ManagerConf.text("hotdesk", "abcdefghijklmnop0123"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "with a blank in its midst", "with;semicolon12345", "line\nbreak-1234567890"})
    void managerSecret_thatIsWeakOrStrange_isRefused(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManagerConf.text("hotdesk", secret))
                .withMessageNotContaining("semicolon12345");
    }

    @Test
    void boxes_areTheGoldenFile() {
        Golden.assertSame(
                "voicemail.conf",
                VoicemailConf.boxes(List.of(
                        box("1000", "sales", "Zoë", ""),
                        told("203", "attach=yes|tz=european"),
                        told("204", "passwordlocation=voicemail.conf"),
                        box("202", "default", "Lee, Bob", "-4711"),
                        box("201", "default", "Ann Lee", "1234"))));
    }

    @Test
    void aliases_areBareLinesOfTheirOwnSection() {
        String patched = ConfPatch.applied(
                "[general]\nformat = wav\n[default]\n1 => 1\n",
                AsteriskPatches.of(MailboxMode.ALIAS, 22).getOrDefault("voicemail.conf", List.of()));
        assertThat(patched)
                .contains("aliasescontext = hotdesk-aliases")
                .contains("[hotdesk-aliases]\n#tryinclude \"hotdesk/voicemail-aliases.conf\"\n");
        assertThat(patched.indexOf("[hotdesk-aliases]")).isGreaterThan(patched.indexOf("hotdesk/voicemail.conf"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12a", "1,2", "1\n2", "--1", "1-"})
    void boxPassword_thatIsNone_isRefused(String password) {
        assertThatIllegalArgumentException().isThrownBy(() -> box("201", "default", "Ann", password));
    }

    @Test
    void boxPassword_isNotPrinted() {
        assertThat(box("201", "default", "Ann", "1234").toString()).doesNotContain("1234");
    }

    @Test
    void patches_switchOffTheModulesThatBreakVoicemail_inTheirSection() {
        String debian = "[modules]\nautoload=yes\n\n[global]\n";
        String patched = ConfPatch.applied(
                debian, AsteriskPatches.of(MailboxMode.SYMLINK, 22).getOrDefault("modules.conf", List.of()));
        assertThat(patched.indexOf("noload = app_voicemail_odbc.so"))
                .isBetween(patched.indexOf("autoload"), patched.indexOf("[global]"));
        assertThat(patched).contains("noload = app_voicemail_imap.so");
    }

    @Test
    void patches_followTheVersion() {
        assertThat(AsteriskPatches.of(MailboxMode.SYMLINK, 22)).doesNotContainKey("sip.conf");
        assertThat(AsteriskPatches.of(MailboxMode.SYMLINK, 16)).containsKey("sip.conf");
        assertThat(MailboxMode.SYMLINK.generalSettings(16)).contains("pollmailboxes = yes");
        assertThat(MailboxMode.SYMLINK.generalSettings(22)).isEmpty();
        assertThat(MailboxMode.ALIAS.generalSettings(22)).containsExactly("aliasescontext = hotdesk-aliases");
    }

    @Test
    void managerPatch_winsOverTheFilesOwnSetting() {
        String patched = ConfPatch.applied(
                "[general]\nenabled = no\nport = 5038\n\n;[old]\n[other]\nsecret = x\n",
                AsteriskPatches.of(MailboxMode.SYMLINK, 22).getOrDefault("manager.conf", List.of()));
        assertThat(patched.lastIndexOf("enabled = yes")).isGreaterThan(patched.indexOf("enabled = no"));
        assertThat(patched.indexOf("enabled = yes")).isLessThan(patched.indexOf("[other]"));
        assertThat(patched).endsWith("#tryinclude \"hotdesk/manager.conf\"\n; hotdesk ends here\n");
    }

    @Test
    void patch_putInTwice_standsOnce_andComesOut() {
        String file = "; mine\n[general]\nx=1\n\n[modules](!)\n; last words\n";
        List<ConfPatch.Block> blocks =
                List.of(ConfPatch.Block.in("modules", List.of("noload = a.so")), ConfPatch.Block.atEnd(List.of("#x")));
        String once = ConfPatch.applied(file, blocks);
        assertThat(ConfPatch.applied(once, blocks)).isEqualTo(once);
        assertThat(ConfPatch.removed(once)).isEqualTo(file);
    }

    @Test
    void patch_ofASectionThatIsNotThere_makesIt() {
        assertThat(ConfPatch.applied("", List.of(ConfPatch.Block.in("general", List.of("enabled = yes")))))
                .contains("[general]\nenabled = yes\n");
    }

    @Test
    void patch_withoutLines_leavesNoMark() {
        assertThat(ConfPatch.applied("x=1\n", List.of(ConfPatch.Block.in("general", List.of()))))
                .isEqualTo("x=1\n");
    }

    @Test
    void patch_whoseEndIsGone_isRefused() {
        String once = ConfPatch.applied("x=1\n", List.of(ConfPatch.Block.atEnd(List.of("#x"))));
        String broken = once.replace("; hotdesk ends here\n", "");
        assertThatIllegalArgumentException().isThrownBy(() -> ConfPatch.removed(broken));
    }

    @Test
    void dahdi_isPatchedOnlyWhereItIs() {
        var plain = AsteriskPatches.of(MailboxMode.ALIAS, 22);
        assertThat(plain).doesNotContainKey("chan_dahdi.conf");
        assertThat(AsteriskPatches.withDahdi(plain)).containsKey("chan_dahdi.conf");
    }

    private static VoicemailBox told(String number, String options) {
        var person = new Person(
                new Token("cy"),
                Optional.empty(),
                Optional.empty(),
                EmailAddress.parse("cy@example.org"),
                EmailAddress.parse("cy.short@example.org"));
        var mailbox = new Mailbox(
                address(number, "default"),
                new DisplayName("Cy"),
                Optional.of(person.uid()),
                new MailboxOptions(options));
        return new VoicemailBox(mailbox, "5678", Optional.of(person));
    }

    private static VoicemailBox box(String number, String context, String name, String password) {
        return new VoicemailBox(
                new Mailbox(address(number, context), new DisplayName(name), Optional.empty()),
                password,
                Optional.empty());
    }

    private static MailboxAddress address(String box, String context) {
        return new MailboxAddress(box, new Token(context));
    }
}
