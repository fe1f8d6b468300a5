package org.hotdesk.agi.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.Phone;
import org.hotdesk.demo.PhoneCall;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Group;
import org.hotdesk.model.How;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.PolicyScope.OfDevice;
import org.hotdesk.model.PolicyScope.OfGroup;
import org.hotdesk.model.PolicyScope.OfSystem;
import org.hotdesk.model.PolicyScope.OfUser;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.EndedSession;
import org.hotdesk.store.EndedSession.Why;
import org.hotdesk.store.LedgerQuery;
import org.hotdesk.store.PutOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who may log in where and at how many phones, dialled at real phones on a real Asterisk. */
@ExtendWith(LabExtension.class)
class LoginPolicyIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final UserNumber ANN = new UserNumber("201");
    private static final DeviceNumber WINDOW = new DeviceNumber("2002");
    private static final Token SALES = new Token("sales");
    private static final Token LOBBY = new Token("lobby");

    private static LoginLab desk;
    private static Phone door;
    private static Phone window;
    private static Phone reception;

    @BeforeAll
    static void start(Lab lab, @TempDir Path folder) throws IOException {
        desk = LoginLab.start(
                lab,
                folder,
                List.of(device("2001"), device("2002"), device("2003").fallingBackTo(new UserNumber("301"))),
                List.of(user("201", "Ann"), user("301", "Bob")));
        desk.store().pins().set(ANN, "4711".toCharArray());
        stored(desk.store().policies().putGroup(new Group(SALES, new DisplayName("Sales"))));
        stored(desk.store().policies().putGroup(new Group(LOBBY, new DisplayName("Lobby"))));
        door = lab.phone(desk.asterisk(), "2001");
        window = lab.phone(desk.asterisk(), "2002");
        reception = lab.phone(desk.asterisk(), "2003");
    }

    @AfterEach
    void forget() {
        for (PolicyScope scope : List.of(
                new OfSystem(), new OfUser(ANN), new OfDevice(WINDOW), new OfGroup(SALES), new OfGroup(LOBBY))) {
            for (PolicyKey key : PolicyKey.values()) {
                desk.store().policies().clear(scope, key);
            }
        }
        stored(desk.store().policies().leave(List.of(ANN), List.of(WINDOW)));
        for (String device : List.of("2001", "2002", "2003")) {
            desk.store().logins().logoff(new DeviceNumber(device), How.API);
        }
        long last = desk.store().changes().latest();
        assertThat(desk.bridge().awaitMirrored(last, SOON)).isTrue();
    }

    @Test
    void phonesMove_logsOffTheOthers() {
        logIn(door, "agent-loginok");
        logIn(reception, "agent-loginok");
        assertThat(row("AMPUSER/201/device")).isEqualTo("2001&2003");
        set(new OfUser(ANN), PolicyKey.PHONES, "move");

        logIn(window, "agent-loginok");

        assertThat(row("AMPUSER/201/device")).isEqualTo("2002");
        assertThat(row("DEVICE/2001/user")).isEqualTo("none");
        assertThat(row("DEVICE/2003/user")).as("goes back to its default user").isEqualTo("301");
        assertThat(desk.store()
                        .ledger()
                        .sessions(new LedgerQuery(Optional.empty(), Optional.of(ANN), Optional.empty(), 2)))
                .extracting(EndedSession::why)
                .containsOnly(Why.MOVED);
    }

    @Test
    void phonesDenyAndPhonesMax_refuseOneMore() {
        set(new OfSystem(), PolicyKey.PHONES_MAX, "2");
        logIn(door, "agent-loginok");
        logIn(window, "agent-loginok");
        logIn(reception, "is-in-use");
        hear(window, "*12", "agent-loggedoff");
        stored(desk.store().policies().join(SALES, List.of(ANN), List.of()));
        set(new OfGroup(SALES), PolicyKey.PHONES, "deny");

        logIn(window, "is-in-use");

        assertThat(row("AMPUSER/201/device")).isEqualTo("2001");
        logIn(door, "is-set-to");
        hear(door, "*12", "agent-loggedoff");
        logIn(window, "agent-loginok");
    }

    @Test
    void hotDeskingOff_keepsAUserOrADeviceOut() {
        set(new OfDevice(WINDOW), PolicyKey.HOT_DESKING, "no");
        logIn(window, "feature-not-avail-line");
        logIn(door, "agent-loginok");
        set(new OfUser(ANN), PolicyKey.HOT_DESKING, "no");
        hear(door, "*12", "agent-loggedoff");

        logIn(door, "cannot-complete-as-dialed");

        assertThat(row("DEVICE/2001/user")).isEqualTo("none");
        assertThat(row("DEVICE/2002/user")).isEqualTo("none");
    }

    @Test
    void allowLists_letInByGroupAndByArea() {
        set(new OfDevice(WINDOW), PolicyKey.ALLOW_GROUPS, "sales");
        logIn(window, "cannot-complete-as-dialed");
        stored(desk.store().policies().join(SALES, List.of(ANN), List.of()));
        logIn(window, "agent-loginok");
        hear(window, "*12", "agent-loggedoff");
        set(new OfUser(ANN), PolicyKey.ALLOW_AREAS, "lobby");
        logIn(window, "cannot-complete-as-dialed");
        stored(desk.store().policies().join(LOBBY, List.of(), List.of(WINDOW)));
        logIn(window, "agent-loginok");
        assertThat(row("DEVICE/2002/user")).isEqualTo("201");
    }

    private static void logIn(Phone phone, String heard) {
        hear(phone, "*11201*4711", heard);
    }

    private static void hear(Phone phone, String code, String file) {
        long mark = desk.asterisk().console().mark();
        PhoneCall call = phone.dial(code);
        assertThat(desk.asterisk().console().await(mark, Pattern.compile("Playing '" + file + "[.']"), SOON))
                .as("%s is played", file)
                .isPresent();
        assertThat(call.await(PhoneCall.State.CLOSED, SOON)).as("%s ends", code).isTrue();
    }

    private static String row(String key) {
        assertThat(desk.rowsInAsterisk()).isEqualTo(desk.rowsOfTheStore());
        return desk.rowsInAsterisk().getOrDefault("/" + key, "-");
    }

    private static void set(PolicyScope scope, PolicyKey key, String text) {
        stored(desk.store().policies().set(scope, key, key.read(text).orElseThrow()));
    }

    private static void stored(PutOutcome outcome) {
        assertThat(outcome).isInstanceOf(PutOutcome.Stored.class);
    }
}
