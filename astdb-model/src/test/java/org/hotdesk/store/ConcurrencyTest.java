package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.astdb.Projection;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyTest {
    private static final List<UserNumber> TURNS = List.of(new UserNumber("201"), new UserNumber("202"));
    private static final List<DeviceNumber> DESKS = List.of(new DeviceNumber("2001"), new DeviceNumber("2002"));

    @TempDir
    Path folder;

    /** Where the store is; on another database in {@link PostgresTest}. */
    StoreConfig config() {
        return StoreOnFile.config(folder);
    }

    private Store open() {
        return Store.open(config(), StoreOnFile.NOON);
    }

    int times() {
        return 2000;
    }

    @Test
    void twoLoginsOfOneUserAtOnce_bothWin() throws Exception {
        ExecutorService phones = Executors.newFixedThreadPool(2);
        try (Store store = open()) {
            store.directory()
                    .putAll(List.of(device("2001"), device("2002")), List.of(user("201", "Ann"), user("202", "Ben")));
            var together = new CyclicBarrier(2);
            for (int i = 0; i < times(); i++) {
                UserNumber sitter = TURNS.get(i % 2);
                List<Future<LoginOutcome>> logins = new ArrayList<>();
                for (DeviceNumber desk : DESKS) {
                    logins.add(phones.submit(() -> {
                        together.await();
                        return store.logins().login(desk, sitter, How.CODE);
                    }));
                }
                for (Future<LoginOutcome> login : logins) {
                    assertThat(login.get()).isInstanceOf(LoginOutcome.Changed.class);
                }
                assertConsistent(store.floor(), sitter);
            }
        } finally {
            phones.shutdown();
        }
    }

    private static void assertConsistent(Floor floor, UserNumber sitter) {
        // Whoever sat there before is gone from both desks: two users take turns.
        List<Session> sessions = floor.sessionsOf(sitter);
        assertThat(sessions).extracting(Session::device).containsExactlyInAnyOrderElementsOf(DESKS);
        assertThat(sessions).isSortedAccordingTo((a, b) -> Long.compare(a.id(), b.id()));
        String list = sessions.get(0).device() + "&" + sessions.get(1).device();
        assertThat(Projection.all(floor))
                .containsEntry(new AstDbKey("AMPUSER", sitter + "/device"), list)
                .containsEntry(new AstDbKey("DEVICE", "2001/user"), sitter.digits())
                .containsEntry(new AstDbKey("DEVICE", "2002/user"), sitter.digits());
    }

    @Test
    void manyWritersAtOnce_keepOneOrderOfCommitsLogAndSnapshots() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try (Store store = open()) {
            store.directory()
                    .putAll(
                            IntStream.range(0, 20)
                                    .mapToObj(i -> device("" + (2000 + i)))
                                    .toList(),
                            IntStream.range(0, 5)
                                    .mapToObj(i -> user("" + (200 + i), "User " + i))
                                    .toList());
            List<Long> told = Collections.synchronizedList(new ArrayList<>());
            store.onCommit((seq, floor) -> told.add(seq));
            long before = store.changes().latest();
            List<Callable<LoginOutcome>> work = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                var desk = new DeviceNumber("" + (2000 + i % 20));
                var sitter = new UserNumber("" + (200 + i / 20 % 5));
                work.add(
                        i % 3 == 2
                                ? () -> store.logins().logoff(desk, How.CODE)
                                : () -> seen(store, store.logins().login(desk, sitter, How.CODE)));
            }
            for (Future<LoginOutcome> done : writers.invokeAll(work)) {
                done.get();
            }

            List<Change> log = store.changes().after(before, 1_000_000);
            assertThat(log)
                    .extracting(Change::seq)
                    .containsExactlyElementsOf(IntStream.range(0, log.size())
                            .mapToObj(i -> before + 1 + i)
                            .toList());
            assertThat(told)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .last()
                    .isEqualTo(store.changes().latest());
            assertThat(Set.copyOf(FloorText.lines(store.floor())))
                    .isEqualTo(Set.copyOf(FloorText.lines(store.loadAgain())));
        } finally {
            writers.shutdown();
        }
    }

    /** Who has heard of a login finds it in the snapshot and in the log. */
    private static LoginOutcome seen(Store store, LoginOutcome outcome) {
        if (outcome instanceof LoginOutcome.Changed changed) {
            assertThat(store.changes().latest()).isGreaterThanOrEqualTo(changed.seq());
        }
        return outcome;
    }
}
