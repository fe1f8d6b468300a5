package org.hotdesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.hotdesk.RunningDaemon.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Aliases, and what the verbs of the SIP edge say where there is none. */
class AliasVerbsTest {
    @TempDir
    static Path folder;

    private static RunningDaemon daemon;

    @BeforeAll
    static void start() throws IOException {
        daemon = RunningDaemon.in(folder);
        assertThat(daemon.run("user", "add", "201", "--name", "Ann").code()).isZero();
        assertThat(daemon.run("device", "add", "1001").code()).isZero();
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    @Test
    void alias_isAddedListedAndRemoved() throws IOException {
        Result added = daemon.run("alias", "add", "+15551001", "--device", "1001");
        assertThat(added.out()).isEqualTo("alias +15551001 leads to device 1001\n");
        daemon.run("alias", "add", "ann.lee", "--user", "201");

        assertThat(daemon.run("alias", "list").out().lines())
                .containsExactly("ALIAS      DEVICE  USER", "+15551001  1001    -", "ann.lee    -       201");
        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(daemon.run("alias", "list", "--json").out());
        assertThat(json.path("aliases").get(1).path("user").asText()).isEqualTo("201");

        assertThat(daemon.run("alias", "remove", "+15551001").out()).isEqualTo("alias +15551001 removed\n");
        assertRefused(daemon.run("alias", "remove", "+15551001"), "there is no alias +15551001");
        daemon.run("alias", "remove", "ann.lee");
    }

    @Test
    void refusals_areOneLine() throws IOException {
        assertRefused(
                daemon.run("alias", "add", "x", "--user", "999"),
                "alias x: must lead somewhere; there is no user 999, add it first");
        assertRefused(daemon.run("alias", "add", "201", "--device", "1001"), "alias 201: is the number of a user");
        assertRefused(daemon.run("alias", "add", "a b", "--user", "201"), "an alias has 1 to 64 letters");
        assertRefused(daemon.run("alias", "add", "x", "--user", "2o1"), "alias x: user must be a user number");
        daemon.run("alias", "add", "5551", "--user", "201");
        assertRefused(daemon.run("device", "add", "5551"), "device 5551: the number is an alias of user 201");
        assertRefused(daemon.run("alias", "add", "5551", "--device", "1001"), "leads to user 201 already");
        daemon.run("alias", "remove", "5551");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alias add x", "alias add x --user 201 --device 1001", "alias", "sip", "sip kick"})
    void wrongUsage_isExitCode2(String words) throws IOException {
        Result wrong = daemon.run(words.split(" ", -1));

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip registrations",
                "sip registrations --device 1001",
                "sip show 1001",
                "sip kick 1001",
                "sip trace",
                "sip bans",
                "sip pardon 192.0.2.7"
            })
    void withoutAnEdge_theVerbsSayWhatToDo(String words) throws IOException {
        assertRefused(
                daemon.run(words.split(" ", -1)),
                "there is no SIP edge; set sip.listen in the configuration and restart the daemon");
    }

    @Test
    void deviceBehindAnEdgeThatIsNotThere_isAFault() throws IOException {
        daemon.run("device", "add", "1005", "--edge", "true");
        daemon.run("device", "add", "1006", "--edge", "true", "--dial", "PJSIP/desk");

        assertThat(daemon.run("status").out())
                .contains("FAULT     behind a SIP edge that is not there: device 1005, 1006; set sip.listen")
                .contains("not dialled PJSIP/<device>, so Asterisk does not know it: device 1006;");
        assertThat(daemon.run("device", "show", "1005", "--json").out()).doesNotContain("registered");
    }

    private static void assertRefused(Result result, String why) {
        assertThat(result.err()).startsWith("hotdesk: ").contains(why);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.code()).isEqualTo(1);
    }
}
