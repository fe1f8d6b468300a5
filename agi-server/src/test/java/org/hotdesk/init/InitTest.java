package org.hotdesk.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hotdesk.config.ConfigReader;
import org.hotdesk.config.ConfigReading;
import org.hotdesk.config.HotdeskConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {
    private static final String SECRET = "0123456789abcdef";

    @TempDir
    Path folder = Path.of("");

    private Path etc = Path.of("");
    private Path config = Path.of("");

    @BeforeEach
    void anAsteriskOfSomebodys() throws IOException {
        etc = folder.resolve("asterisk");
        config = folder.resolve("hotdesk/hotdesk.toml");
        Files.createDirectories(etc);
        file("asterisk.conf", "[directories]\nastspooldir => /srv/spool ; ours\n");
        file("extensions.conf", "[general]\n; caf\u00e9 in Latin-1\n[demo]\nexten => 1,1,Hangup()");
        file("manager.conf", "[general]\nenabled = no\nport = 5039\n\n[somebody]\nsecret = x\n");
        file("modules.conf", "[modules]\nautoload=yes\n[global]\n");
        file("pjsip.conf", "[transport]\r\ntype=transport\r\n");
        file("voicemail.conf", "[general]\nformat=wav\n");
    }

    @Test
    void apply_thenUndo_leavesEveryByteAsItWas() throws IOException {
        Map<String, String> before = contents();

        initializer().apply(plan());
        assertThat(contents()).isNotEqualTo(before).containsKey("hotdesk/extensions.conf");
        initializer().undo(true);

        assertThat(contents()).isEqualTo(before);
        assertThat(config).doesNotExist();
        assertThat(initializer().wasApplied()).isFalse();
    }

    @Test
    void plan_ofAFolderThatIsSetUp_isEmpty() {
        initializer().apply(plan());

        assertThat(plan().changes()).isEmpty();
    }

    @Test
    void undo_afterAnEdit_keepsTheEditAndTakesOurLinesOut() throws IOException {
        initializer().apply(plan());
        String edited = text("voicemail.conf").replace("format=wav", "format=wav49");
        file("voicemail.conf", edited);

        assertThat(initializer().undo(true)).anyMatch(line -> line.contains("voicemail.conf (edited since"));

        assertThat(text("voicemail.conf")).isEqualTo("[general]\nformat=wav49\n");
    }

    @Test
    void undo_keepsAnEditedFileOfOurs_andAFolderItDidNotMake() throws IOException {
        Files.createDirectories(etc.resolve("hotdesk"));
        Files.createDirectories(config.getParent());
        initializer().apply(plan());
        file("hotdesk/extensions.conf", "[mine]\n");
        file("hotdesk/pjsip.conf", "; as the daemon wrote it\n");
        Map<String, String> before = contents();

        List<String> said = initializer().undo(false);
        assertThat(contents()).isEqualTo(before);

        assertThat(initializer().undo(true)).isEqualTo(said).anyMatch(line -> line.endsWith("extensions.conf.edited)"));
        assertThat(text("hotdesk/extensions.conf.edited")).isEqualTo("[mine]\n");
        assertThat(etc.resolve("hotdesk/pjsip.conf")).doesNotExist();
        assertThat(etc.resolve("hotdesk/pjsip.conf.edited")).doesNotExist();
        assertThat(config.getParent()).isEmptyDirectory();
    }

    @Test
    void undo_removesTheFoldersItMade() {
        initializer().apply(plan());

        initializer().undo(true);

        assertThat(etc.resolve("hotdesk")).doesNotExist();
        assertThat(config.getParent()).doesNotExist();
    }

    @Test
    void apply_putsTheNoloadsBeforeTheNextSection() throws IOException {
        initializer().apply(plan());

        String modules = text("modules.conf");
        assertThat(modules.indexOf("noload = app_voicemail_odbc.so")).isBetween(0, modules.indexOf("[global]"));
    }

    @Test
    void secretsAndOriginals_areClosedToOthers() throws IOException {
        initializer().apply(plan());

        assertThat(permissions(folder.resolve("hotdesk/ami.secret"))).isEqualTo("rw-------");
        assertThat(permissions(etc.resolve("hotdesk/manager.conf"))).isEqualTo("rw-r-----");
        assertThat(permissions(etc.resolve("hotdesk/init"))).isEqualTo("rwx------");
        assertThat(plan().changes()).isEmpty();
    }

    @Test
    void newFiles_belongToWhoOwnsAsterisksFolder_andOthersAreReported() throws IOException {
        assumeTrue(Files.getOwner(etc).getName().equals("root"), "only root may give files away");
        UserPrincipal nobody =
                etc.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Files.setOwner(etc, nobody);

        initializer().apply(plan());

        assertThat(Files.getOwner(etc.resolve("hotdesk"))).isEqualTo(nobody);
        assertThat(Files.getOwner(etc.resolve("hotdesk/manager.conf"))).isEqualTo(nobody);
        assertThat(Files.getOwner(etc.resolve("hotdesk/pjsip.conf"))).isEqualTo(nobody);
        assertThat(HiddenFiles.in(etc)).isEmpty();
        Files.setOwner(etc.resolve("hotdesk/pjsip.conf"), Files.getOwner(folder));
        assertThat(HiddenFiles.in(etc))
                .singleElement()
                .asString()
                .contains("hotdesk/pjsip.conf cannot be read by nobody");
    }

    @Test
    void configuration_takesWhatAsteriskSays() {
        HotdeskConfig read = config();

        assertThat(read.asterisks().get(0).amiPort()).isEqualTo(5039);
        assertThat(read.asterisks().get(0).voicemailSpool()).isEqualTo(Path.of("/srv/spool/voicemail"));
    }

    @Test
    void folderWithoutAsterisk_isRefused() {
        assertThatThrownBy(() -> new AsteriskFolder(folder))
                .isInstanceOf(InitException.class)
                .hasMessageContaining("has no asterisk.conf");
    }

    private Initializer initializer() {
        return new Initializer(new AsteriskFolder(etc));
    }

    private InitPlan plan() {
        return InitPlan.of(request(), config(), SECRET);
    }

    private InitPlan.Request request() {
        return new InitPlan.Request(new AsteriskFolder(etc), config, Map.of());
    }

    private HotdeskConfig config() {
        try {
            Path trial = Files.createDirectories(folder.resolve("trial")).resolve("hotdesk.toml");
            Files.writeString(trial, request().configText());
            return ConfigReader.read(trial).fold(ConfigReading.Accepted::config, refused -> {
                throw new AssertionError(refused.problems().toString());
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(etc)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(etc.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(etc.resolve(name), text, StandardCharsets.ISO_8859_1);
    }

    private String text(String name) throws IOException {
        return Files.readString(etc.resolve(name), StandardCharsets.ISO_8859_1);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
