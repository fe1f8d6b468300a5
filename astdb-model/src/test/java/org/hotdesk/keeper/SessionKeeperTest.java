package org.hotdesk.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.policy.SessionEnd;
import org.hotdesk.policy.SessionEnd.Rule;
import org.hotdesk.store.EndedSession;
import org.hotdesk.store.EndedSession.Why;
import org.hotdesk.store.LedgerQuery;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keeper on a real store, with a clock of the test's. */
class SessionKeeperTest {
    private static final Instant NINE = Instant.parse("2026-11-20T08:00:00Z"); // on a Friday in Berlin
    private static final DeviceNumber D = new DeviceNumber("2001");
    private static final DeviceNumber HOME = new DeviceNumber("2002");
    private static final UserNumber ANN = new UserNumber("201");
    private static final UserNumber BOB = new UserNumber("301");

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(NINE, ZoneId.of("Europe/Berlin"));
    private final List<String> warned = new ArrayList<>();
    private Store store;
    private ActivityBook book;
    private SessionKeeper keeper;

    @BeforeEach
    void open() {
        store = Store.open(StoreOnFile.config(folder), clock);
        store.directory()
                .putAll(
                        List.of(
                                device("2001"),
                                device("2002").fallingBackTo(BOB),
                                device("2003").fixedTo(BOB)),
                        List.of(user("201", "Ann"), user("301", "Bob")));
        book = new ActivityBook(store::floor, clock);
        book.heardAll("a", Map.of());
        keeper = keeper();
    }

    private SessionKeeper keeper() {
        return new SessionKeeper(store, book, (session, end) -> warned.add(session.device() + " " + end), clock);
    }

    @AfterEach
    void close() {
        keeper.close();
        store.close();
    }

    private void system(PolicyKey key, String value) {
        set(new PolicyScope.OfSystem(), key, value);
    }

    private void set(PolicyScope scope, PolicyKey key, String value) {
        store.policies().set(scope, key, key.read(value).orElseThrow());
    }

    private void login(DeviceNumber device, UserNumber user) {
        store.logins().login(device, user, How.CODE);
    }

    private void lookAt(String moment) {
        clock.set(Instant.parse(moment));
        keeper.look();
    }

    private boolean sitsAt(DeviceNumber device, UserNumber user) {
        return store.floor()
                .sessionAt(device)
                .map(Session::user)
                .filter(user::equals)
                .isPresent();
    }

    private List<EndedSession> ended() {
        return store.ledger().sessions(new LedgerQuery(Optional.empty(), Optional.empty(), Optional.empty(), 1000));
    }

    private Optional<SessionEnd> endAt(DeviceNumber device) {
        return store.floor().sessionAt(device).flatMap(keeper::endOf);
    }

    @Test
    void duration_endsASessionAtItsMoment_andNotBefore() {
        system(PolicyKey.END_AFTER, "8h");
        login(D, ANN);

        assertThat(endAt(D).map(SessionEnd::at)).contains(NINE.plus(Duration.ofHours(8)));
        lookAt("2026-11-20T15:59:59Z");
        assertThat(sitsAt(D, ANN)).isTrue();
        lookAt("2026-11-20T16:00:00Z");

        assertThat(store.floor().sessionAt(D)).isEmpty();
        assertThat(ended().get(0).why()).isEqualTo(Why.DURATION);
        assertThat(ended().get(0).how()).isEqualTo(How.RULE);
        assertThat(ended().get(0).ended()).isEqualTo(Instant.parse("2026-11-20T16:00:00Z"));
    }

    @Test
    void schedule_isByTheMachinesClocks_whereNoZoneIsSet() {
        system(PolicyKey.END_AT, "mon-fri 18:00");
        login(D, ANN);

        lookAt("2026-11-20T16:59:59Z");
        assertThat(sitsAt(D, ANN)).isTrue();
        lookAt("2026-11-20T17:00:00Z");
        assertThat(sitsAt(D, ANN)).isFalse();
        assertThat(ended().get(0).why()).isEqualTo(Why.SCHEDULE);
    }

    @Test
    void whatFellDueWhileNobodyLooked_isEndedAtTheNextLook() {
        system(PolicyKey.END_AT, "18:00");
        login(D, ANN);
        keeper.close();
        clock.set(Instant.parse("2026-11-21T03:00:00Z"));
        keeper = keeper();

        keeper.look();

        assertThat(sitsAt(D, ANN)).isFalse();
    }

    @Test
    void aCall_isNeverCut_andTheSessionEndsWithIt() {
        system(PolicyKey.END_AFTER, "1h");
        login(D, ANN);
        book.phone("a", D, PhoneUse.TALKING);

        lookAt("2026-11-20T11:00:00Z");
        assertThat(sitsAt(D, ANN)).isTrue();
        book.phone("a", D, PhoneUse.RINGING);
        keeper.look();
        assertThat(sitsAt(D, ANN)).isTrue();
        book.phone("a", D, PhoneUse.IDLE);
        keeper.look();

        assertThat(sitsAt(D, ANN)).isFalse();
        assertThat(ended().get(0).why()).isEqualTo(Why.DURATION);
    }

    @Test
    void whileNoAsteriskCanBeHeard_nothingEnds() {
        system(PolicyKey.END_AFTER, "1h");
        login(D, ANN);
        book.lost("a");

        lookAt("2026-11-20T11:00:00Z");
        assertThat(sitsAt(D, ANN)).isTrue();
        book.heardAll("a", Map.of());
        keeper.look();

        assertThat(sitsAt(D, ANN)).isFalse();
    }

    @Test
    void idleness_missedCalls_andPhonesGone_endSessions() {
        system(PolicyKey.END_IDLE, "2h");
        system(PolicyKey.END_MISSED, "2");
        system(PolicyKey.END_GONE, "10m");
        login(D, ANN);

        book.missed(ANN);
        lookAt("2026-11-20T08:05:00Z");
        assertThat(sitsAt(D, ANN)).isTrue();
        book.missed(ANN);
        keeper.look();
        assertThat(ended().get(0).why()).isEqualTo(Why.MISSED_CALLS);

        login(D, ANN);
        book.phone("a", D, PhoneUse.GONE);
        lookAt("2026-11-20T08:14:59Z");
        assertThat(sitsAt(D, ANN)).isTrue();
        lookAt("2026-11-20T08:15:00Z");
        assertThat(ended().get(0).why()).isEqualTo(Why.PHONE_GONE);

        book.phone("a", D, PhoneUse.IDLE);
        login(D, ANN);
        lookAt("2026-11-20T10:14:59Z");
        assertThat(sitsAt(D, ANN)).isTrue();
        lookAt("2026-11-20T10:15:00Z");
        assertThat(ended().get(0).why()).isEqualTo(Why.IDLE);
    }

    @Test
    void exemptUsers_fixedPhones_andDefaultUsers_stay() {
        system(PolicyKey.END_AFTER, "1h");
        set(new PolicyScope.OfUser(ANN), PolicyKey.EXEMPT, "yes");
        login(D, ANN);

        lookAt("2026-11-21T11:00:00Z");

        assertThat(sitsAt(D, ANN)).isTrue();
        assertThat(sitsAt(HOME, BOB)).isTrue();
        assertThat(sitsAt(new DeviceNumber("2003"), BOB)).isTrue();
        assertThat(endAt(D)).isEmpty();
        assertThat(endAt(HOME)).isEmpty();
        assertThat(ended()).isEmpty();
    }

    @Test
    void theDefaultUser_comesBack() {
        system(PolicyKey.END_AFTER, "1h");
        login(HOME, ANN);

        lookAt("2026-11-20T09:00:00Z");

        assertThat(sitsAt(HOME, BOB)).isTrue();
    }

    @Test
    void aPolicyThatChanges_holdsForOpenSessionsToo() {
        login(D, ANN);
        lookAt("2026-11-20T12:00:00Z");
        assertThat(endAt(D)).isEmpty();

        set(new PolicyScope.OfDevice(D), PolicyKey.END_AFTER, "5h");
        assertThat(endAt(D).map(SessionEnd::rule)).contains(Rule.DURATION);
        lookAt("2026-11-20T13:00:00Z");

        assertThat(sitsAt(D, ANN)).isFalse();
    }

    @Test
    void aWarning_isGivenOnce_andNotDuringACall() {
        system(PolicyKey.END_AFTER, "8h");
        system(PolicyKey.WARN, "5m");
        login(D, ANN);

        lookAt("2026-11-20T15:54:59Z");
        assertThat(warned).isEmpty();
        book.phone("a", D, PhoneUse.TALKING);
        lookAt("2026-11-20T15:55:00Z");
        assertThat(warned).isEmpty();
        book.phone("a", D, PhoneUse.IDLE);
        lookAt("2026-11-20T15:56:00Z");
        lookAt("2026-11-20T15:57:00Z");

        assertThat(warned).containsExactly("2001 2026-11-20T16:00:00Z");
    }

    @Test
    void fiveHundredAtSix_areSpreadOverTwentySeconds_thoseFirstThatWereThereFirst() throws InterruptedException {
        everybodySitsDown(500);
        system(PolicyKey.END_AT, "18:00");
        Instant six = Instant.parse("2026-11-20T17:00:00Z");

        lookAt("2026-11-20T16:59:59.999Z");
        assertThat(ended()).isEmpty();
        for (int second = 0; second < 20; second++) {
            clock.set(six.plusSeconds(second));
            keeper.look();
            keeper.look(); // a second look in the same second ends no more
            assertThat(ended()).hasSize(SessionKeeper.PER_SECOND * (second + 1));
        }

        assertThat(ended()).extracting(each -> each.session().id()).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(ended())
                .allMatch(each -> each.why() == Why.SCHEDULE && !each.ended().isBefore(six));
        assertThat(store.floor().sessions()).hasSize(2);
    }

    /** From several threads, whose commits share the wait for the disk. */
    private void everybodySitsDown(int people) throws InterruptedException {
        List<Device> desks = IntStream.range(4000, 4000 + people)
                .mapToObj(number -> device(Integer.toString(number)))
                .toList();
        List<AmpUser> users = IntStream.range(5000, 5000 + people)
                .mapToObj(number -> user(Integer.toString(number), "P"))
                .toList();
        store.directory().putAll(desks, users);
        ExecutorService threads = Executors.newFixedThreadPool(25);
        IntStream.range(0, people)
                .forEach(i -> threads.execute(() ->
                        login(desks.get(people - 1 - i).number(), users.get(i).number())));
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void twoCompanions_endASessionOnce() {
        system(PolicyKey.END_AFTER, "1h");
        login(D, ANN);
        SessionKeeper other = keeper();
        other.look();
        keeper.look();
        clock.pass(Duration.ofHours(1));

        keeper.look();
        other.look();
        login(D, ANN);
        other.look();

        assertThat(sitsAt(D, ANN)).isTrue();
        assertThat(ended()).hasSize(1);
    }

    @Test
    void switchingHotDeskingOff_endsTheSession_afterTheCall() {
        login(D, ANN);
        book.phone("a", D, PhoneUse.TALKING);
        set(new PolicyScope.OfUser(ANN), PolicyKey.HOT_DESKING, "no");
        keeper.look();
        assertThat(sitsAt(D, ANN)).isTrue();

        book.phone("a", D, PhoneUse.IDLE);
        keeper.look();

        assertThat(sitsAt(D, ANN)).isFalse();
        assertThat(ended().get(0).why()).isEqualTo(Why.DISABLED);
    }
}
