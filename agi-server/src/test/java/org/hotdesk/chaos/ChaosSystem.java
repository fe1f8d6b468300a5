package org.hotdesk.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hotdesk.demo.AsteriskInstallation;
import org.hotdesk.demo.Operator;
import org.hotdesk.demo.Ports;
import org.hotdesk.store.PostgresServer;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreConfig;

/**
 * Real Asterisks, companions as processes of their own, and bad lines between them. There are twice as many phones as
 * people; half of the phones are registered, so that lamps differ. Thread-safe.
 */
final class ChaosSystem implements AutoCloseable {
    /** Threads of the storm, people, and half the phones. */
    static final int LANES = 6;

    static final String CONTEXT = "default";

    /** What users are called at first. */
    static final String FIRST_NAME = "Person";

    private static final Duration READY_LIMIT = Duration.ofSeconds(90);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Path folder;
    private final Optional<SmallDisk> disk;
    private final Optional<PostgresServer> database;
    private final StoreConfig store;
    private final List<ChaosAsterisk> asterisks = new ArrayList<>();
    private final List<ChaosCompanion> companions = new ArrayList<>();

    private ChaosSystem(ChaosShape shape, AsteriskInstallation installation, Ports ports, Path folder)
            throws IOException {
        this.folder = folder;
        try {
            Path stored = Files.createDirectory(folder.resolve("store"));
            database = shape.sharesDatabase() ? Optional.of(PostgresServer.running()) : Optional.empty();
            disk = shape.sharesDatabase() ? Optional.empty() : Optional.of(opened(SmallDisk.over(stored)));
            store = database.map(server -> server.config(folder)).orElseGet(() -> inFile(folder.resolve("copy")));
            for (int i = 0; i < shape.asterisks(); i++) {
                asterisks.add(opened(ChaosAsterisk.start("pbx" + (i + 1), installation, ports)));
            }
            List<String> before = disk.map(SmallDisk::besideLine).orElse(List.of());
            for (int i = 0; i < shape.companions(); i++) {
                companions.add(opened(ChaosCompanion.in(folder.resolve("companion" + (i + 1)), before, ports)));
            }
            begin(stored, ports);
        } catch (IOException | RuntimeException failed) {
            String words = lastWords();
            close();
            throw new IllegalStateException("the system did not start; " + words, failed);
        }
    }

    /**
     * Starts all of it.
     *
     * @param ports keep them open longer than this
     * @param folder empty, and removed by whoever made it
     */
    static ChaosSystem start(ChaosShape shape, AsteriskInstallation installation, Ports ports, Path folder)
            throws IOException {
        return new ChaosSystem(shape, installation, ports, folder);
    }

    private void begin(Path stored, Ports ports) throws IOException {
        String keys = database.isEmpty()
                ? "path = \"" + stored.resolve("hotdesk") + "\"\n"
                : "url = \"" + store.jdbcUrl() + "\"\nuser = \""
                        + store.login().user().orElse("") + "\"\npassword-file = \""
                        + store.login().passwordFile().orElseThrow() + "\"\n";
        var agis = companions.stream().map(ChaosCompanion::agi).toList();
        for (ChaosCompanion companion : companions) {
            companion.configure(keys, store, agis, asterisks, ports);
            companion.process().start();
            companion.operator().awaitHealthy(READY_LIMIT);
        }
        people(companions.get(0).operator());
        asterisks.forEach(ChaosAsterisk::registerPhones);
    }

    private static void people(Operator operator) {
        for (String user : users()) {
            operator.okWith(
                    ChaosCompanion.PIN + "\n",
                    "user",
                    "add",
                    user,
                    "--name",
                    FIRST_NAME,
                    "--pin-file",
                    "-",
                    "--mailbox",
                    user + "@" + CONTEXT);
        }
        devices().forEach(device -> operator.ok("device", "add", device));
    }

    private StoreConfig inFile(Path file) {
        return new StoreConfig(
                "jdbc:h2:file:" + file, folder.resolve("pepper"), folder.resolve("key"), "hotdesk", false);
    }

    static String user(int i) {
        return Integer.toString(201 + i);
    }

    static String device(int i) {
        return Integer.toString(1001 + i);
    }

    /** How {@link Seats} knows the name of a user. */
    static String nameOf(String user) {
        return "name of " + user;
    }

    static List<String> users() {
        return IntStream.range(0, LANES).mapToObj(ChaosSystem::user).toList();
    }

    static List<String> devices() {
        return IntStream.range(0, 2 * LANES).mapToObj(ChaosSystem::device).toList();
    }

    /** The devices whose phones are there. */
    static List<String> registered() {
        return IntStream.range(0, LANES).mapToObj(i -> device(2 * i)).toList();
    }

    List<ChaosAsterisk> asterisks() {
        return asterisks;
    }

    List<ChaosCompanion> companions() {
        return companions;
    }

    /** Where the store is when it is a file. */
    Optional<SmallDisk> disk() {
        return disk;
    }

    /** Where the store is when companions share it. */
    Optional<PostgresServer> database() {
        return database;
    }

    /** The store as it lies on the disk; where it is a file, a copy, and the companion must not run. */
    Store storeOnDisk() throws IOException {
        if (disk.isPresent()) {
            Path file = disk.get().path().resolve("hotdesk.mv.db");
            Files.copy(file, folder.resolve("copy.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        }
        return Store.open(store, Clock.systemUTC());
    }

    /** The last lines of the companions' logs. */
    String lastWords() {
        return "the companions' last words:\n"
                + companions.stream().map(ChaosCompanion::lastWords).collect(Collectors.joining("\n"));
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        List<Exception> failures = new ArrayList<>();
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception failed) {
                failures.add(failed);
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("the system could not be closed", failures.get(0));
        }
    }
}
