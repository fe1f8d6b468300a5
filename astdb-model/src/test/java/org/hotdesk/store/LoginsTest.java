package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.EndedSession.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginsTest {
    @TempDir
    Path folder;

    /** Where the store is; on another database in {@link PostgresTest}. */
    StoreConfig config() {
        return StoreOnFile.config(folder);
    }

    private Store open() {
        return Store.open(config(), StoreOnFile.NOON);
    }

    @Test
    void login_isInTheNextStoreToo() {
        try (Store store = open()) {
            store.directory().putAll(List.of(device("2001")), List.of(user("201", "Ann")));
            store.pins().set(new UserNumber("201"), "1234".toCharArray());
            assertThat(store.pins().check(new UserNumber("201"), "1234".toCharArray()))
                    .isEqualTo(PinVerdict.RIGHT);
            assertThat(store.logins().login(new DeviceNumber("2001"), new UserNumber("201"), How.CODE))
                    .isInstanceOf(LoginOutcome.Changed.class);
            store.changes().advance("a", 3);
            store.changes().advance("a", 4);
            assertThat(store.changes().cursor("a")).contains(4L);
        }
        try (Store store = open()) {
            assertThat(store.floor().sessionAt(new DeviceNumber("2001"))).isPresent();
        }
    }

    @Test
    void end_endsThatSessionAndNoLaterOne() {
        var desk = new DeviceNumber("2001");
        var ben = new UserNumber("301");
        try (Store store = open();
                Store other = open()) {
            store.directory()
                    .putAll(
                            List.of(device("2001").fallingBackTo(ben)),
                            List.of(user("201", "Ann"), user("301", "Ben")));
            store.logins().login(desk, new UserNumber("201"), How.CODE);
            Session session = store.floor().sessionAt(desk).orElseThrow();

            assertThat(store.logins().end(session, Why.IDLE, How.RULE)).isInstanceOf(LoginOutcome.Changed.class);
            assertThat(other.logins().end(session, Why.SCHEDULE, How.RULE)).isInstanceOf(LoginOutcome.Unchanged.class);

            Session byDefault = store.floor().sessionAt(desk).orElseThrow();
            assertThat(byDefault.user()).isEqualTo(ben);
            assertThat(store.logins().end(byDefault, Why.IDLE, How.RULE)).isInstanceOf(LoginOutcome.Unchanged.class);
            List<EndedSession> ended = store.ledger()
                    .sessions(new LedgerQuery(Optional.of(desk), Optional.of(session.user()), Optional.empty(), 10));
            assertThat(ended)
                    .containsExactly(new EndedSession(session, StoreOnFile.NOON.instant(), How.RULE, Why.IDLE));
        }
    }
}
