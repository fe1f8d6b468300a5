package org.hotdesk.agi.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.agi.protocol.AgiConfig;
import org.hotdesk.agi.protocol.AgiServer;
import org.hotdesk.agi.protocol.LogLines;
import org.hotdesk.agi.script.LoginScript.Code;
import org.hotdesk.login.PinGate;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceKind;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.pin.LockRule;
import org.hotdesk.store.EndedSession;
import org.hotdesk.store.LedgerQuery;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginScriptTest {
    private static final String PIN = "4711";

    private final LogLines log = LogLines.of("");
    private boolean mirrorAnswers = true;
    private AgiServer server;

    // One for all tests: hashing PINs takes most of the time here.
    @TempDir
    private static Path folder;

    private static Store store;

    @BeforeAll
    static void fill() {
        store = StoreOnFile.open(folder);
        Device desk = device("2001");
        Device homeDesk = withDefault(device("2002"), DeviceKind.ADHOC, "301");
        Device fixed = withDefault(device("2003"), DeviceKind.FIXED, "301");
        store.directory()
                .putAll(
                        List.of(desk, homeDesk, fixed),
                        List.of(user("201", "Ann"), user("301", "Bob"), user("401", "Cy")));
        store.pins().set(new UserNumber("201"), PIN.toCharArray());
        store.pins().set(new UserNumber("301"), "815".toCharArray());
    }

    @AfterAll
    static void closeStore() {
        store.close();
    }

    @BeforeEach
    void start() throws IOException {
        store.locks().counters(LockRule.standard()).forEach(each -> store.locks()
                .unlock(each.device(), each.user()));
        for (String number : List.of("2001", "2002")) {
            store.logins().logoff(new DeviceNumber(number), How.CLI);
        }
        MirrorAcknowledgement mirror = (call, seq, time) -> mirrorAnswers;
        var gate = PinGate.standard(store);
        server = AgiServer.start(
                AgiConfig.onLoopback(0),
                Map.of(
                        "login", new LoginScript(Code.LOGIN, store, mirror, gate, 3),
                        "logoff", new LoginScript(Code.LOGOFF, store, mirror, gate, 3),
                        "toggle", new LoginScript(Code.TOGGLE, store, mirror, gate, 3)));
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
        assertThat(log.texts())
                .as("a PIN in a log line")
                .map(line ->
                        line.replaceAll("org\\.jdbi\\.v3\\.core\\.(Jdbi|Handle)@[0-9a-f]+", "")) // digits by chance
                .noneMatch(line -> line.contains(PIN));
    }

    private static Device withDefault(Device device, DeviceKind kind, String user) {
        return new Device(
                device.number(),
                device.technology(),
                device.dial(),
                kind,
                Optional.of(new UserNumber(user)),
                device.emergencyCallerId(),
                device.emergencyLocation(),
                device.context(),
                device.description(),
                device.signalling(),
                device.behindEdge());
    }

    private ScriptedPhone dial(String script) throws IOException {
        return new ScriptedPhone().call(server.address(), script);
    }

    private Optional<String> at(String device) {
        return store.floor()
                .sessionAt(new DeviceNumber(device))
                .map(Session::user)
                .map(UserNumber::digits);
    }

    @Test
    void login_asksForUserAndPin() throws IOException {
        var phone =
                new ScriptedPhone().pressing("201#" + PIN + "#").call(server.address(), "login?device=2001&user=&pin=");
        assertThat(phone.played()).containsExactly("agent-newlocation", "agent-pass");
        assertEnds(phone, "logged-in", "agent-loginok");
        assertThat(at("2001")).contains("201");
    }

    @Test
    void login_withUserInTheCode_asksForThePinOnly() throws IOException {
        var phone = new ScriptedPhone().pressing(PIN + "#").call(server.address(), "login?device=2001&user=201&pin=");
        assertThat(phone.played()).containsExactly("agent-pass");
        assertEnds(phone, "logged-in", "agent-loginok");
    }

    @Test
    void login_withUserAndPinInTheCode_asksNothing() throws IOException {
        ScriptedPhone phone = dial("login?device=2001&user=201&pin=" + PIN);
        assertThat(phone.played()).isEmpty();
        assertEnds(phone, "logged-in", "agent-loginok");
    }

    @Test
    void login_withoutPoundKey_isTakenAfterAPause() throws IOException {
        var phone = new ScriptedPhone().pressing(PIN).call(server.address(), "login?device=2001&user=201");
        assertEnds(phone, "logged-in", "agent-loginok");
    }

    @Test
    void login_withAStar_beginsTheNumberAnew() throws IOException {
        var phone =
                new ScriptedPhone().pressing("999*" + PIN + "#").call(server.address(), "login?device=2001&user=201");
        assertEnds(phone, "logged-in", "agent-loginok");
    }

    @Test
    void wrongPinUnknownUserAndNoPin_soundTheSameAndEndAfterThreeTries() throws IOException {
        List<List<String>> heard = new ArrayList<>();
        for (String number : List.of("201", "999", "401")) {
            var phone = new ScriptedPhone()
                    .pressing("11#22#33#44#")
                    .call(server.address(), "login?device=2001&user=" + number);
            assertEnds(phone, "refused", "vm-incorrect&vm-goodbye");
            heard.add(phone.played());
        }
        assertThat(heard.get(0))
                .containsExactly("agent-pass", "vm-incorrect", "agent-pass", "vm-incorrect", "agent-pass");
        assertThat(heard.get(1)).isEqualTo(heard.get(0));
        assertThat(heard.get(2)).isEqualTo(heard.get(0));
        assertThat(at("2001")).isEmpty();
    }

    @Test
    void login_rightAtTheThirdTry_succeeds() throws IOException {
        var phone = new ScriptedPhone()
                .pressing("201#1#201#2#201#" + PIN + "#")
                .call(server.address(), "login?device=2001");
        assertEnds(phone, "logged-in", "agent-loginok");
    }

    @Test
    void login_withNothingPressed_ends() throws IOException {
        assertEnds(dial("login?device=2001"), "no-input", "vm-goodbye");
        assertEnds(dial("login?device=2001&user=201"), "no-input", "vm-goodbye");
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "logoff", "toggle"})
    void fixedAndUnknownDevices_areRefusedUnasked(String code) throws IOException {
        String user = code.equals("logoff") ? "" : "&user=201&pin=" + PIN;
        assertEnds(dial(code + "?device=2003" + user), "fixed", "feature-not-avail-line");
        assertEnds(
                dial(code + "?device=9999&user=201&pin=" + PIN), "unknown-device", "im-sorry&feature-not-avail-line");
        assertEnds(dial(code + "?device=&user=201&pin=" + PIN), "unknown-device", "im-sorry&feature-not-avail-line");
        assertThat(at("2003")).contains("301");
    }

    @Test
    void login_whereOneSitsAlready_changesNothing() throws IOException {
        dial("login?device=2001&user=201&pin=" + PIN);
        long before = store.changes().latest();
        assertEnds(
                dial("login?device=2001&user=201&pin=" + PIN),
                "already-here",
                "extension&is-set-to&digits/2&digits/0&digits/1");
        assertThat(store.changes().latest()).isEqualTo(before);
    }

    @Test
    void logoff_leadsToTheDefaultUserOrToNobody() throws IOException {
        dial("login?device=2001&user=201&pin=" + PIN);
        dial("login?device=2002&user=201&pin=" + PIN);
        assertEnds(
                dial("logoff?device=2002"),
                "back-to-default",
                "agent-loggedoff&extension&is-set-to&digits/3&digits/0&digits/1");
        assertEnds(dial("logoff?device=2001"), "logged-off", "agent-loggedoff");
        assertThat(at("2002")).contains("301");
        assertThat(at("2001")).isEmpty();
        assertEnds(dial("logoff?device=2001"), "nobody-here", "de-activated");
    }

    @Test
    void toggle_logsInAndOffInTurn() throws IOException {
        assertEnds(dial("toggle?device=2001&user=201&pin=" + PIN), "logged-in", "agent-loginok");
        assertEnds(dial("toggle?device=2001&user=201&pin=" + PIN), "logged-off", "agent-loggedoff");
    }

    @Test
    void changeThatAsteriskHasNotAcknowledged_isStoredAndSaidToComeShortly() throws IOException {
        mirrorAnswers = false;
        assertEnds(dial("login?device=2001&user=201&pin=" + PIN), "pending", "auth-thankyou&one-moment-please");
        assertThat(at("2001")).contains("201");
        assertEnds(dial("logoff?device=2001"), "pending", "auth-thankyou&one-moment-please");
        assertThat(at("2001")).isEmpty();
    }

    @Test
    void hangingUpAtAnyCommandBeforeTheLast_leavesEverythingAsItWas() throws IOException {
        var whole = new ScriptedPhone().pressing("201#" + PIN + "#").call(server.address(), "login?device=2001");
        store.logins().logoff(new DeviceNumber("2001"), How.CLI);
        long before = store.changes().latest();
        // The last two commands are the question whether the caller is still there, and the result.
        for (int after = 0; after < whole.commands().size() - 1; after++) {
            new ScriptedPhone()
                    .pressing("201#" + PIN + "#")
                    .hangingUpAfter(after)
                    .call(server.address(), "login?device=2001");
            assertThat(at("2001")).as("hung up after %d commands", after).isEmpty();
        }
        assertThat(store.changes().latest()).isEqualTo(before);
    }

    @Test
    void everyBlockingCommand_isPrecededByALimitOfLessThanFiveSeconds() throws IOException {
        var phone = new ScriptedPhone().pressing("201#99#201#" + PIN + "#").call(server.address(), "login?device=2001");
        for (int i = 0; i < phone.commands().size(); i++) {
            if (phone.commands().get(i).matches("(STREAM|WAIT|ANSWER).*")) {
                assertThat(phone.commands().get(i - 1)).isEqualTo("SET VARIABLE \"TIMEOUT(absolute)\" \"4.200\"");
            }
        }
        assertThat(Keypad.ARMED).isLessThan(Duration.ofSeconds(5)).isGreaterThan(Prompt.LONGEST);
    }

    @Test
    void typedNumbersOfRefusedCallers_areNotLogged() throws IOException {
        new ScriptedPhone().pressing("987654#1#987654#1#987654#1#").call(server.address(), "login?device=2001");
        assertThat(log.texts())
                .noneMatch(line -> line.contains("987654"))
                .anyMatch(line -> line.contains("login-refused"));
    }

    @Test
    void logoffOfAUser_fromAnyPhone_wantsTheirPin_andEndsTheirSessionsEverywhere() throws IOException {
        DeviceNumber desk = new DeviceNumber("2001");
        store.logins().login(desk, new UserNumber("201"), How.CODE);
        assertEnds(dial("logoff?device=2003&user=201&pin=0000"), "no-input", "vm-goodbye");
        assertEnds(dial("logoff?device=9999&user=201&pin=" + PIN), "unknown-device", "im-sorry&feature-not-avail-line");
        assertThat(at("2001")).contains("201");

        assertEnds(dial("logoff?device=2003&user=201&pin=" + PIN), "logged-off", "agent-loggedoff");
        assertThat(at("2001")).isEmpty();
        assertThat(at("2003")).contains("301");
        assertThat(store.ledger().sessions(new LedgerQuery(Optional.of(desk), Optional.empty(), Optional.empty(), 1)))
                .extracting(EndedSession::why)
                .containsExactly(EndedSession.Why.REMOTE);
        assertEnds(dial("logoff?device=2003&user=201&pin=" + PIN), "nobody-here", "de-activated");
    }

    private static void assertEnds(ScriptedPhone phone, String word, String say) {
        assertThat(phone.variable("HD_RESULT")).contains(word);
        assertThat(phone.variable("HD_SAY")).contains(say);
        assertThat(phone.variable("HD_OK")).contains("1");
    }
}
