package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.UserNumber;
import org.hotdesk.pin.LockRule;
import org.hotdesk.store.PinLocks.Attempt;
import org.hotdesk.store.PinLocks.Counter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinLocksTest {
    private static final LockRule RULE = LockRule.standard();
    private static final UserNumber ANN = new UserNumber("201");
    private static final DeviceNumber DESK = new DeviceNumber("2000");

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock(StoreOnFile.NOON.instant());
    private Store store;

    /** Where the store is; on another database in {@link PostgresTest}. */
    StoreConfig config() {
        return StoreOnFile.config(folder);
    }

    @BeforeEach
    void open() {
        store = Store.open(config(), clock);
        List<Device> desks = IntStream.range(0, 20)
                .mapToObj(i -> device("20" + (i < 10 ? "0" : "") + i))
                .toList();
        List<AmpUser> users = IntStream.range(0, 20)
                .mapToObj(i -> user("2" + (i < 10 ? "0" : "") + i, "U"))
                .toList();
        store.directory().putAll(desks, users);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void fifthWrongPin_locksTheUserElsewhere_andNobodyElse() {
        for (int i = 0; i < 5; i++) {
            assertThat(tried("200" + i, "201")).isTrue();
        }

        assertThat(tried("2009", "201")).isFalse();
        assertThat(tried("2009", "202")).as("another user there").isTrue();
        clock.pass(Duration.ofSeconds(31));
        assertThat(tried("2009", "201")).as("after the lock").isTrue();
        assertThat(tried("2008", "201")).isFalse();
        clock.pass(Duration.ofSeconds(31));
        assertThat(tried("2008", "201")).as("the second lock is twice as long").isFalse();
    }

    @Test
    void fifthWrongPin_locksTheDeviceForAllButItsOwn() {
        store.logins().login(DESK, ANN, How.CODE);
        for (int i = 2; i < 7; i++) {
            assertThat(tried("2000", "20" + i)).isTrue();
        }

        assertThat(tried("2000", "209")).isFalse();
        assertThat(tried("2000", "999")).as("nobody's number").isFalse();
        assertThat(tried("2000", "201")).as("who sits there").isTrue();
        assertThat(tried("2001", "209")).as("at another device").isTrue();
    }

    @Test
    void userAtTheirOwnDesk_isNeverLockedFromElsewhere() {
        store.logins().login(DESK, ANN, How.CODE);
        store.logins().logoff(DESK, How.CODE);
        Stream.iterate(1, i -> i + 1).limit(50).forEach(i -> {
            tried("20" + (10 + i % 10), "201");
            clock.pass(Duration.ofSeconds(10));
        });

        assertThat(tried("2010", "201")).isFalse();
        assertThat(tried("2000", "201")).isTrue();
    }

    @Test
    void ownDesk_locksToo_andARightPinBeginsAnew() {
        store.logins().login(DESK, ANN, How.CODE);
        for (int i = 0; i < 4; i++) {
            assertThat(tried("2000", "201")).isTrue();
        }
        store.locks().wasRight(admitted("2000", "201").orElseThrow());
        assertThat(store.locks().counters(RULE)).isEmpty();

        for (int i = 0; i < 5; i++) {
            assertThat(tried("2000", "201")).isTrue();
        }
        assertThat(tried("2000", "201")).isFalse();
        assertThat(tried("2001", "201"))
                .as("elsewhere they have another counter")
                .isTrue();
    }

    @Test
    void rightPinOfOne_doesNotForgiveTheWrongPinsForOthers() {
        for (int i = 2; i < 6; i++) {
            tried("2001", "20" + i);
        }
        store.locks().wasRight(admitted("2001", "207").orElseThrow());

        assertThat(tried("2001", "208")).as("the fifth wrong one").isTrue();
        assertThat(tried("2001", "209")).isFalse();
    }

    @Test
    void manyAtOnce_areNotHeardOutTogether() throws ExecutionException, InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try {
            List<Future<Boolean>> tries = IntStream.range(0, 64)
                    .mapToObj(i -> callers.submit(() -> tried("20" + (10 + i % 10), "201")))
                    .toList();
            int heard = 0;
            for (Future<Boolean> one : tries) {
                heard += one.get() ? 1 : 0;
            }
            assertThat(heard).isEqualTo(5);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void locks_outliveARestart_untilTheyAreLifted() {
        for (int i = 0; i < 5; i++) {
            tried("200" + i, "201");
        }
        store.close();
        store = Store.open(config(), clock);
        assertThat(tried("2009", "201")).isFalse();
        assertThat(store.locks().counters(RULE).stream()
                        .filter(counter -> counter.wrong().isLocked(clock.instant()))
                        .map(Counter::user))
                .containsExactly(Optional.of(ANN));

        assertThat(store.locks().unlock(Optional.empty(), Optional.of(ANN))).isEqualTo(1);
        assertThat(tried("2009", "201")).isTrue();
    }

    @Test
    void counters_areDeletedWhenForgotten() {
        tried("2001", "201");
        clock.pass(Duration.ofMinutes(61));
        store.locks().tidy(RULE);
        assertThat(store.locks().unlock(Optional.of(new DeviceNumber("2001")), Optional.of(ANN)))
                .isZero();
    }

    /** Time goes on between any two looks at the clock. */
    @Test
    void onAClockThatRuns_theFirstAttemptsAreHeard() {
        store.close();
        store = Store.open(config(), Clock.systemUTC());
        for (int i = 0; i < 4; i++) {
            assertThat(tried("2001", "201")).isTrue();
        }
    }

    private boolean tried(String device, String user) {
        return admitted(device, user).isPresent();
    }

    private Optional<Attempt> admitted(String device, String user) {
        return store.locks().admit(RULE, new DeviceNumber(device), UserNumber.parse(user));
    }
}
