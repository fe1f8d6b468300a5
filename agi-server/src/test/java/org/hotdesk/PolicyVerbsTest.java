package org.hotdesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.hotdesk.RunningDaemon.Result;
import org.hotdesk.model.PolicyKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups and policies as the operator types them. */
class PolicyVerbsTest {
    @TempDir
    static Path folder;

    private static RunningDaemon daemon;

    @BeforeAll
    static void start() throws IOException {
        daemon = RunningDaemon.in(folder);
        for (String user : new String[] {"201", "202"}) {
            assertThat(daemon.run("user", "add", user, "--name", "User").code()).isZero();
        }
        for (String device : new String[] {"1001", "1002"}) {
            assertThat(daemon.run("device", "add", device).code()).isZero();
        }
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    @Test
    void group_isAddedJoinedShownLeftAndRemoved() throws IOException {
        assertThat(said("group", "add", "support", "--description", "Second level"))
                .isEqualTo("group support is there\n");
        assertThat(said("group", "join", "support", "--user", "201", "--user", "202", "--device", "1001"))
                .startsWith("joined group support");
        assertThat(said("group", "list").lines())
                .contains("GROUP    USERS  DEVICES  DESCRIPTION", "support  2      1        Second level");
        assertThat(said("group", "show", "support").lines())
                .containsExactly(
                        "group        support",
                        "description  Second level",
                        "users        201 202",
                        "devices      1001");
        assertThat(said("group", "leave", "support", "--user", "202")).startsWith("left group support");
        assertRefused(daemon.run("group", "leave", "support", "--user", "202"), "user 202 is not in group support");
        assertThat(said("group", "remove", "support"))
                .startsWith("group support removed, users that were in it: 201, devices that were in it: 1001");
        assertRefused(daemon.run("group", "show", "support"), "there is no group support");
    }

    @Test
    void policy_isSetExplainedAndCleared() throws IOException {
        said("group", "add", "sales");
        said("group", "join", "sales", "--user", "201");
        assertThat(said("policy", "set", "end-after", "8h")).startsWith("end-after is 8h for system");
        assertThat(said("policy", "set", "end-after", "90m", "--group", "sales"))
                .startsWith("end-after is 1h30m for group sales");
        assertThat(said("policy", "set", "outbound", "no", "--device", "1001"))
                .startsWith("outbound is no for device 1001");

        assertThat(said("policy", "explain", "--user", "201", "--device", "1001")
                        .lines())
                .anyMatch(line -> line.matches("POLICY +VALUE +FROM"))
                .anyMatch(line -> line.matches("end-after +1h30m +group sales"))
                .anyMatch(line -> line.matches("outbound +no +device 1001"))
                .anyMatch(line -> line.matches("phones +allow +preset"))
                .hasSize(PolicyKey.values().length + 1);
        assertThat(said("policy", "explain", "--user", "202").lines())
                .anyMatch(line -> line.matches("end-after +8h +system"))
                .noneMatch(line -> line.startsWith("allow-groups"));
        assertThat(said("policy", "show").lines())
                .containsExactly(
                        "POLICY     VALUE  SET FOR",
                        "end-after  8h     system",
                        "end-after  1h30m  group sales",
                        "outbound   no     device 1001");
        assertThat(said("policy", "show", "--group", "sales").lines()).hasSize(2);
        JsonNode json = JsonMapper.builder().build().readTree(said("policy", "explain", "--device", "1001", "--json"));
        assertThat(json.path("policies").findValuesAsText("policy"))
                .contains("allow-groups")
                .doesNotContain("queues");

        assertThat(said("policy", "unset", "end-after", "--group", "sales"))
                .startsWith("end-after is not set any more for group sales");
        said("policy", "unset", "end-after");
        said("policy", "unset", "outbound", "--device", "1001");
        assertThat(said("policy", "show").lines()).hasSize(1);
        said("group", "remove", "sales");
    }

    @Test
    void hotDesking_isExplainedByTheSideThatSaysNo() throws IOException {
        said("policy", "set", "hot-desking", "no", "--device", "1002");
        said("policy", "set", "hot-desking", "yes", "--user", "202");

        assertThat(said("policy", "explain", "--user", "202", "--device", "1002")
                        .lines())
                .anyMatch(line -> line.matches("hot-desking +no +device 1002"));
        assertRefused(
                daemon.run("login", "202", "1002"),
                "nobody may log in at device 1002: hot-desking is no for device 1002");
        said("policy", "unset", "hot-desking", "--device", "1002");
        said("policy", "unset", "hot-desking", "--user", "202");
    }

    @Test
    void loginsOfTheOperator_keepToThePolicies() throws IOException {
        said("group", "add", "office");
        said("login", "202", "1001");
        said("policy", "set", "phones", "deny", "--user", "202");
        assertRefused(daemon.run("login", "202", "1002"), "user 202 sits at device 1001: phones is deny for user 202");
        said("policy", "set", "phones", "move", "--user", "202");
        assertThat(said("login", "202", "1002"))
                .startsWith("user 202 now sits at device 1002, and no longer at device 1001");
        said("policy", "set", "allow-groups", "office", "--device", "1001");
        assertRefused(
                daemon.run("login", "202", "1001"), "user 202 is in no group: allow-groups is office for device 1001");
        assertRefused(
                daemon.run("group", "remove", "office"),
                "group office: is in allow-groups of device 1001; change these first");
        said("policy", "unset", "allow-groups", "--device", "1001");
        said("policy", "set", "allow-areas", "office", "--user", "202");
        assertRefused(
                daemon.run("login", "202", "1001"), "device 1001 is in no group: allow-areas is office for user 202");
        said("policy", "unset", "allow-areas", "--user", "202");
        said("policy", "unset", "phones", "--user", "202");
        said("logoff", "--user", "202");
    }

    @Test
    void mistakes_areToldInOneLine() throws IOException {
        assertRefused(daemon.run("policy", "set", "fones", "deny"), "there is no policy fones; 'hotdesk policy keys'");
        assertRefused(daemon.run("policy", "set", "phones", "many"), "phones: value must be allow or move or deny");
        assertRefused(
                daemon.run("policy", "set", "phones", "deny", "--user", "999"), "user 999: there is no such user");
        assertRefused(
                daemon.run("policy", "set", "allow-groups", "x"),
                "system: allow-groups must name groups; there is no group x");
        assertRefused(daemon.run("group", "add", "none"), "a group's name has 1 to 64 letters");
        assertRefused(daemon.run("group", "join", "nobody", "--user", "201"), "there is no group nobody");
        assertRefused(daemon.run("policy", "explain"), "say device, user or both");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "policy",
                "group",
                "policy set phones",
                "policy set phones deny --user 201 --device 1001",
                "group join"
            })
    void wrongUsage_isExitCode2(String words) throws IOException {
        Result wrong = daemon.run(words.split(" ", -1));

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err().lines()).hasSize(1);
    }

    private static String said(String... words) throws IOException {
        Result result = daemon.run(words);
        assertThat(result.code()).as(result.err()).isZero();
        return result.out();
    }

    private static void assertRefused(Result result, String why) {
        assertThat(result.err()).startsWith("hotdesk: ").contains(why);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.code()).isEqualTo(1);
    }
}
