package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeLogTest {
    private static final DeviceNumber DESK = new DeviceNumber("2001");
    private static final UserNumber ANN = new UserNumber("201");

    @TempDir
    Path folder;

    /** Where the store is; on another database in {@link PostgresTest}. */
    StoreConfig config() {
        return StoreOnFile.config(folder);
    }

    private Store open() {
        return Store.open(config(), StoreOnFile.NOON);
    }

    private Store store;

    @BeforeEach
    void openStore() {
        store = open();
        store.directory().putAll(List.of(device("2001")), List.of(user("201", "Ann")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void log_isReadInPortions() {
        comeAndGo(3);
        long latest = store.changes().latest();

        assertThat(store.changes().after(latest, 10)).isEmpty();
        assertThat(store.changes().after(latest - 3, 2))
                .extracting(Change::seq)
                .containsExactly(latest - 2, latest - 1);
    }

    @Test
    void cursor_isKeptPerServer() {
        store.changes().advance("a", 2);
        store.changes().advance("b", 1);
        store.changes().advance("a", 3);
        store.close();
        store = open();

        assertThat(store.changes().cursor("a")).contains(3L);
        assertThat(store.changes().cursor("b")).contains(1L);
        assertThat(store.changes().cursor("c")).isEmpty();
    }

    @Test
    void cursor_neverGoesBack() {
        store.changes().advance("a", 3);
        store.changes().advance("a", 2);

        assertThat(store.changes().cursor("a")).contains(3L);
    }

    @Test
    void entitiesTouchedAgain_areNewChangesOfTheSameEntities() {
        store.logins().login(DESK, ANN, How.CODE);
        List<Change> all = store.changes().after(0, 1000);
        long before = store.changes().latest();

        store.changes().touchAgain(all);

        assertThat(store.changes().after(before, 1000))
                .extracting(change -> change.kind() + " " + change.subject())
                .as("each once, without who came and went")
                .containsExactly("USER 201", "FEATURES 201", "DEVICE 2001");
    }

    @Test
    void compactedLog_namesEachEntityOnce() {
        comeAndGo(50);
        long latest = store.changes().latest();

        store.changes().compact();

        List<Change> log = store.changes().after(0, 1000);
        assertThat(log).extracting(Change::kind, Change::subject, Change::other).doesNotHaveDuplicates();
        assertThat(log).hasSize(5).last().extracting(Change::seq).isEqualTo(latest);
    }

    @Test
    void compactedLog_dropsWhatAllServersHave() {
        comeAndGo(5);
        long latest = store.changes().latest();
        store.changes().advance("slow", latest - 2);
        store.changes().advance("quick", latest);

        store.changes().compact();

        assertThat(store.changes().after(0, 1000)).extracting(Change::seq).containsExactly(latest - 1, latest);
        assertThat(store.changes().cursor("slow")).contains(latest - 2);
        assertThat(store.changes().reaches(latest - 2)).isTrue();
        assertThat(store.changes().reaches(latest - 3)).isFalse();
        // A server that comes back with less than the log reaches must compare everything.
        store.changes().advance("forgotten", 1);
        assertThat(store.changes().cursor("forgotten")).isEmpty();
        store.changes().forget("forgotten");
        store.changes().forget("slow");
        store.changes().compact();
        assertThat(store.changes().after(0, 1000)).isEmpty();
    }

    @Test
    void log_doesNotGrowForEver() {
        store.changes().advance("a", store.changes().latest());
        for (int i = 0; i < 300; i++) {
            comeAndGo(2);
            store.changes().advance("a", store.changes().latest());
        }

        assertThat(store.changes().after(0, 100_000)).hasSizeLessThan(2 * 1024);
    }

    @Test
    void log_isBoundedWhileAMirrorIsAway() {
        store.changes().advance("away", store.changes().latest());
        store.directory()
                .putAll(
                        List.of(),
                        IntStream.range(0, 400)
                                .mapToObj(i -> user("" + (5000 + i), "User"))
                                .toList());
        List<Change> all = store.changes().after(0, 1000);
        long longest = 0;
        for (int i = 0; i < 30; i++) {
            store.changes().touchAgain(all);
            longest = Math.max(longest, store.changes().after(0, 100_000).size());
        }

        assertThat(store.changes().latest()).isGreaterThan(24_000);
        assertThat(longest).isBetween(10_000L, 14_000L);
        assertThat(store.changes().reaches(store.changes().cursor("away").orElseThrow()))
                .isTrue();
        store.changes().compact();
        assertThat(store.changes().after(0, 100_000)).hasSizeLessThan(2 * 402);
    }

    @Test
    void listener_seesTheCommitThatTheCallerHearsOf() {
        List<Floor> seen = new ArrayList<>();
        store.onCommit((seq, floor) -> seen.add(floor));

        store.logins().login(DESK, ANN, How.CODE);

        assertThat(seen).singleElement().isSameAs(store.floor());
        assertThat(seen.get(0).sessionAt(DESK)).isPresent();
    }

    @Test
    void listener_isToldWhatIsComing_beforeAnybodyCanSeeIt() {
        List<Change> coming = new ArrayList<>();
        List<Floor> floors = new ArrayList<>();
        store.onCommit(new CommitListener() {
            @Override
            public void preparing(List<Change> changes, Floor floor) {
                assertThat(store.floor().sessionAt(DESK)).isEmpty();
                coming.addAll(changes);
                floors.add(floor);
            }

            @Override
            public void committed(long seq, Floor floor) {
                floors.add(floor);
            }
        });
        long before = store.changes().latest();

        store.logins().login(DESK, ANN, How.CODE);

        assertThat(coming).isEqualTo(store.changes().after(before, 100)).isNotEmpty();
        assertThat(floors).hasSize(2).allSatisfy(floor -> assertThat(floor).isSameAs(store.floor()));
    }

    private void comeAndGo(int times) {
        for (int i = 0; i < times; i++) {
            store.logins().login(DESK, ANN, How.CODE);
            store.logins().logoff(DESK, How.CODE);
        }
    }
}
