package org.hotdesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.RunningDaemon.Result;
import org.hotdesk.cli.ExitCode;
import org.hotdesk.cli.PolicyText;
import org.hotdesk.config.ConfigText;
import org.hotdesk.dialplan.Code;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The README says what the program does. */
class ReadmeTest {
    private static String readme = "";

    @BeforeAll
    static void read() throws IOException {
        readme = Files.readString(Path.of("../README.md"));
    }

    @Test
    void configurationReference_isTheListOfKeys() {
        assertThat(readme).contains(ConfigText.reference());
    }

    @Test
    void policies_areTheListOfKeys() {
        assertThat(readme).contains(PolicyText.reference());
    }

    @ParameterizedTest
    @EnumSource(ExitCode.class)
    void exitCodes_standInTheTable(ExitCode code) {
        assertThat(readme).contains("\n| " + code.number() + " | ");
    }

    @Test
    void fieldsOfTheAdminApi_areNamed(@TempDir Path folder) throws IOException {
        try (RunningDaemon daemon = RunningDaemon.in(folder)) {
            daemon.run("user", "add", "201", "--name", "Ann");
            daemon.run("device", "add", "1001");
            Set<String> told = Set.of("user", "device", "devices", "pin_set", "secret_set", "asterisk_reached");
            for (Result shown : List.of(
                    daemon.run("user", "show", "201", "--json"), daemon.run("device", "show", "1001", "--json"))) {
                new ObjectMapper().readTree(shown.out()).fieldNames().forEachRemaining(field -> assertThat(
                                told.contains(field) || readme.contains("`" + field + "`"))
                        .as(field)
                        .isTrue());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void codes_standInTheTable(Code code) {
        assertThat(readme).contains("`" + code.usual() + "`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "init",
                "device",
                "user",
                "person",
                "mailbox",
                "alias",
                "pin",
                "group",
                "policy",
                "sip",
                "phone",
                "login",
                "logoff",
                "who",
                "where",
                "sessions",
                "history",
                "watch",
                "why",
                "status",
                "mirror",
                "doctor",
                "systemd",
                "backup",
                "restore",
                "observe",
                "import",
                "export",
                "config",
                "completion"
            })
    void verbs_exist_explainThemselves_andStandInTheReadme(String verb, @TempDir Path folder) {
        Result help = RunningDaemon.typed(folder, "", Optional.empty(), verb, "--help");

        assertThat(help.code()).isZero();
        assertThat(help.out()).startsWith("Usage: hotdesk " + verb);
        assertThat(readme).contains("hotdesk " + verb);
    }

    @Test
    void wrongConfiguration_isExitCode4_withEachMistake(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("hotdesk.toml"), "[agi]\ncalls-max = 0\nport = 1\n");

        Result wrong = RunningDaemon.typed(file, "", Optional.empty(), "config", "show");

        assertThat(wrong.code()).isEqualTo(4);
        assertThat(wrong.err().lines()).hasSize(2).allMatch(line -> line.startsWith("hotdesk: " + file + ":"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "devise", "device", "login 1", "device add 1 --colour red", "sessions --json=x"})
    void wrongUsage_isExitCode2_inOneLine(String words, @TempDir Path folder) {
        Result wrong = RunningDaemon.typed(
                folder, "", Optional.empty(), words.isEmpty() ? new String[0] : words.split(" ", -1));

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err().lines()).hasSize(1);
        assertThat(wrong.err()).startsWith("hotdesk: ");
    }

    @Test
    void completion_isBash_andKnowsTheVerbs(@TempDir Path folder) throws IOException, InterruptedException {
        Result script = RunningDaemon.typed(folder, "", Optional.empty(), "completion");

        assertThat(script.code()).isZero();
        assertThat(script.out()).contains("sessions", "--emergency-cid", "mirror");
        Path file = Files.writeString(folder.resolve("completion"), script.out());
        assertThat(new ProcessBuilder(List.of("bash", "-n", file.toString()))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
