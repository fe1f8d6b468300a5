package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.astdb.Seat;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.NoAnswer;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.Intake.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole floor comes in at once, or nothing of it. */
class IntakeTest {
    private static final UserNumber ANN = new UserNumber("201");
    private static final UserNumber BEN = new UserNumber("301");
    private static final DeviceNumber DESK = new DeviceNumber("2001");

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = StoreOnFile.open(folder);
    }

    @AfterEach
    void close() {
        assertThat(FloorText.lines(store.loadAgain()))
                .containsExactlyInAnyOrderElementsOf(FloorText.lines(store.floor()));
        store.close();
    }

    @Test
    void all_isThere_withPinsSecretsAndTheLoginOrder() {
        PutOutcome outcome = take(
                List.of(
                        device("2001").fallingBackTo(BEN),
                        device("2002"),
                        device("2003").fallingBackTo(BEN)),
                List.of(user("201", "Ann"), user("301", "Ben")),
                List.of(seat("2002", ANN), seat("2001", ANN)));

        assertThat(outcome).isInstanceOf(PutOutcome.Stored.class);
        assertThat(store.floor().sessionsOf(ANN).stream().map(s -> s.device().digits()))
                .containsExactly("2002", "2001");
        assertThat(store.floor().sessionsOf(ANN)).extracting(Session::how).containsOnly(How.API);
        assertThat(store.floor().sessionAt(new DeviceNumber("2003"))).isEmpty();
        assertThat(store.pins().check(ANN, "4711".toCharArray())).isEqualTo(PinVerdict.RIGHT);
        assertThat(store.secrets().sipSecret(DESK)).contains("s3cret");
    }

    @Test
    void oneWrongThing_letsNothingIn() {
        AmpUser lost =
                user("301", "Ben").with().noAnswer(NoAnswer.parse("user-999")).build();

        PutOutcome outcome = take(List.of(device("2001")), List.of(user("201", "Ann"), lost), List.of());

        assertThat(outcome).isInstanceOf(PutOutcome.Rejected.class);
        assertThat(store.floor().deviceCount() + store.floor().userCount()).isZero();
        assertThat(store.pins().hasPin(ANN)).isFalse();
        assertThat(store.changes().latest()).isZero();
    }

    @Test
    void whatIsHereAlready_isReplaced_andWhoSitsThereLeaves() {
        store.directory()
                .putAll(List.of(device("2001"), device("9001")), List.of(user("201", "An"), user("900", "Zoe")));
        store.logins().login(DESK, new UserNumber("900"), How.CODE);
        store.logins().login(new DeviceNumber("9001"), new UserNumber("900"), How.CODE);

        take(List.of(device("2001")), List.of(user("201", "Ann")), List.of(seat("2001", ANN)));

        assertThat(store.floor().user(ANN).orElseThrow().cidname()).hasToString("Ann");
        assertThat(store.floor().sessionAt(DESK).map(Session::user)).contains(ANN);
        assertThat(store.floor().sessionAt(new DeviceNumber("9001")).map(Session::user))
                .contains(new UserNumber("900"));
        assertThat(store.ledger().sessions(new LedgerQuery(Optional.of(DESK), Optional.empty(), Optional.empty(), 9)))
                .extracting(EndedSession::why)
                .containsExactly(EndedSession.Why.REPLACED);
    }

    @Test
    void secondTime_changesNoSession() {
        take(List.of(device("2001")), List.of(user("201", "Ann")), List.of(seat("2001", ANN)));
        Session first = store.floor().sessionAt(DESK).orElseThrow();

        take(List.of(device("2001")), List.of(user("201", "Ann")), List.of(seat("2001", ANN)));

        assertThat(store.floor().sessionAt(DESK)).contains(first);
    }

    private PutOutcome take(List<Device> devices, List<AmpUser> users, List<Seat> seats) {
        return store.intake()
                .take(
                        new Delivery(
                                devices,
                                users,
                                seats,
                                Map.of(ANN, "4711".toCharArray()),
                                Map.of(DESK, "s3cret".toCharArray())),
                        hashed -> {});
    }

    private static Seat seat(String device, UserNumber user) {
        return new Seat(new DeviceNumber(device), user);
    }
}
