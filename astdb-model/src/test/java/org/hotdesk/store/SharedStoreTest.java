package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a database that several companions share needs: following each other, and bearing that it goes away. */
class SharedStoreTest {
    private static final DeviceNumber DESK = new DeviceNumber("2001");
    private static final UserNumber ANN = new UserNumber("201");
    private static final UserNumber BEN = new UserNumber("301");
    private static final Duration SOON = Duration.ofSeconds(10);

    private final PostgresServer server = PostgresServer.running();

    @TempDir
    Path folder;

    @Test
    void anothersCommits_arrive() throws Exception {
        try (Store here = open();
                Store there = open()) {
            CountDownLatch told = new CountDownLatch(11);
            there.onCommit((seq, floor) -> told.countDown());
            for (int i = 0; i < 11; i++) {
                UserNumber next = i % 2 == 0 ? BEN : ANN;
                here.logins().login(DESK, next, How.CODE);
                await(() -> there.floor().sessionAt(DESK).orElseThrow().user().equals(next));
            }

            assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void databaseThatGoesAway_comesBackByItself() throws Exception {
        try (Store store = open()) {
            assertThat(store.trouble()).isEmpty();
            server.kill();
            assertThatThrownBy(() -> store.logins().login(DESK, BEN, How.CODE))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("the database does not answer: ");
            Instant asked = Instant.now();
            assertThatThrownBy(() -> store.pins().hasPin(ANN)).isInstanceOf(StoreException.class);
            assertThat(Duration.between(asked, Instant.now()))
                    .as("who comes later waits for no connection")
                    .isLessThan(Duration.ofMillis(2_500)); // a pool would wait 3 s
            assertThat(store.trouble()).isPresent();
            assertThat(store.floor().sessionAt(DESK)).isPresent();

            server.start();
            await(() -> store.trouble().isEmpty());
            assertThat(store.logins().login(DESK, BEN, How.CODE)).isInstanceOf(LoginOutcome.Changed.class);
        } finally {
            server.start();
        }
    }

    @Test
    void companionFrozenInACommit_doesNotStopTheOthers() throws Exception {
        StoreConfig config = server.config(folder);
        CountDownLatch frozen = new CountDownLatch(1);
        CountDownLatch thawed = new CountDownLatch(1);
        try (Store store = open();
                Database other = Database.open(config, FileLayer.ASYNC)) {
            var thread = new Thread(() -> assertThatThrownBy(() -> other.transaction(handle -> {
                        ChangeTable.lockHead(handle);
                        frozen.countDown();
                        awaitQuietly(thawed);
                        return ChangeTable.head(handle);
                    }))
                    .isInstanceOf(StoreException.class));
            thread.start();
            frozen.await();
            Instant asked = Instant.now();

            assertThat(store.logins().login(DESK, BEN, How.CODE)).isInstanceOf(LoginOutcome.Changed.class);

            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(25));
            thawed.countDown();
            thread.join();
        }
    }

    @Test
    void commits_areForcedWhateverTheServersDefault() {
        StoreConfig config = server.config(folder);
        String name = PostgresServer.name(folder);
        assertThat(commitSetting(config)).isEqualTo("on");
        server.execute("postgres", "alter database \"" + name + "\" set synchronous_commit = off");
        assertThat(commitSetting(config)).isEqualTo("on");
        server.execute("postgres", "alter database \"" + name + "\" set synchronous_commit = remote_apply");
        assertThat(commitSetting(config)).isEqualTo("remote_apply");
    }

    @Test
    void whatIsWrongAtTheStart_isToldInOneLine() throws Exception {
        StoreConfig right = server.config(folder);
        Path password = right.login().passwordFile().orElseThrow();
        assertRefused(
                right.jdbcUrl().replaceAll("/t[0-9a-f]+$", "/nowhere"), right.login(), "\"nowhere\" does not exist");
        assertRefused("jdbc:postgresql://127.0.0.1:1/x", right.login(), "onnection refused");
        assertRefused(right.jdbcUrl(), login(folder.resolve("none")), "/none is missing");
        Path wrong = folder.resolve("wrong");
        SecretFile.create(wrong, "guess-of-mine");
        assertRefused(right.jdbcUrl(), login(wrong), "password authentication failed for user \"hotdesk\"");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused(right.jdbcUrl(), right.login(), "chmod 600");
        assertThatThrownBy(() -> config("jdbc:postgresql://db/x?user=a&password=hidden", right.login()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("password-file")
                .hasMessageNotContaining("hidden");
    }

    private void assertRefused(String url, StoreConfig.Login login, String part) {
        assertThatThrownBy(
                        () -> Store.open(config(url, login), StoreOnFile.NOON).close())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(part)
                .hasMessageNotContaining("guess-of-mine")
                .extracting(Throwable::getMessage)
                .satisfies(message -> assertThat(message.lines()).hasSize(1));
    }

    private StoreConfig config(String url, StoreConfig.Login login) {
        return new StoreConfig(url, login, folder.resolve("pepper"), folder.resolve("keys"), "hotdesk", false);
    }

    private static StoreConfig.Login login(Path passwordFile) {
        return new StoreConfig.Login(Optional.of("hotdesk"), Optional.of(passwordFile));
    }

    private static String commitSetting(StoreConfig config) {
        try (Database database = Database.open(config, FileLayer.ASYNC)) {
            return database.read(handle -> handle.createQuery("select current_setting('synchronous_commit')")
                    .mapTo(String.class)
                    .one());
        }
    }

    /** A store with two users, of whom Ann sits at the desk. */
    private Store open() {
        Store store = Store.open(server.config(folder), StoreOnFile.NOON);
        store.directory().putAll(List.of(device("2001")), List.of(user("201", "Ann"), user("301", "Ben")));
        store.logins().login(DESK, ANN, How.CODE);
        return store;
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        Instant end = Instant.now().plus(SOON);
        while (!done.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(2);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
