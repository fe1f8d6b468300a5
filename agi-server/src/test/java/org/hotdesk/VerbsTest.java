package org.hotdesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hotdesk.RunningDaemon.Result;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.PinVerdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs against the real daemon, while there is no Asterisk; each test has devices and users of its own. */
class VerbsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path folder;

    private static RunningDaemon daemon;

    @BeforeAll
    static void start() throws IOException {
        daemon = RunningDaemon.in(folder);
        user("200", "Op");
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    @Test
    void deviceAdd_makesASecret_andSaysHowToSeeIt() throws IOException {
        Result added = daemon.run("device", "add", "1001", "--description", "Window", "--location", "Floor 2");

        assertThat(added.code()).isZero();
        assertThat(added.out()).startsWith("device 1001 added").contains("hotdesk device show 1001 --secret");
        String secret = daemon.run("device", "show", "1001", "--secret").out().strip();
        assertThat(secret).matches("[A-Za-z0-9_-]{24}");
        assertThat(daemon.run("device", "show", "1001").out())
                .contains("description    Window")
                .doesNotContain(secret);
    }

    @Test
    void deviceShow_json_hasAstdbsNames() throws IOException {
        daemon.run("device", "add", "1002", "--default-user", "200", "--emergency-cid", "Desk 2 <5552>");

        JsonNode device = json(daemon.run("device", "show", "1002", "--json"));

        assertThat(device.properties().stream().map(java.util.Map.Entry::getKey))
                .containsExactly(
                        "device",
                        "type",
                        "tech",
                        "dial",
                        "user",
                        "default_user",
                        "emergency_cid",
                        "location",
                        "context",
                        "description",
                        "signalling",
                        "edge",
                        "secret_set");
        assertThat(device.path("dial").asText()).isEqualTo("PJSIP/1002");
        assertThat(device.path("user").asText()).isEqualTo("200");
        assertThat(device.path("emergency_cid").asText()).isEqualTo("\"Desk 2\" <5552>");
        assertThat(device.path("location").isNull()).isTrue();
        assertThat(device.path("secret_set").asBoolean()).isTrue();
    }

    @Test
    void deviceSet_changesOnlyWhatIsGiven_andNoneEmpties() throws IOException {
        daemon.run("device", "add", "1003", "--location", "Hall", "--description", "Hall phone");

        assertThat(daemon.run("device", "set", "1003", "--location", "none", "--tech", "sip")
                        .code())
                .isZero();

        JsonNode device = json(daemon.run("device", "show", "1003", "--json"));
        assertThat(device.path("location").isNull()).isTrue();
        assertThat(device.path("description").asText()).isEqualTo("Hall phone");
        assertThat(device.path("dial").asText()).isEqualTo("SIP/1003");
    }

    @Test
    void deviceAdd_twice_isRefused() throws IOException {
        daemon.run("device", "add", "1004");

        assertRefused(daemon.run("device", "add", "1004"), "there is a device 1004 already; change it with set");
    }

    @Test
    void refusals_areOneLine_andChangeNothing() throws IOException {
        assertRefused(daemon.run("device", "add", "10x"), "a device number has 1 to 15 digits");
        assertRefused(daemon.run("device", "show", "1999"), "there is no device 1999");
        assertRefused(daemon.run("device", "add", "1999", "--tech", "smoke"), "device 1999: tech must be sip, pjsip");
        assertRefused(daemon.run("device", "add", "1999", "--tech", "custom"), "a custom device needs its own dial");
        assertRefused(daemon.run("device", "add", "1999", "--type", "fixed"), "a fixed device needs its user");
        assertRefused(daemon.run("device", "add", "1999", "--default-user", "998"), "998");
        assertRefused(daemon.run("device", "add", "1999", "--description", "a;b"), "description must be");
        assertRefused(daemon.runWith("a b\n", "device", "add", "1999", "--secret-file", "-"), "secret must have");
        assertRefused(daemon.run("device", "show", "1999"), "there is no device 1999");
    }

    @Test
    void deviceRemove_logsOff() throws IOException {
        daemon.run("device", "add", "1005");
        user("205", "Removed");
        daemon.run("login", "205", "1005");

        assertThat(daemon.run("device", "remove", "1005").code()).isZero();

        assertThat(daemon.run("who", "205").out()).isEqualTo("205 Removed sits nowhere\n");
        assertRefused(daemon.run("device", "remove", "1005"), "there is no device 1005");
    }

    @Test
    void deviceList_isAlignedAndSorted() throws IOException {
        daemon.run("device", "add", "1106");
        daemon.run("device", "add", "1105", "--type", "fixed", "--default-user", "200");

        List<String> lines = daemon.run("device", "list").out().lines().toList();

        assertThat(lines.get(0)).startsWith("DEVICE  TYPE   DIAL");
        assertThat(lines).anyMatch(line -> line.startsWith("1105    fixed  PJSIP/1105  200"));
        assertThat(lines.stream().skip(1)).isSorted();
        assertThat(json(daemon.run("device", "list", "--json")).path("devices")).hasSize(lines.size() - 1);
    }

    @Test
    void userAdd_takesThePinFromStandardInput_orAFile_orThePrompt() throws IOException {
        daemon.runWith("4711\n", "user", "add", "211", "--name", "Ann", "--pin-file", "-");
        Path file = Files.writeString(folder.resolve("pin"), "4712\n");
        daemon.run("user", "add", "212", "--name", "Bob", "--pin-file", file.toString());
        daemon.runTyping(List.of("4713", "4713"), "user", "add", "213", "--name", "Cy", "--pin");

        assertThat(pin("211", "4711")).isEqualTo(PinVerdict.RIGHT);
        assertThat(pin("212", "4712")).isEqualTo(PinVerdict.RIGHT);
        assertThat(pin("213", "4713")).isEqualTo(PinVerdict.RIGHT);
        assertThat(daemon.run("user", "show", "211", "--json").out())
                .contains("\"pin_set\" : true")
                .doesNotContain("4711");
    }

    @Test
    void pin_isNeverAnArgument() throws IOException {
        Result typed = daemon.run("user", "add", "214", "--name", "Dee", "--pin", "4711");

        assertThat(typed.code()).isEqualTo(2);
        assertRefused(daemon.run("user", "show", "214"), "there is no user 214");
    }

    @Test
    void pin_typedTwiceDifferently_changesNothing() throws IOException {
        Result typed = daemon.runTyping(List.of("4711", "4712"), "user", "add", "215", "--name", "Eve", "--pin");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).isEqualTo("hotdesk: the two are not the same; nothing was changed\n");
        assertRefused(daemon.run("user", "show", "215"), "there is no user 215");
    }

    @Test
    void pin_withNobodyToType_isWrongUsage() throws IOException {
        Result typed = daemon.run("user", "add", "216", "--name", "Fay", "--pin");

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).contains("--pin-file");
    }

    @Test
    void pin_thatIsNone_leavesNoUserBehind() throws IOException {
        assertRefused(
                daemon.runWith("12\n", "user", "add", "217", "--name", "Gus", "--pin-file", "-"),
                "pin must have 4 to 15 digits that nobody would try");
        assertRefused(daemon.run("user", "show", "217"), "there is no user 217");
    }

    @Test
    void noPin_takesItAway() throws IOException {
        daemon.runWith("4711\n", "user", "add", "218", "--name", "Hal", "--pin-file", "-");

        assertThat(daemon.run("user", "set", "218", "--no-pin").code()).isZero();

        assertThat(pin("218", "4711")).isEqualTo(PinVerdict.NO_PIN);
    }

    @Test
    void userSet_storesEveryField() throws IOException {
        user("219", "Ida");
        Result set = daemon.run(
                "user",
                "set",
                "219",
                "--name",
                "Ida May",
                "--cidnum",
                "99",
                "--outboundcid",
                "Ida <5551234>",
                "--ringtimer",
                "25",
                "--noanswer",
                "user-200",
                "--mailbox",
                "219@default",
                "--language",
                "de",
                "--accountcode",
                "acc",
                "--dialopts",
                "tr",
                "--context",
                "from-boss",
                "--recording-in-external",
                "force",
                "--cf",
                "5550",
                "--cfb",
                "5551",
                "--cfu",
                "5552",
                "--dnd",
                "true",
                "--cw",
                "true");

        assertThat(set.err()).isEmpty();
        JsonNode user = json(daemon.run("user", "show", "219", "--json"));
        assertThat(user.toString())
                .contains("\"cidname\":\"Ida May\"")
                .contains("\"cidnum\":\"99\"")
                .contains("\"outboundcid\":\"\\\"Ida\\\" <5551234>\"")
                .contains("\"ringtimer\":25")
                .contains("\"noanswer\":\"user-200\"")
                .contains("\"mailbox\":\"219@default\"")
                .contains("\"recording_in_external\":\"force\"")
                .contains("\"context\":\"from-boss\",\"language\":\"de\",\"accountcode\":\"acc\",\"dialopts\":\"tr\"")
                .contains("\"cf\":\"5550\",\"cfb\":\"5551\",\"cfu\":\"5552\",\"dnd\":true,\"cw\":true");
        assertRefused(daemon.run("user", "set", "219", "--noanswer", "user-219"), "219");
        assertRefused(daemon.run("user", "set", "219", "--ringtimer", "3601"), "ringtimer is a number from 0 to 3600");
    }

    @Test
    void setOfNothing_isWrongUsage() throws IOException {
        for (String what : List.of("user", "device", "phone", "mailbox", "person")) {
            Result nothing = daemon.run(what, "set", "200");
            assertThat(nothing.code()).as(what).isEqualTo(2);
            assertThat(nothing.err()).as(what).isEqualTo("hotdesk: nothing to change; see --help\n");
        }
    }

    @Test
    void userAdd_withoutAName_saysTheOption() throws IOException {
        assertRefused(daemon.run("user", "add", "203"), "needs a name (cidname; --name on the command line)");
    }

    @Test
    void userRemove_whileSomebodyRefersToThem_isRefused() throws IOException {
        user("220", "Jon");
        daemon.run("device", "add", "1020", "--default-user", "220");

        assertRefused(daemon.run("user", "remove", "220"), "1020");
        daemon.run("device", "set", "1020", "--default-user", "none");
        assertThat(daemon.run("user", "remove", "220").code()).isZero();
    }

    @Test
    void loginAndLogoff_move_andWhoAndWhereTell() throws IOException {
        daemon.run("device", "add", "1021", "--description", "Left");
        daemon.run("device", "add", "1022", "--description", "Right");
        user("221", "Kay");

        assertThat(daemon.run("login", "221", "1021").out()).startsWith("user 221 now sits at device 1021");
        assertThat(daemon.run("login", "221", "1022").code()).isZero();
        assertThat(daemon.run("login", "221", "1022").out()).isEqualTo("user 221 sits at device 1022 already\n");
        assertThat(daemon.run("who", "221").out().lines())
                .hasSize(2)
                .allMatch(line -> line.matches("221 Kay sits at device 102[12], since [0-9]+s \\(cli\\)"));
        assertThat(daemon.run("where", "1021").out())
                .matches("device 1021 \\(Left\\): 221 Kay, since [0-9]+s \\(cli\\)\n");
        assertThat(daemon.run("logoff", "1021").out()).startsWith("device 1021 is nobody's now");
        assertThat(daemon.run("logoff", "--user", "221").out()).startsWith("device 1022 is nobody's now");
        assertThat(daemon.run("where", "1021").out()).isEqualTo("device 1021 (Left): nobody\n");
        assertThat(daemon.run("logoff", "1021").out()).isEqualTo("device 1021 was nobody's already\n");
        assertThat(daemon.run("sessions", "--ended", "2").out())
                .contains("1022    221   Kay")
                .contains("forced");
    }

    @Test
    void logoff_goesBackToTheDefaultUser() throws IOException {
        user("222", "Lea");
        user("223", "Max");
        daemon.run("device", "add", "1023", "--default-user", "222");
        daemon.run("login", "223", "1023");

        assertThat(daemon.run("logoff", "1023").out()).startsWith("device 1023 is back to its default user 222");
    }

    @Test
    void login_refusals() throws IOException {
        daemon.run("device", "add", "1024", "--type", "fixed", "--default-user", "200");

        assertRefused(daemon.run("login", "200", "1999"), "there is no device 1999");
        assertRefused(daemon.run("login", "999", "1024"), "1024 is fixed");
        daemon.run("device", "set", "1024", "--type", "adhoc");
        assertRefused(daemon.run("login", "999", "1024"), "there is no user 999");
        assertRefused(daemon.run("logoff", "--user", "999"), "there is no user 999");
    }

    @Test
    void sessions_json_areInLoginOrder() throws IOException {
        user("225", "Ned");
        daemon.run("device", "add", "1025");
        daemon.run("device", "add", "1026");
        daemon.run("login", "225", "1026");
        daemon.run("login", "225", "1025");

        JsonNode who = json(daemon.run("who", "225", "--json"));

        assertThat(who.path("sessions").findValuesAsText("device")).containsExactly("1026", "1025");
        JsonNode first = who.path("sessions").get(0);
        assertThat(Duration.between(Instant.parse(first.path("began").asText()), Instant.now()))
                .isLessThan(Duration.ofMinutes(5));
        assertThat(first.path("how").asText()).isEqualTo("cli");
        assertThat(first.path("name").asText()).isEqualTo("Ned");
    }

    @Test
    void watch_showsTheFloor() throws IOException {
        user("226", "Oda");
        daemon.run("device", "add", "1027", "--description", "Desk by the door");
        daemon.run("login", "226", "1027");

        assertThat(daemon.run("watch", "--times", "1").out())
                .contains("1027    Desk by the door")
                .containsPattern("226 +Oda +[0-9]+s +cli")
                .containsPattern("[0-9]+ of [0-9]+ phones taken");
        JsonNode picture =
                JSON.readTree(daemon.run("watch", "--times", "1", "--json").out());
        assertThat(picture.path("version").asLong()).isPositive();
        assertThat(picture.path("devices").findValuesAsText("device")).contains("1027");
    }

    @Test
    void why_predictsACall() throws IOException {
        user("227", "Pia");
        user("228", "Quin");
        daemon.run("user", "set", "228", "--mailbox", "228@default", "--ringtimer", "20");
        daemon.run("device", "add", "1028");
        daemon.run("device", "add", "1029");
        daemon.run("device", "add", "1030");
        daemon.run("login", "227", "1028");
        daemon.run("login", "228", "1030");
        daemon.run("login", "228", "1029");

        assertThat(daemon.run("why", "228", "--device", "1028").out())
                .isEqualTo(
                        """
                If device 1028 dials 228 now:
                  It comes from device 1028 (PJSIP/1028, a hot desk), where user 227 (Pia) sits, logged in by cli.
                  An internal call shows Pia <227>.
                  It calls user 228 (Quin), who sits at device 1030 and 1029 in login order.
                  PJSIP/1030&PJSIP/1029 rings for 20 s.
                  Unanswered, it goes to the user's mailbox 228@default.
                """);
        assertRefused(daemon.run("why", "228", "--device", "1999"), "there is no device 1999");
    }

    @Test
    void why_ofACallNobodyAskedUsAbout_saysWhatThatMeans() throws IOException {
        assertRefused(daemon.run("why", "1700000000.99"), "DB() road");
        assertThat(json(daemon.run("why", "1700000000.99", "--json")).path("calls"))
                .isEmpty();
    }

    @Test
    void status_withoutAsterisk_isAFault() throws IOException {
        Result status = daemon.run("status");

        assertThat(status.code()).isEqualTo(5);
        assertThat(status.out())
                .contains("hotdesk   up for")
                .contains("store     ")
                .contains("FAULT     ");
        JsonNode json = JSON.readTree(daemon.run("status", "--json").out());
        assertThat(json.path("asterisk").path("faults")).isNotEmpty();
        assertThat(json.path("store").path("users").asInt()).isPositive();
    }

    @Test
    void mirrorCheck_withoutAsterisk_isAFault() throws IOException {
        assertThat(daemon.run("mirror", "check").code()).isEqualTo(5);
        assertThat(daemon.run("mirror", "repair", "--dry-run").code()).isEqualTo(5);
    }

    private static void user(String number, String name) throws IOException {
        assertThat(daemon.run("user", "add", number, "--name", name).err()).isEmpty();
    }

    private static PinVerdict pin(String user, String pin) {
        return daemon.hotdesk().store().pins().check(new UserNumber(user), pin.toCharArray());
    }

    private static JsonNode json(Result result) throws JsonProcessingException {
        assertThat(result.err()).isEmpty();
        return JSON.readTree(result.out());
    }

    private static void assertRefused(Result result, String part) {
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("hotdesk: ").contains(part);
        assertThat(result.err().lines()).hasSize(1);
    }
}
