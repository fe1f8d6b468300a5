package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Group;
import org.hotdesk.model.How;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stores on one database, as two companions on one PostgreSQL will be: neither decides on what is no longer so. */
class TwoProgramsTest {
    private static final DeviceNumber DESK = new DeviceNumber("2001");
    private static final UserNumber ANN = new UserNumber("201");
    private static final Group SALES = new Group(new Token("sales"), new DisplayName("Sales"));

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
    void eachDecidesOnWhatTheOtherCommitted() {
        try (Store here = open();
                Store there = open()) {
            here.directory().putAll(List.of(device("2001")), List.of(user("201", "Ann"), user("301", "Ben")));
            there.logins().login(DESK, ANN, How.CODE);

            assertThat(here.logins().login(DESK, ANN, How.CODE)).isInstanceOf(LoginOutcome.Unchanged.class);
            there.directory().removeDevice(DESK);
            assertThat(here.logins().login(DESK, ANN, How.CODE)).isInstanceOf(LoginOutcome.Refused.class);
            assertThat(here.floor().device(DESK)).isEmpty();
        }
    }

    @Test
    void bothWritingAtOnce_endWithOneFloor() throws Exception {
        long seed = System.nanoTime();
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try (Store here = open();
                Store there = open()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Store store = i % 2 == 0 ? here : there;
                var random = new Random(seed + i);
                running.add(writers.submit(() -> write(store, random)));
            }
            for (Future<?> done : running) {
                done.get();
            }
            here.refresh();
            there.refresh();

            List<String> truth = FloorText.lines(here.loadAgain());
            assertThat(FloorText.lines(here.floor())).as("seed " + seed).containsExactlyInAnyOrderElementsOf(truth);
            assertThat(FloorText.lines(there.floor())).as("seed " + seed).containsExactlyInAnyOrderElementsOf(truth);
        } finally {
            writers.shutdown();
        }
    }

    private static void write(Store store, Random random) {
        for (int i = 0; i < 60; i++) {
            String desk = "" + (2000 + random.nextInt(5));
            String sitter = "" + (200 + random.nextInt(3));
            switch (random.nextInt(14)) {
                case 0 -> store.directory().putDevice(device(desk));
                case 1 -> store.directory().putUser(user(sitter, "User " + i));
                case 2 -> store.directory().removeDevice(new DeviceNumber(desk));
                case 3 -> store.directory().removeUser(new UserNumber(sitter));
                case 5 -> store.directory().addAlias(Alias.of(new AliasName("a" + desk), new DeviceNumber(desk)));
                case 6 -> store.directory().addAlias(Alias.of(new AliasName("a" + desk), new UserNumber(sitter)));
                case 7 -> store.directory().removeAlias(new AliasName("a" + desk));
                case 8 -> store.policies().putGroup(SALES);
                case 9 -> store.policies().removeGroup(SALES.name());
                case 10 ->
                    store.policies()
                            .join(SALES.name(), List.of(new UserNumber(sitter)), List.of(new DeviceNumber(desk)));
                case 11 -> store.policies().leave(List.of(new UserNumber(sitter)), List.of());
                case 12 ->
                    store.policies()
                            .set(
                                    random.nextBoolean()
                                            ? new PolicyScope.OfUser(new UserNumber(sitter))
                                            : new PolicyScope.OfGroup(SALES.name()),
                                    PolicyKey.END_AFTER,
                                    PolicyKey.END_AFTER.read(i + "m").orElseThrow());
                case 4 -> store.logins().logoff(new DeviceNumber(desk), How.CLI);
                default -> store.logins().login(new DeviceNumber(desk), new UserNumber(sitter), How.CLI);
            }
        }
    }
}
