package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final DeviceNumber DESK = new DeviceNumber("2001");
    private static final UserNumber ANN = new UserNumber("201");
    private static final UserNumber STRANGER = new UserNumber("4711");

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
        store.directory().putAll(List.of(device("2001"), device("2002")), List.of(user("201", "Ann")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void refusals_areKeptWithoutWhatWasTypedForNobody() {
        refused(DESK, STRANGER, "no-such-user");
        refused(new DeviceNumber("9999"), ANN, "wrong-pin");

        assertThat(all()).containsExactly("- 201 wrong-pin 1", "2001 - no-such-user 1");
    }

    @Test
    void equalRefusals_areOneRowWhileTheyFollowClosely() {
        Instant began = clock.instant();
        for (int i = 0; i < 100; i++) {
            refused(DESK, ANN, "wrong-pin");
            clock.pass(Duration.ofSeconds(1));
            if (i % 10 == 0) {
                all();
            }
        }
        all();
        clock.pass(Duration.ofMinutes(2));
        refused(DESK, ANN, "wrong-pin");

        assertThat(all()).containsExactly("2001 201 wrong-pin 1", "2001 201 wrong-pin 100");
        assertThat(store.ledger().refusals(LedgerQuery.newest(9)).get(1).began())
                .isEqualTo(began);
    }

    @Test
    void ledger_isSearchedByDeviceUserAndTime() {
        refused(DESK, ANN, "wrong-pin");
        clock.pass(Duration.ofHours(1));
        refused(new DeviceNumber("2002"), STRANGER, "no-such-user");
        store.logins().login(DESK, ANN, How.CODE);
        store.logins().logoff(DESK, How.CODE);
        Instant since = clock.instant().minusSeconds(60);

        assertThat(asked(Optional.of(DESK), Optional.empty(), Optional.empty()))
                .containsExactly("2001 201 wrong-pin 1");
        assertThat(asked(Optional.empty(), Optional.of(ANN), Optional.empty())).containsExactly("2001 201 wrong-pin 1");
        assertThat(asked(Optional.empty(), Optional.empty(), Optional.of(since)))
                .containsExactly("2002 - no-such-user 1");
        var query = new LedgerQuery(Optional.of(DESK), Optional.of(ANN), Optional.of(since), 9);
        assertThat(store.ledger().sessions(query)).hasSize(1);
        clock.pass(Duration.ofHours(1));
        var later = new LedgerQuery(Optional.of(DESK), Optional.of(ANN), Optional.of(clock.instant()), 9);
        assertThat(store.ledger().sessions(later)).isEmpty();
    }

    @Test
    void whatIsOlderThanItIsKept_isForgotten() {
        refused(DESK, ANN, "wrong-pin");
        store.logins().login(DESK, ANN, How.CODE);
        store.logins().logoff(DESK, How.CODE);
        all();
        clock.pass(Duration.ofDays(10));
        refused(DESK, ANN, "wrong-pin");

        assertThat(all()).hasSize(2);
        assertThat(store.ledger().forget(clock.instant().minus(Duration.ofDays(9))))
                .isEqualTo(2);
        assertThat(all()).hasSize(1);
        assertThat(store.ledger().sessions(LedgerQuery.newest(9))).isEmpty();
    }

    @Test
    void refusalsOfTheLastSecond_areWrittenAtTheEnd() {
        refused(DESK, ANN, "wrong-pin");
        store.close();
        store = Store.open(config(), clock);
        assertThat(all()).hasSize(1);
    }

    private void refused(DeviceNumber device, UserNumber user, String why) {
        store.ledger().refused(Optional.of(device), Optional.of(user), why);
    }

    private List<String> all() {
        return asked(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private List<String> asked(Optional<DeviceNumber> device, Optional<UserNumber> user, Optional<Instant> since) {
        return store.ledger().refusals(new LedgerQuery(device, user, since, 9)).stream()
                .map(refusal -> refusal.device().map(DeviceNumber::digits).orElse("-") + " "
                        + refusal.user().map(UserNumber::digits).orElse("-") + " " + refusal.why() + " "
                        + refusal.times())
                .toList();
    }
}
