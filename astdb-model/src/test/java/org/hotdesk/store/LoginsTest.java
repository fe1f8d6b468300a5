package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.nio.file.Path;
import java.util.List;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.UserNumber;
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
}
