package org.hotdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayInputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hotdesk.RunningDaemon.Result;
import org.hotdesk.cli.Cli;
import org.hotdesk.cli.Surroundings;
import org.hotdesk.config.ConfigException;
import org.hotdesk.config.ConfigReader;
import org.hotdesk.config.ConfigReading;
import org.hotdesk.config.HotdeskConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the verbs say to people: of what went along with a change, and of what was typed wrong. */
class VerbAnswersTest {
    @TempDir
    static Path folder;

    private static RunningDaemon daemon;

    @BeforeAll
    static void start() throws IOException {
        daemon = RunningDaemon.in(folder);
        daemon.run("user", "add", "201", "--name", "Ann");
        daemon.run("user", "add", "202", "--name", "Bob");
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    @Test
    void login_tellsWhoWasDisplaced() throws IOException {
        daemon.run("device", "add", "1001");

        assertThat(daemon.run("login", "201", "1001").out()).doesNotContain("before");
        assertThat(daemon.run("login", "202", "1001").out())
                .startsWith("user 202 now sits at device 1001, where user 201 sat before");
    }

    @Test
    void remove_tellsWhatWentAlong() throws IOException {
        daemon.run("device", "add", "1002");
        daemon.run("user", "add", "203", "--name", "Cy");
        daemon.run("login", "203", "1002");
        daemon.run("alias", "add", "desk2", "--device", "1002");
        daemon.run("alias", "add", "cy", "--user", "203");

        assertThat(daemon.run("device", "remove", "1002").out())
                .startsWith("device 1002 removed, session ended: user 203, aliases removed: desk2");
        assertThat(daemon.run("user", "remove", "203").out()).startsWith("user 203 removed, aliases removed: cy");
    }

    @Test
    void logoffOfAUser_whoOnlySitsAtAFixedDesk_saysSo() throws IOException {
        daemon.run("user", "add", "204", "--name", "Di");
        daemon.run("device", "add", "1004", "--type", "fixed", "--default-user", "204");
        Result device = daemon.run("logoff", "1004");

        Result user = daemon.run("logoff", "--user", "204");

        assertThat(user).isEqualTo(device);
        assertThat(user.err()).contains("device 1004 is fixed to its user");
    }

    @Test
    void times_areForPeople_andExactInJson() throws IOException {
        daemon.run("device", "add", "1005");
        daemon.run("login", "201", "1005");

        assertThat(daemon.run("sessions").out()).containsPattern("1005 .* \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d  ");
        assertThat(daemon.run("sessions", "--json").out()).containsPattern("\"began\" : \"[0-9-]+T[0-9:.]+Z\"");
    }

    @Test
    void none_isRefused_whereSomethingMustStand() throws IOException {
        daemon.run("device", "add", "1006", "--description", "Hall");

        assertRefused(daemon.run("device", "set", "1006", "--description", "none"), "description may not be empty");
        assertRefused(daemon.run("device", "set", "1006", "--context", "none"), "context may not be empty");
        assertRefused(daemon.run("user", "set", "201", "--name", "none"), "cidname may not be empty");
        assertThat(daemon.run("device", "show", "1006").out()).contains("Hall");
    }

    @Test
    void values_areRefusedWithTheirRange() throws IOException {
        assertRefused(daemon.run("user", "set", "201", "--language", "xx-"), "language must be a language code");
        assertRefused(
                daemon.run("device", "add", "1999", "--location", "a;b"), "location must be 1 to 80 bytes without");
        assertRefused(daemon.runWith("4711\n4712\n", "user", "set", "201", "--pin-file", "-"), "only line");
    }

    @ParameterizedTest
    @CsvSource({
        "user set 201 --pin-file x --no-pin, only one of --pin",
        "user set 201 --pin --no-pin, only one of --pin",
        "sessions --ended 0, --ended must be at least 1",
        "sessions --ended -3, --ended must be at least 1",
        "why 201 --most 0, --most must be at least 1",
        "device add 1999 --type desk, --type must be adhoc or fixed",
        "sessions --ended abc, 'abc' is not a number",
        "bogus, no such verb 'bogus'",
        "statis, did you mean",
        "help bogus, Unknown subcommand 'bogus'",
        "user add 222 --pin 4711, a secret is never an argument",
        "user add 222 --pin=4711, a secret is never an argument"
    })
    void wrongWords_areWrongUsage(String words, String part) throws IOException {
        Result wrong = daemon.run(words.split(" ", -1));

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains(part).doesNotContain("4711");
        assertThat(wrong.err().lines()).hasSize(1);
    }

    @Test
    void help_isThatOfTheVerb() throws IOException {
        assertThat(daemon.run("help", "device").out())
                .isEqualTo(daemon.run("device", "--help").out());
    }

    @Test
    void why_ofNothing_isWrongUsage() throws IOException {
        assertThat(daemon.run("why", "").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "config check", "serve"})
    void withoutAConfiguration_initIsNamed(String words) {
        assumeFalse(Files.exists(ConfigReader.STANDARD_FILE), "this machine has a configuration");
        var err = new StringWriter();

        assertThat(unconfigured(new StringWriter(), err).run(words.split(" ", -1)))
                .isEqualTo(4);
        assertThat(err).hasToString("hotdesk: no /etc/hotdesk/hotdesk.toml; run 'hotdesk init'\n");
    }

    @Test
    void withoutAConfiguration_doctorFindsNothingElse() {
        assumeFalse(Files.exists(ConfigReader.STANDARD_FILE), "this machine has a configuration");
        var out = new StringWriter();

        assertThat(unconfigured(out, new StringWriter()).run("doctor")).isEqualTo(2);
        assertThat(out.toString().lines().map(String::strip))
                .containsExactly(
                        "fail  configuration      no /etc/hotdesk/hotdesk.toml", "-> hotdesk init; all else waits");
    }

    @Test
    void daemon_withoutTheManagersSecret_makesNothing(@TempDir Path fresh) throws IOException {
        Path file = Files.writeString(
                fresh.resolve("hotdesk.toml"),
                """
                [store]
                path = "state/hotdesk"
                [secrets]
                pepper-file = "state/pepper"
                key-file = "state/key"
                [asterisk]
                ami-secret-file = "absent"
                """);
        HotdeskConfig config = ConfigReader.read(file).fold(ConfigReading.Accepted::config, refused -> {
            throw new AssertionError(refused.problems().toString());
        });

        assertThatThrownBy(() -> Hotdesk.start(config, Clock.systemUTC()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("there is no secret file " + fresh.resolve("absent"));
        assertThat(fresh.resolve("state")).doesNotExist();
    }

    @Test
    void outputThatCannotBeWritten_isAFailure() throws IOException {
        var err = new StringWriter();
        try (var full = new PrintWriter(new FileWriter("/dev/full", StandardCharsets.UTF_8))) {
            assertThat(unconfigured(full, err).run("completion")).isEqualTo(1);
        }
        assertThat(err.toString()).isEqualTo("hotdesk: standard output took not all of it; is the disk full?\n");
    }

    private static Cli unconfigured(StringWriter out, StringWriter err) {
        return unconfigured(new PrintWriter(out), err);
    }

    private static Cli unconfigured(PrintWriter out, StringWriter err) {
        var surroundings = new Surroundings(
                out,
                new PrintWriter(err),
                new ByteArrayInputStream(new byte[0]),
                Optional.empty(),
                Optional.empty(),
                Clock.systemUTC());
        return new Cli(
                surroundings,
                context -> List.of(new ServeCommand(
                        context,
                        System.err,
                        Clock.systemUTC(),
                        new ServeCommand.ServiceManager(Optional.empty(), Optional.empty()))));
    }

    private static void assertRefused(Result result, String part) {
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("hotdesk: ").contains(part);
        assertThat(result.err().lines()).hasSize(1);
    }
}
