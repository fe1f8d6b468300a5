package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One power cut after another, each on what the last one left: while the store opens, while several write and the disk
 * takes its time to force, while its file is tidied up, and while it closes.
 */
class PowerCutsTest {
    private static final FileLayer LOSSY = new FileLayer(LossyLayer.SCHEME + ":" + FileLayer.ASYNC.scheme(), true);
    private static final List<LossyDisk.Loss> LOSSES = List.of(LossyDisk.Loss.values());
    private static final int LIVES = 60;
    private static final int OPERATIONS_MAX = 250;
    private static final int WRITERS = 4;
    private static final int EDITS = 25;
    private static final String NAME = "Name ";
    private static final Executor THREADS = work -> new Thread(work, "writer").start();

    @TempDir
    Path folder;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private int tidied;

    @BeforeEach
    @AfterEach
    void reset() {
        LossyDisk.reset();
    }

    @Test
    void eachLife_beginsWithWhatTheLastOneAcknowledged() throws IOException {
        Path home = Files.createDirectory(folder.resolve("0"));
        try (Store store = Store.open(config(home), StoreOnFile.NOON, LOSSY)) {
            store.directory()
                    .putAll(
                            List.of(),
                            IntStream.range(0, WRITERS)
                                    .mapToObj(i -> user(number(i).digits(), NAME + 0))
                                    .toList());
        }
        int[] found = new int[WRITERS];
        for (int life = 1; life <= LIVES; life++) {
            Path next = Files.createDirectory(folder.resolve("" + life));
            Cut cut = new Life(home, next, found).run();
            LossyDisk.deleted(file(home).toString());
            home = next;
            LossyDisk.has(file(home).toString(), Files.readAllBytes(file(home)));
            found = found(home);
            for (int i = 0; i < WRITERS; i++) {
                assertThat(found[i])
                        .as("edits of writer %d after cut %d, %s, seed %d", i, life, cut, seed)
                        .isBetween(cut.acknowledged.get(i), cut.begun.get(i));
            }
        }
        assertThat(tidied).isPositive();
    }

    /** Looks at a copy, so that what the next life has to open is as the cut left it. */
    private int[] found(Path home) throws IOException {
        Path copy = Files.createDirectory(home.resolve("copy"));
        Files.copy(file(home), file(copy));
        int[] found;
        try (Store store = Store.open(config(copy), StoreOnFile.NOON)) {
            found = IntStream.range(0, WRITERS)
                    .map(i -> Integer.parseInt(store.floor()
                            .user(number(i))
                            .orElseThrow()
                            .cidname()
                            .text()
                            .substring(NAME.length())))
                    .toArray();
        }
        readAll(copy);
        return found;
    }

    /** Each page, also those of indexes. */
    private static void readAll(Path home) {
        try (Connection connection = DriverManager.getConnection(
                "jdbc:h2:file:" + home.resolve("hotdesk") + ";ACCESS_MODE_DATA=r", "hotdesk", "")) {
            MVStore store = H2File.openAs(connection);
            for (String name : store.getMapNames()) {
                MVMap<?, ?> map =
                        store.getMap(Integer.parseInt(store.getMetaMap().get("name." + name), 16));
                if (map != null) {
                    map.keyIterator(null).forEachRemaining(key -> {});
                }
            }
        } catch (SQLException broken) {
            throw new AssertionError("cannot be read: " + home, broken);
        }
    }

    private StoreConfig config(Path home) {
        StoreConfig usual = StoreOnFile.config(folder);
        return new StoreConfig(
                StoreOnFile.config(home).jdbcUrl(), usual.pepperFile(), usual.keyFile(), usual.realm(), false);
    }

    private static Path file(Path home) {
        return home.resolve("hotdesk.mv.db");
    }

    private static UserNumber number(int writer) {
        return new UserNumber("" + (201 + writer));
    }

    /**
     * How far writers were when the power was cut.
     *
     * @param when in words
     * @param acknowledged the last edit of each writer that was
     * @param begun the last one that may be on the disk
     */
    private record Cut(String when, List<Integer> acknowledged, List<Integer> begun) {}

    /** From the opening of a store to its closing, with a cut at one of the operations of its file, or after the last. */
    private final class Life {
        private final Path home;
        private final Path next;
        private final int at = 1 + random.nextInt(OPERATIONS_MAX);
        private final LossyDisk.Loss loss = LOSSES.get(random.nextInt(LOSSES.size()));
        private final AtomicIntegerArray acknowledged;
        private final AtomicIntegerArray begun;
        private int operations;
        private volatile String phase = "opening";
        private volatile Optional<Cut> cut = Optional.empty();

        /** @param next gets what the cut leaves */
        Life(Path home, Path next, int[] found) {
            this.home = home;
            this.next = next;
            this.acknowledged = new AtomicIntegerArray(found);
            this.begun = new AtomicIntegerArray(found);
        }

        Cut run() {
            LossyDisk.slow(2);
            LossyDisk.beforeEach(() -> {
                if (++operations == at) {
                    cut = Optional.of(cut());
                }
            });
            try (Store store = Store.open(config(home), StoreOnFile.NOON, LOSSY)) {
                phase = "writing";
                List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
                        .mapToObj(i -> CompletableFuture.runAsync(() -> write(store, i), THREADS))
                        .toList();
                while (!writers.stream().allMatch(CompletableFuture::isDone)) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                    tidied += store.tidy() ? 1 : 0;
                }
                writers.forEach(CompletableFuture::join);
                phase = "closing";
            }
            LossyDisk.beforeEach(() -> {});
            return cut.orElseGet(this::cut);
        }

        private void write(Store store, int writer) {
            for (int i = 0; i < EDITS && cut.isEmpty(); i++) {
                int edit = begun.incrementAndGet(writer);
                store.directory().putUser(user(number(writer).digits(), NAME + edit));
                acknowledged.set(writer, edit);
            }
        }

        private Cut cut() {
            List<Integer> certain = all(acknowledged); // before those that were begun
            try {
                Files.write(
                        file(next),
                        LossyDisk.afterPowerCut(file(home).toString(), loss, random)
                                .orElseThrow());
            } catch (IOException denied) {
                throw new UncheckedIOException(denied);
            }
            return new Cut(phase + " operation " + operations + " loss " + loss, certain, all(begun));
        }

        private static List<Integer> all(AtomicIntegerArray numbers) {
            return IntStream.range(0, numbers.length())
                    .map(numbers::get)
                    .boxed()
                    .toList();
        }
    }
}
