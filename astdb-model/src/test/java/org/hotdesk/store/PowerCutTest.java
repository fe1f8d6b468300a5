package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What was acknowledged is there after a power cut, at any moment and whatever became of the writes that were not forced;
 * what was not is there whole or not at all; and the store opens by itself.
 */
class PowerCutTest {
    private static final FileLayer LOSSY = new FileLayer(LossyLayer.SCHEME + ":" + FileLayer.ASYNC.scheme(), true);
    private static final int CUTS = 200;
    private static final int DESKS = 12;
    private static final int USERS = 5;
    private static final List<LossyDisk.Loss> LOSSES = List.of(LossyDisk.Loss.values());

    @TempDir
    Path folder;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Cut> cuts = new ArrayList<>();
    private int operations;

    /** What the floor was after each commit that was acknowledged. */
    private final List<List<String>> acknowledged = new ArrayList<>();

    @BeforeEach
    @AfterEach
    void reset() {
        LossyDisk.reset();
    }

    @Test
    void acknowledgedCommit_survivesPowerCut() {
        run(LOSSY, 1, CUTS);

        System.out.println(
                "PowerCutTest seed " + seed + ": " + operations + " file operations, " + cuts.size() + " cuts");
        assertThat(cuts.parallelStream().flatMap(cut -> cut.wrong().stream().map(what -> cut + ": " + what)))
                .as("seed " + seed)
                .isEmpty();
    }

    @Test
    void tidyingUp_losesNothingInAPowerCut() {
        var moved = new AtomicInteger();
        run(LOSSY, 3, CUTS / 2, (store, i) -> {
            commit(store, i);
            if (i % 10 == 9 && store.tidy()) {
                moved.incrementAndGet();
            }
        });

        assertThat(moved).hasPositiveValue();
        assertThat(cuts.parallelStream().flatMap(cut -> cut.wrong().stream().map(what -> cut + ": " + what)))
                .as("seed " + seed)
                .isEmpty();
    }

    @Test
    void firstStart_survivesPowerCut() {
        LossyDisk.beforeEach(() -> {
            if (operations++ % 5 == 0) {
                cuts.add(cut());
            }
        });
        Store.open(StoreOnFile.config(folder), StoreOnFile.NOON, LOSSY).close();
        LossyDisk.beforeEach(() -> {});

        acknowledged.add(List.of());
        assertThat(cuts).hasSizeGreaterThan(10);
        assertThat(cuts.parallelStream().flatMap(cut -> cut.wrong().stream().map(what -> cut + ": " + what)))
                .as("seed " + seed)
                .isEmpty();
    }

    @Test
    void fullDisk_refusesTheLoginAndRecoversByItself() {
        StoreConfig config = StoreOnFile.config(folder);
        var desk = new DeviceNumber("2000");
        try (Store store = Store.open(config, StoreOnFile.NOON, LOSSY)) {
            store.directory().putAll(devices(), users());
            store.logins().login(desk, new UserNumber("200"), How.CODE);
            List<String> before = FloorText.lines(store.floor());
            for (int round = 0; round < 3; round++) {
                LossyDisk.full(true);
                for (int i = 0; i < 3; i++) {
                    assertThatThrownBy(() -> store.logins().login(desk, new UserNumber("201"), How.CODE))
                            .isInstanceOf(StoreException.class)
                            .hasMessageContaining("No space left on device");
                }
                assertThat(FloorText.lines(store.floor())).isEqualTo(before);
                assertThat(store.floor().sessionAt(desk)).isPresent();

                LossyDisk.full(false);
                assertThat(store.logins().login(desk, new UserNumber("201"), How.CODE))
                        .isInstanceOf(LoginOutcome.Changed.class);
                store.logins().login(desk, new UserNumber("200"), How.CODE);
                before = FloorText.lines(store.floor());
                assertThat(FloorText.lines(store.loadAgain())).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8})
    void fullDisk_atTheFirstStart_isToldInOneLine_andLeavesNothing(int most) throws IOException {
        StoreConfig config = StoreOnFile.config(folder);
        var operations = new AtomicInteger();
        LossyDisk.beforeEach(() -> LossyDisk.full(operations.incrementAndGet() >= most));

        assertThatThrownBy(() -> Store.open(config, StoreOnFile.NOON, LOSSY))
                .isInstanceOf(StoreException.class)
                .hasMessage("store " + config.jdbcUrl() + ": No space left on device");

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void withoutForcing_thisTestFindsLosses() throws IOException {
        run(new FileLayer(LOSSY.scheme(), false), 40, 10);

        long lost = 0;
        for (Cut cut : cuts) {
            lost += cut.wrong().isPresent() ? 1 : 0;
        }
        assertThat(lost).as("seed %d", seed).isPositive();
    }

    /** Cuts the power at each n-th file operation of logins, logoffs and edits, until it was cut often enough. */
    private void run(FileLayer layer, int every, int enough) {
        run(layer, every, enough, this::commit);
    }

    private void run(FileLayer layer, int every, int enough, ObjIntConsumer<Store> work) {
        try (Store store = Store.open(StoreOnFile.config(folder), StoreOnFile.NOON, layer)) {
            store.directory().putAll(devices(), users());
            acknowledged.add(FloorText.lines(store.floor()));
            LossyDisk.beforeEach(() -> {
                if (operations++ % every == 0) {
                    cuts.add(cut());
                }
            });
            for (int i = 0; cuts.size() < enough; i++) {
                work.accept(store, i);
                acknowledged.add(FloorText.lines(store.floor()));
            }
            LossyDisk.beforeEach(() -> {});
        }
    }

    private Cut cut() {
        LossyDisk.Loss loss = LOSSES.get(random.nextInt(LOSSES.size()));
        try {
            Path scene = Files.createDirectories(folder.resolve("cut" + operations));
            for (String file : List.of("hotdesk.mv.db", "hotdesk.making.mv.db")) {
                Optional<byte[]> left =
                        LossyDisk.afterPowerCut(folder.resolve(file).toString(), loss, random);
                if (left.isPresent()) {
                    Files.write(scene.resolve(file), left.get());
                }
            }
            return new Cut(operations, loss, acknowledged.size(), scene, acknowledged);
        } catch (IOException denied) {
            throw new UncheckedIOException(denied);
        }
    }

    private void commit(Store store, int i) {
        var desk = new DeviceNumber("" + (2000 + random.nextInt(DESKS)));
        var sitter = new UserNumber("" + (200 + random.nextInt(USERS)));
        switch (random.nextInt(6)) {
            case 0 -> store.logins().logoff(desk, How.CODE);
            case 1 -> store.directory().putUser(user(sitter.digits(), "User " + i));
            default -> store.logins().login(desk, sitter, How.CODE);
        }
    }

    private static List<Device> devices() {
        return IntStream.range(0, DESKS).mapToObj(i -> device("" + (2000 + i))).toList();
    }

    private static List<AmpUser> users() {
        return IntStream.range(0, USERS)
                .mapToObj(i -> user("" + (200 + i), "User " + i))
                .toList();
    }

    /**
     * @param before how many commits were acknowledged before it
     * @param scene the folder with what is left of the file
     * @param floors after each commit, as they come to be known
     */
    private record Cut(int operation, LossyDisk.Loss loss, int before, Path scene, List<List<String>> floors) {
        /** Empty when the store is as the last acknowledged commit left it, or as the one that was under way did. */
        Optional<String> wrong() {
            try (Store store = StoreOnFile.open(scene)) {
                List<String> found = FloorText.lines(store.floor());
                boolean right = (before > 0 && found.equals(floors.get(before - 1)))
                        || (before < floors.size() && found.equals(floors.get(before)));
                return right ? Optional.empty() : Optional.of("the floor is another: " + found);
            } catch (StoreException closed) {
                return Optional.of(closed.toString());
            }
        }

        @Override
        public String toString() {
            return "operation " + operation + " loss " + loss + " after " + before + " commits";
        }
    }
}
