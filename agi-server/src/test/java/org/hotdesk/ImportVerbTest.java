package org.hotdesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hotdesk.RunningDaemon.Result;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.PinVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code import freepbx} and {@code export freepbx}, with the daemon and without. */
class ImportVerbTest {
    private static final Path DUMPS =
            Path.of("src/test/resources/org/hotdesk/freepbx").toAbsolutePath();
    private static final String ASTDB = DUMPS.resolve("astdb.txt").toString();
    private static final String MYSQL = DUMPS.resolve("freepbx.sql").toString();

    @TempDir
    Path folder;

    @Test
    void bothDumps_throughTheDaemon() throws IOException {
        try (RunningDaemon daemon = RunningDaemon.in(folder)) {
            Result tried = daemon.run("import", "freepbx", "--astdb", ASTDB, "--mysql", MYSQL, "--dry-run");
            assertThat(tried.code()).isZero();
            assertThat(tried.out())
                    .contains("changed user 201 device: '&2001&&2002&2999&' -> '2001&2002'")
                    .endsWith("nothing was stored: a dry run\n");
            assertThat(daemon.hotdesk().store().floor().userCount()).isZero();

            Result done = daemon.run("import", "freepbx", "--astdb", ASTDB, "--mysql", MYSQL);
            assertThat(done.err()).isEmpty();
            assertThat(done.code()).isZero();
            assertThat(done.out())
                    .contains("1 PIN hashed, 2 SIP secrets sealed")
                    .contains("nobody logs in as user 301, 302, 303, 304; 'hotdesk user set USER --pin' gives one")
                    .endsWith("imported (Asterisk is away; it takes effect when it is back)\n");
            assertThat(daemon.hotdesk().store().pins().check(new UserNumber("201"), "4711".toCharArray()))
                    .isEqualTo(PinVerdict.RIGHT);
            assertThat(folder.resolve("state").toFile().list()).noneMatch(name -> name.startsWith("transfer"));

            Result again = daemon.run("import", "freepbx", "--astdb", ASTDB, "--mysql", MYSQL);
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.out()).contains("cannot: here already: 2001, ").contains("--overwrite");
            assertThat(daemon.run("import", "freepbx", "--astdb", ASTDB, "--mysql", MYSQL, "--overwrite")
                            .code())
                    .isZero();
        }
    }

    @Test
    void exported_andImportedAgain_isTheSame_withTheDaemonStopped() throws IOException {
        String exported;
        try (RunningDaemon daemon = RunningDaemon.in(folder)) {
            daemon.run("import", "freepbx", "--astdb", ASTDB, "--mysql", MYSQL);
            exported = daemon.run("export", "freepbx").out();
        }
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/state"));
        Path config = Files.writeString(
                elsewhere.resolveSibling("hotdesk.toml"),
                Files.readString(folder.resolve("hotdesk.toml")).replaceAll("listen = .*", "listen = \"127.0.0.1:1\""));
        Path dump = Files.writeString(folder.resolve("exported.txt"), exported);

        Result imported = typed(config, "import", "freepbx", "--astdb", dump.toString(), "--json");

        assertThat(imported.err()).isEmpty();
        JsonNode report = new ObjectMapper().readTree(imported.out());
        assertThat(report.path("stored").asBoolean()).isTrue();
        assertThat(report.path("values").path("kept").asInt())
                .isEqualTo((int) exported.lines().count() - 1);
        assertThat(report.path("report")).isEmpty();
        assertThat(report.path("values").path("added").asInt()).isZero();
        assertThat(report.path("without_pin"))
                .as("PINs are not in it, and that is told")
                .isNotEmpty();
        assertThat(typed(config, "export", "freepbx").out()).isEqualTo(exported);
        assertThat(exported).contains("DEVICE/2001/user").doesNotContain("password");
    }

    @Test
    void dryRun_needsNothing_andWritesNothing() throws IOException {
        Path config = Files.writeString(
                folder.resolve("hotdesk.toml"),
                "[store]\npath = \"state/hotdesk\"\n[admin]\nlisten = \"127.0.0.1:1\"\n");

        Result tried = typed(config, "import", "freepbx", "--astdb", ASTDB, "--dry-run");

        assertThat(tried.code()).isZero();
        assertThat(tried.out()).endsWith("nothing was stored: a dry run\n");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void wrongCommands_areToldInOneLine() throws IOException {
        try (RunningDaemon daemon = RunningDaemon.in(folder)) {
            Path cut = Files.writeString(folder.resolve("cut.txt"), cut(ASTDB) + "\n99 results found.\n");
            Path half = Files.writeString(folder.resolve("half.sql"), cut(MYSQL));

            assertThat(failing(daemon.run("import", "freepbx"), 2)).contains("--astdb FILE");
            assertThat(failing(daemon.run("import", "freepbx", "--astdb", "/no/such"), 1))
                    .contains("cannot read /no/such: no such file or folder");
            assertThat(failing(daemon.run("import", "freepbx", "--astdb", cut.toString()), 1))
                    .contains("says 99 results");
            assertThat(failing(daemon.run("import", "freepbx", "--mysql", half.toString()), 1))
                    .contains("was the dump cut off?");
            assertThat(daemon.run("import", "freepbx", "--astdb", MYSQL).out())
                    .contains("no device and no user in this");
            assertThat(daemon.hotdesk().store().floor().userCount()).isZero();
        }
    }

    private static String cut(String file) throws IOException {
        String whole = Files.readString(Path.of(file), StandardCharsets.UTF_8);
        return whole.substring(0, whole.indexOf("9999") < 0 ? whole.length() / 2 : whole.indexOf("9999"));
    }

    private static String failing(Result result, int code) {
        assertThat(result.code()).as(result.out() + result.err()).isEqualTo(code);
        assertThat(result.err().lines()).hasSize(1);
        return result.err();
    }

    private static Result typed(Path config, String... words) {
        return RunningDaemon.typed(config, "", Optional.empty(), words);
    }
}
