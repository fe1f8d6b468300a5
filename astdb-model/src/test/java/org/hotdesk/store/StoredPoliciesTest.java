package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
import org.hotdesk.model.PolicyValue;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a file; {@link PostgresTest} runs it on PostgreSQL. */
class StoredPoliciesTest {
    private static final DeviceNumber DESK = new DeviceNumber("2001");
    private static final DeviceNumber OTHER = new DeviceNumber("2002");
    private static final UserNumber ANN = new UserNumber("201");
    private static final UserNumber BEN = new UserNumber("301");
    private static final Token SALES = new Token("sales");
    private static final Token LOBBY = new Token("lobby");

    @TempDir
    Path folder;

    private Store store;

    /** Where the store is; on another database in {@link PostgresTest}. */
    StoreConfig config() {
        return StoreOnFile.config(folder);
    }

    @BeforeEach
    void openWithAnnAtADesk() {
        store = Store.open(config(), StoreOnFile.NOON);
        store.directory()
                .putAll(List.of(device("2001"), device("2002")), List.of(user("201", "Ann"), user("301", "Ben")));
        store.logins().login(DESK, ANN, How.CODE);
        stored(store.policies().putGroup(new Group(SALES, new DisplayName("Sales"))));
        stored(store.policies().putGroup(new Group(LOBBY, new DisplayName("Lobby"))));
    }

    @AfterEach
    void close() {
        List<String> floor = FloorText.lines(store.floor());
        assertThat(FloorText.lines(store.loadAgain())).containsExactlyInAnyOrderElementsOf(floor);
        store.close();
        try (Store again = Store.open(config(), StoreOnFile.NOON)) {
            assertThat(FloorText.lines(again.floor())).containsExactlyInAnyOrderElementsOf(floor);
        }
    }

    @Test
    void values_holdFromWhereTheyAreSet() {
        set(new OfSystem(), PolicyKey.END_AFTER, "8h");
        assertThat(effective(PolicyKey.END_AFTER)).isEqualTo("8h system");
        stored(store.policies().join(SALES, List.of(ANN), List.of()));
        set(new OfGroup(SALES), PolicyKey.END_AFTER, "9h");
        assertThat(effective(PolicyKey.END_AFTER)).isEqualTo("9h group sales");
        set(new OfUser(ANN), PolicyKey.END_AFTER, "10h");
        assertThat(effective(PolicyKey.END_AFTER)).isEqualTo("10h user 201");
        stored(store.policies().clear(new OfUser(ANN), PolicyKey.END_AFTER));
        stored(store.policies().leave(List.of(ANN), List.of()));
        assertThat(effective(PolicyKey.END_AFTER)).isEqualTo("8h system");
    }

    @Test
    void changeOfWhatAstdbShows_namesWhomItConcerns() {
        stored(store.policies().join(SALES, List.of(ANN, BEN), List.of()));
        stored(store.policies().join(LOBBY, List.of(), List.of(OTHER)));
        long before = store.changes().latest();

        set(new OfGroup(SALES), PolicyKey.OUTBOUND, "no");
        assertThat(changesAfter(before)).containsExactly("USER 201", "USER 301", "DEVICE 2001", "POLICY group");
        before = store.changes().latest();
        set(new OfGroup(LOBBY), PolicyKey.EMPTY_CALLS, "internal");
        assertThat(changesAfter(before)).containsExactly("DEVICE 2002", "POLICY group");
        before = store.changes().latest();
        set(new OfSystem(), PolicyKey.MUSIC, "jazz");
        assertThat(changesAfter(before))
                .containsExactlyInAnyOrder("DEVICE 2001", "DEVICE 2002", "USER 201", "USER 301", "POLICY system");
        before = store.changes().latest();
        set(new OfSystem(), PolicyKey.END_AFTER, "8h");
        assertThat(changesAfter(before)).containsExactly("POLICY system");
        before = store.changes().latest();
        stored(store.policies().leave(List.of(ANN), List.of()));
        assertThat(changesAfter(before)).containsExactly("USER 201", "DEVICE 2001", "MEMBER user");
    }

    @Test
    void whatIsSoAlready_changesNothing() {
        set(new OfUser(ANN), PolicyKey.END_AFTER, "90m");
        stored(store.policies().join(SALES, List.of(ANN), List.of(DESK)));
        long before = store.changes().latest();

        set(new OfUser(ANN), PolicyKey.END_AFTER, "1h30m");
        stored(store.policies().join(SALES, List.of(ANN), List.of(DESK)));
        stored(store.policies().leave(List.of(BEN), List.of()));
        stored(store.policies().clear(new OfUser(BEN), PolicyKey.END_AFTER));
        stored(store.policies().putGroup(new Group(SALES, new DisplayName("Sales"))));

        assertThat(store.changes().latest()).isEqualTo(before);
    }

    @Test
    void whatIsNotThere_isRefused() {
        rejected(set(new OfUser(new UserNumber("9")), "phones", "deny"), "user 9: there is no such user");
        rejected(set(new OfGroup(new Token("x")), "phones", "deny"), "group x: there is no such group");
        rejected(
                set(new OfDevice(DESK), "allow-groups", "sales,x"),
                "device 2001: allow-groups must name groups; there is no group x");
        rejected(
                set(new OfUser(ANN), "allow-groups", "sales"),
                "user 201: allow-groups is a policy of devices; set it for a device, a group or the system");
        rejected(
                set(new OfDevice(DESK), "allow-areas", "lobby"),
                "device 2001: allow-areas is a policy of users; set it for a user, a group or the system");
        rejected(store.policies().join(new Token("x"), List.of(ANN), List.of()), "group x: there is no such group");
        rejected(
                store.policies().join(SALES, List.of(ANN), List.of(new DeviceNumber("9"))),
                "device 9: there is no such device");
        assertThat(store.floor().policies().groupOf(ANN)).as("all or nothing").isEmpty();
    }

    @Test
    void groupInAnAllowList_cannotBeRemoved() {
        set(new OfDevice(DESK), PolicyKey.ALLOW_GROUPS, "lobby,sales");
        set(new OfUser(ANN), PolicyKey.ALLOW_AREAS, "sales");

        rejected(
                store.policies().removeGroup(SALES),
                "group sales: is in allow-areas of user 201, allow-groups of device 2001; change these first");
        rejected(store.policies().removeGroup(new Token("x")), "group x: there is no such group");
    }

    @Test
    void removedGroup_leavesNothingBehind() {
        stored(store.policies().join(SALES, List.of(ANN), List.of(DESK)));
        set(new OfGroup(SALES), PolicyKey.END_AFTER, "9h");
        set(new OfGroup(SALES), PolicyKey.ALLOW_GROUPS, "sales");

        stored(store.policies().removeGroup(SALES));
        stored(store.policies().putGroup(new Group(SALES, new DisplayName("Another"))));

        assertThat(store.floor().policies().usersIn(SALES)).isEmpty();
        assertThat(store.floor().policies().devicesIn(SALES)).isEmpty();
        assertThat(store.floor().policies().at(new OfGroup(SALES))).isEmpty();
    }

    @Test
    void removedUserAndDevice_leaveNothingBehind() {
        stored(store.policies().join(SALES, List.of(ANN), List.of(DESK)));
        set(new OfUser(ANN), PolicyKey.END_AFTER, "9h");
        set(new OfDevice(DESK), PolicyKey.END_AFTER, "9h");
        try (Store other = Store.open(config(), StoreOnFile.NOON)) {
            store.directory().removeUser(ANN);
            store.directory().removeDevice(DESK);
            store.directory().putAll(List.of(device("2001")), List.of(user("201", "Another")));
            other.refresh();

            assertThat(FloorText.lines(other.floor()))
                    .containsExactlyInAnyOrderElementsOf(FloorText.lines(store.floor()));
        }
        assertThat(store.floor().policies().groupOf(ANN)).isEmpty();
        assertThat(store.floor().policies().groupOf(DESK)).isEmpty();
        assertThat(store.floor().policies().all()).isEmpty();
    }

    @Test
    void loginWithOnePhone_movesTheUserInOneCommit() {
        set(new OfUser(ANN), PolicyKey.PHONES, "move");
        long before = store.changes().latest();

        LoginOutcome outcome = store.logins().login(OTHER, ANN, How.CODE);

        assertThat(outcome).isInstanceOf(LoginOutcome.Changed.class);
        assertThat(store.floor().sessionsOf(ANN))
                .extracting(session -> session.device())
                .containsExactly(OTHER);
        assertThat(store.ledger().sessions(new LedgerQuery(Optional.empty(), Optional.of(ANN), Optional.empty(), 10)))
                .extracting(EndedSession::why)
                .containsExactly(EndedSession.Why.MOVED);
        assertThat(changesAfter(before))
                .containsExactly("USER 201", "DEVICE 2001", "DEVICE 2002", "SESSION_ENDED 201", "SESSION_BEGAN 201");
    }

    private String effective(PolicyKey key) {
        var effective = store.floor().policies().effective(key, Optional.of(DESK), Optional.of(ANN));
        return effective.value() + " "
                + effective.from().map(PolicyScope::toString).orElse("preset");
    }

    private void set(PolicyScope scope, PolicyKey key, String text) {
        stored(set(scope, key.literal(), text));
    }

    private PutOutcome set(PolicyScope scope, String literal, String text) {
        PolicyKey key = PolicyKey.parse(literal).orElseThrow();
        PolicyValue value = key.read(text).orElseThrow();
        return store.policies().set(scope, key, value);
    }

    private List<String> changesAfter(long seq) {
        return store.changes().after(seq, 100).stream()
                .map(change -> change.kind() + " " + change.subject())
                .toList();
    }

    private static void stored(PutOutcome outcome) {
        assertThat(outcome).isInstanceOf(PutOutcome.Stored.class);
    }

    private static void rejected(PutOutcome outcome, String reason) {
        assertThat(outcome).isEqualTo(new PutOutcome.Rejected(List.of(reason)));
    }
}
