package org.hotdesk.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** What the service manager hears on a real datagram socket while parts live, die, freeze and come back. */
class WatchdogTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final Duration LONG_ENOUGH = Duration.ofMillis(700);

    @TempDir
    Path folder;

    private volatile Vital.Sign sign = Optional::empty;

    @Test
    void readyComesFirst_thenSignsOfLife_thenStopping() throws IOException {
        Path path = folder.resolve("notify");
        try (var manager = new Manager(AFUNIXSocketAddress.of(path.toFile()))) {
            begin(path.toString(), manager, () -> {
                assertThat(manager.next(SOON)).contains("READY=1\nSTATUS=here");
                assertThat(manager.next(SOON)).contains("WATCHDOG=1");
                assertThat(manager.next(SOON)).contains("WATCHDOG=1");
            });
        }
    }

    @Test
    void abstractName_isReachedToo() throws IOException {
        String name = "hotdesk-test-" + ProcessHandle.current().pid();
        try (var manager = new Manager(AFUNIXSocketAddress.inAbstractNamespace(name))) {
            begin("@" + name, manager, () -> manager.awaited("WATCHDOG=1", SOON));
        }
    }

    @Test
    void deadPart_stopsTheSigns_andTheyComeBackWithIt() throws IOException {
        Path path = folder.resolve("notify");
        try (var manager = new Manager(AFUNIXSocketAddress.of(path.toFile()))) {
            begin(path.toString(), manager, () -> {
                sign = () -> Optional.of("is dead");
                assertThat(manager.awaited("STATUS=part: is dead", SOON)).isNotEmpty();
                assertThat(manager.next(LONG_ENOUGH)).isEmpty();
                sign = Optional::empty;
                manager.awaited("WATCHDOG=1", SOON);
                manager.awaited("STATUS=all parts live", SOON);
            });
        }
    }

    @Test
    void frozenOrBrokenPart_isADeadOne() throws IOException {
        Path path = folder.resolve("notify");
        var never = new CountDownLatch(1);
        try (var manager = new Manager(AFUNIXSocketAddress.of(path.toFile()))) {
            begin(path.toString(), manager, () -> {
                sign = () -> {
                    never.await();
                    return Optional.empty();
                };
                manager.awaited("STATUS=part: gives no answer within 100 ms", SOON);
                assertThat(manager.next(LONG_ENOUGH)).isEmpty();
                sign = () -> {
                    throw new IOException("disk full");
                };
                manager.awaited("disk full", SOON);
                assertThat(manager.next(LONG_ENOUGH)).isEmpty();
            });
        }
    }

    @Test
    void nobodyWhoWantsToKnow_isToldNothing() {
        try (NotifySocket socket = NotifySocket.to(Optional.empty());
                Watchdog watchdog = Watchdog.begin(socket, Optional.of(LIMIT), "here", List.of())) {
            assertThat(socket.isWanted()).isFalse();
            assertThat(watchdog).isNotNull();
        }
        assertThat(NotifySocket.to(Optional.of("/no/such/socket")).isWanted()).isTrue();
    }

    @Test
    void managerThatWentAway_stopsNothing() throws IOException {
        Path path = folder.resolve("notify");
        new Manager(AFUNIXSocketAddress.of(new File(path.toString()))).close();
        try (NotifySocket socket = NotifySocket.to(Optional.of(path.toString()))) {
            socket.send("WATCHDOG=1");
            socket.send("WATCHDOG=1");
            assertThat(socket.isWanted()).isTrue();
        }
    }

    @Test
    void limit_isReadFromMicroseconds() {
        assertThat(Watchdog.limit(Optional.of("30000000"))).contains(Duration.ofSeconds(30));
        assertThat(Watchdog.limit(Optional.of("0"))).isEmpty();
        assertThat(Watchdog.limit(Optional.of("soon"))).isEmpty();
        assertThat(Watchdog.limit(Optional.empty())).isEmpty();
    }

    private interface Act {
        void run() throws IOException;
    }

    private void begin(String name, Manager manager, Act act) throws IOException {
        try (NotifySocket socket = NotifySocket.to(Optional.of(name))) {
            Watchdog watchdog =
                    Watchdog.begin(socket, Optional.of(LIMIT), "here", List.of(new Vital("part", () -> sign.fault())));
            act.run();
            watchdog.close();
            manager.awaited("STOPPING=1", SOON);
        }
    }
}
