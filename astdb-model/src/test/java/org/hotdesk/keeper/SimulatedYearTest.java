package org.hotdesk.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.astdb.EntityRows;
import org.hotdesk.astdb.Projection;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.rules.LoginRules;
import org.hotdesk.store.Change;
import org.hotdesk.store.EndedSession.Why;
import org.hotdesk.store.LedgerQuery;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A year of an office in which everything happens by chance, with a clock that jumps: 200 people, or as many as
 * {@code -Dhotdesk.simulated-people} says. Two companions watch the sessions of one store.
 */
class SimulatedYearTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
    private static final int DAYS = Integer.getInteger("hotdesk.simulated-days", 365);
    private static final int PEOPLE = Integer.getInteger("hotdesk.simulated-people", 200);
    private static final Duration STEP = Duration.ofMinutes(20);
    private static final int NEW_COMPANIONS_EVERY_DAYS = 30;

    private final long seed = Long.getLong("hotdesk.simulated-seed", System.nanoTime());
    private final MovableClock clock =
            new MovableClock(FIRST_DAY.atStartOfDay(SimulatedRules.HERE).toInstant(), SimulatedRules.HERE);
    private final Set<Long> toldOver = new HashSet<>();
    private final Map<DeviceNumber, Instant> freeSince = new HashMap<>();
    private final Map<AstDbKey, String> image = new HashMap<>();
    private final Map<Why, Integer> endings = new EnumMap<>(Why.class);
    private final List<SessionKeeper> keepers = new ArrayList<>();

    @TempDir
    Path folder;

    private final Logger keeperLog = Logger.getLogger(SessionKeeper.class.getName());
    private long drained;

    /** It says a line for each of tens of thousands of ends. */
    @BeforeEach
    void quieten() {
        keeperLog.setLevel(Level.WARNING);
    }

    @AfterEach
    void speakAgain() {
        keeperLog.setLevel(null);
    }

    @Test
    void year_keepsEveryRule() {
        try (Store store = StoreOnFile.unforced(folder, clock)) {
            var office = new SimulatedOffice(store, clock, PEOPLE, new Random(seed));
            office.open();
            for (int day = 0; day < DAYS; day++) {
                if (day % NEW_COMPANIONS_EVERY_DAYS == 0) {
                    startCompanions(store, office);
                }
                live(store, office, FIRST_DAY.plusDays(day));
                agree(store);
            }
        } finally {
            keepers.forEach(SessionKeeper::close);
        }
        if (DAYS >= 365) {
            assertThat(endings.keySet())
                    .as("all that can happen happened, seed " + seed)
                    .contains(Why.DURATION, Why.SCHEDULE, Why.IDLE, Why.MISSED_CALLS, Why.PHONE_GONE, Why.DISABLED)
                    .contains(Why.LOGOFF, Why.REPLACED, Why.MOVED);
        }
    }

    private void startCompanions(Store store, SimulatedOffice office) {
        keepers.forEach(SessionKeeper::close);
        keepers.clear();
        ActivityBook[] books = {new ActivityBook(store::floor, clock), new ActivityBook(store::floor, clock)};
        office.listen(books);
        for (ActivityBook book : books) {
            keepers.add(new SessionKeeper(store, book, (session, end) -> {}, clock));
        }
    }

    private void live(Store store, SimulatedOffice office, LocalDate date) {
        Instant end = date.plusDays(1).atStartOfDay(SimulatedRules.HERE).toInstant();
        Instant begin = date.atStartOfDay(SimulatedRules.HERE).toInstant();
        for (Instant now = begin; now.isBefore(end); now = now.plus(STEP)) {
            clock.set(now);
            office.live(now.atZone(SimulatedRules.HERE).getHour());
            settle(store, office);
            drain(store);
        }
    }

    /** Looks second by second until everybody who must go is gone, which may take as long as the pace allows. */
    private void settle(Store store, SimulatedOffice office) {
        int seconds = 2 + PEOPLE / SessionKeeper.PER_SECOND;
        for (int second = 0; second <= seconds; second++) {
            List<Session> before = hotDesks(store.floor());
            keepers.forEach(SessionKeeper::look);
            for (Session session : before) {
                if (!store.floor().sessionAt(session.device()).equals(Optional.of(session))) {
                    assertEndedByRule(office, session);
                }
            }
            if (overdue(store, office).isEmpty()) {
                return;
            }
            clock.pass(Duration.ofSeconds(1));
        }
        assertThat(overdue(store, office))
                .as(situation() + "outlived their rules")
                .isEmpty();
    }

    private void assertEndedByRule(SimulatedOffice office, Session session) {
        assertThat(office.isTalking(session.device()))
                .as(situation() + "ended inside a call: " + session)
                .isFalse();
        assertThat(office.deadline(session))
                .as(situation() + "ended before its rule: " + session)
                .hasValueSatisfying(deadline -> assertThat(deadline).isBeforeOrEqualTo(clock.instant()));
    }

    private List<Session> overdue(Store store, SimulatedOffice office) {
        return hotDesks(store.floor()).stream()
                .filter(session -> !office.isTalking(session.device()))
                .filter(session -> office.deadline(session)
                        .filter(deadline -> !deadline.isAfter(clock.instant()))
                        .isPresent())
                .toList();
    }

    private static List<Session> hotDesks(Floor floor) {
        return floor.sessions().stream()
                .filter(session -> LoginRules.isHotDesk(floor, session))
                .toList();
    }

    /** What a mirror does: the current rows of what the log names. */
    private void drain(Store store) {
        for (List<Change> page = store.changes().after(drained, 1000);
                !page.isEmpty();
                page = store.changes().after(drained, 1000)) {
            Floor floor = store.floor();
            for (Change change : page) {
                switch (change.kind()) {
                    case DEVICE -> write(Projection.device(floor, new DeviceNumber(change.subject())));
                    case USER -> write(Projection.user(floor, new UserNumber(change.subject())));
                    default -> {}
                }
                drained = change.seq();
            }
        }
    }

    private void write(EntityRows rows) {
        rows.byKey().forEach((key, text) -> {
            if (text.isPresent()) {
                image.put(key, text.get());
            } else {
                image.remove(key);
            }
        });
    }

    /** Database, snapshot, ledger and the rows of astdb say the same of who sits where and who sat where. */
    private void agree(Store store) {
        Map<DeviceNumber, Session> open = new HashMap<>();
        StoreOnFile.inDatabase(store).sessions().forEach(session -> open.put(session.device(), session));
        assertThat(store.floor().sessions()).as(situation()).containsExactlyInAnyOrderElementsOf(open.values());
        tellOver(store, open.values());
        assertThat(differences(image, Projection.all(store.floor())))
                .as(situation())
                .isEmpty();
        image.forEach((key, text) -> {
            if (key.family().equals("DEVICE") && key.key().endsWith("/user")) {
                var desk = new DeviceNumber(key.key().substring(0, key.key().indexOf('/')));
                Optional<String> sits = Optional.ofNullable(open.get(desk))
                        .map(session -> session.user().digits());
                assertThat(text).as(situation() + key).isEqualTo(sits.orElse(Projection.NOBODY));
            }
        });
        onePhoneEach(store);
    }

    /** Few enough to be read; features are switched by nobody here. */
    private static List<String> differences(Map<AstDbKey, String> is, Map<AstDbKey, String> ought) {
        Set<AstDbKey> keys = new HashSet<>(is.keySet());
        keys.addAll(ought.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(is.get(key), ought.get(key)))
                .map(key -> key + " is " + is.get(key) + " and must be " + ought.get(key))
                .limit(10)
                .toList();
    }

    /** Each session that ever began is either open or in the ledger, once; at a desk they follow one another. */
    private void tellOver(Store store, Collection<Session> open) {
        takeIn(store, 10 * PEOPLE);
        long last = Stream.concat(open.stream().map(Session::id), toldOver.stream())
                .max(Long::compare)
                .orElse(0L);
        if (toldOver.size() + open.size() < last) {
            takeIn(store, Integer.MAX_VALUE); // one that lasted for weeks is not among the newest
        }
        assertThat(toldOver.size() + open.size())
                .as(situation() + "sessions in all")
                .isEqualTo((int) last);
        for (Session session : open) {
            assertThat(toldOver).as(situation() + "open and over").doesNotContain(session.id());
            assertThat(session.began())
                    .as(situation() + session)
                    .isAfterOrEqualTo(freeSince.getOrDefault(session.device(), Instant.EPOCH));
        }
    }

    private void takeIn(Store store, int most) {
        store.ledger().sessions(new LedgerQuery(Optional.empty(), Optional.empty(), Optional.empty(), most)).stream()
                .filter(over -> !toldOver.contains(over.session().id()))
                .sorted(Comparator.comparingLong(over -> over.session().id()))
                .forEach(over -> {
                    toldOver.add(over.session().id());
                    endings.merge(over.why(), 1, Integer::sum);
                    DeviceNumber desk = over.session().device();
                    assertThat(over.session().began())
                            .as(situation() + over)
                            .isAfterOrEqualTo(freeSince.getOrDefault(desk, Instant.EPOCH))
                            .isBeforeOrEqualTo(over.ended());
                    freeSince.put(desk, over.ended());
                });
    }

    private void onePhoneEach(Store store) {
        Map<UserNumber, Long> phones =
                hotDesks(store.floor()).stream().collect(Collectors.groupingBy(Session::user, Collectors.counting()));
        phones.forEach((user, count) -> {
            SimulatedRules team = SimulatedOffice.team(user);
            if (team == SimulatedRules.NIGHT || team == SimulatedRules.GUESTS) {
                assertThat(count).as(situation() + "phones of user " + user).isEqualTo(1);
            }
        });
    }

    private String situation() {
        return "seed " + seed + " at " + clock.instant() + ": ";
    }
}
