package org.hotdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotdesk.RunningDaemon.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hotdesk init} as it is typed, on an Asterisk folder that nobody runs. */
class InitVerbTest {
    @TempDir
    Path folder = Path.of("");

    private Path etc = Path.of("");
    private Path config = Path.of("");

    @BeforeEach
    void anAsterisk() throws IOException {
        etc = Files.createDirectories(folder.resolve("asterisk"));
        config = folder.resolve("hotdesk/hotdesk.toml");
        Files.writeString(etc.resolve("asterisk.conf"), "[directories]\n");
        Files.writeString(etc.resolve("manager.conf"), "[general]\nenabled = no\n");
    }

    @Test
    void wrongSetting_isBlamedOnTheOption() {
        Result wrong = init("--dry-run", "--set", "agi.listen=foo");

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .startsWith("hotdesk: --set agi.listen = \"foo\" is not an address")
                .hasLineCount(1);
    }

    @Test
    void version_isKept_andTheNextInitGoesByIt() throws IOException {
        Files.writeString(etc.resolve("sip.conf"), "[general]\n");
        assertThat(init("--yes", "--asterisk-version", "16", "--set", "asterisk.sounds=/s")
                        .code())
                .isZero();
        assertThat(Files.readString(config)).contains("\nversion = 16\n");

        assertThat(init("--yes").out()).contains("Nothing to do");

        assertThat(init("--yes", "--asterisk-version", "22").err())
                .contains("hotdesk.toml says asterisk.version = 16; change it there");
    }

    @Test
    void versionBelow13_isRefused() {
        Result refused = init("--dry-run", "--asterisk-version", "12");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("Asterisk 13 or newer is needed");
    }

    @Test
    void managerInterface_thatIsSwitchedOnForEverybody_isWarnedOf() throws IOException {
        assertThat(init("--dry-run").out()).contains("warning: AMI is switched on, and listens on every address");

        Files.writeString(etc.resolve("manager.conf"), "[general]\nenabled = yes\nbindaddr = 192.0.2.7\n");
        assertThat(init("--yes").out()).doesNotContain("warning: AMI");
        assertThat(Files.readString(config)).contains("\nami-host = \"192.0.2.7\"\n");
        assertThat(Files.readString(etc.resolve("hotdesk/manager.conf")))
                .contains("permit = 192.0.2.7/255.255.255.255");
        assertThat(Files.readString(etc.resolve("manager.conf"))).containsOnlyOnce("enabled = yes");
    }

    @Test
    void managerUserOfSomebodyElse_isWarnedOf_inAnIncludedFileToo() throws IOException {
        Files.createDirectories(etc.resolve("manager.d"));
        Files.writeString(etc.resolve("manager.conf"), "[general]\n#include \"manager.d/*.conf\"\n");
        Files.writeString(etc.resolve("manager.d/a.conf"), "[hotdesk]\nsecret = another\n");

        assertThat(init("--dry-run").out()).contains("warning: manager.conf has a user [hotdesk] already");
        assertThat(init("--dry-run", "--set", "asterisk.ami-user=hd").out()).doesNotContain("has a user");
    }

    @Test
    void contextsOfTheAdministrator_areLookedAt() throws IOException {
        Files.writeString(etc.resolve("extensions.conf"), "[from-internal]\n[hotdesk-outbound]\n");

        assertThat(init("--dry-run").out())
                .contains("warning: extensions.conf has a context [from-internal] of its own");
        init("--yes");
        assertThat(RunningDaemon.typed(config, "", Optional.empty(), "config", "check")
                        .out())
                .contains("note: no file of the dialplan that can be read here defines [hotdesk-emergency]")
                .doesNotContain("defines [hotdesk-outbound]");
    }

    @Test
    void undo_dryRun_listsWhatItWouldDo_andDoesNothing() {
        init("--yes");

        assertThat(init("--undo", "--dry-run").out())
                .contains("restore " + etc.resolve("manager.conf"), "remove  " + config, "Nothing was changed.");
        assertThat(config).exists();
    }

    @Test
    void dryRun_showsTheLinesOfNewFiles_butNoSecret() {
        String shown = init("--dry-run").out();
        assertThat(shown).contains("+ [hotdesk]", "+ secret = ****", "+ ****").doesNotContain("exten =>");
        assertThat(shown).doesNotContainPattern("[0-9a-f]{48}");

        String all = init("--dry-run", "-v").out();
        assertThat(all).contains("exten =>", "+ ami-secret-file = ").doesNotContainPattern("[0-9a-f]{48}");
        assertThat(config).doesNotExist();
    }

    @Test
    void folder_isTheConfigurations_whereNoneIsTyped() {
        init("--yes", "--set", "asterisk.config-folder=" + etc);

        assertThat(typed("init", "--dry-run").out()).contains("Nothing to do: " + etc);
        assertThat(typed("init", "--undo", "--dry-run").out()).contains(etc.toString());
    }

    private Result init(String... options) {
        List<String> words = new ArrayList<>(List.of("init", "--asterisk", etc.toString()));
        words.addAll(List.of(options));
        return typed(words.toArray(String[]::new));
    }

    private Result typed(String... words) {
        return RunningDaemon.typed(config, "", Optional.empty(), words);
    }
}
