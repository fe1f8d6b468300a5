package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hotdesk.store.Leases.Holder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may drain the log, on a real PostgreSQL and by its clock; our own clock stands still here. */
class LeasesTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path folder;

    private Store first;
    private Store second;

    @BeforeEach
    void open() {
        StoreConfig config = PostgresServer.running().config(folder);
        first = Store.open(config, StoreOnFile.NOON);
        second = Store.open(config, StoreOnFile.NOON);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void lease_isOneCompanionsUntilItIsGivenBack() {
        assertThat(first.isShared()).isTrue();
        Lease lease = first.leases().take("a", "one", LONG).orElseThrow();
        assertThat(second.leases().take("a", "two", LONG)).isEmpty();
        assertThat(second.leases().take("b", "two", LONG)).as("another server").isPresent();
        assertThat(first.leases().take("a", "one", LONG)).as("kept").contains(lease);
        assertThat(first.leases().holds(lease)).isTrue();
        assertThat(second.leases().holder("a").map(Holder::companion)).contains("one");
        assertThat(second.leases().holder("a").orElseThrow().left()).isBetween(LONG.dividedBy(2), LONG);

        first.leases().release(lease);

        assertThat(first.leases().holds(lease)).isFalse();
        assertThat(second.leases().holder("a")).isEmpty();
        Lease next = second.leases().take("a", "two", LONG).orElseThrow();
        assertThat(next.term()).isGreaterThan(lease.term());
        first.leases().release(lease);
        assertThat(second.leases().holds(next))
                .as("who lost it cannot give it back")
                .isTrue();
    }

    @Test
    void frozenOwner_losesTheLease() throws InterruptedException {
        Lease lease = first.leases().take("a", "one", SHORT).orElseThrow();
        assertThat(second.leases().take("a", "two", LONG)).isEmpty();
        Thread.sleep(SHORT.toMillis() + 20);

        assertThat(first.leases().holds(lease)).isFalse();
        assertThat(second.leases().holder("a")).isEmpty();
        Lease taken = second.leases().take("a", "two", LONG).orElseThrow();
        assertThat(first.leases().holds(lease)).isFalse();
        assertThat(first.leases().take("a", "one", LONG)).isEmpty();
        assertThat(second.leases().holds(taken)).isTrue();
    }

    @Test
    void leaseThatRanOutUnseen_isTakenAnew() throws InterruptedException {
        Lease lease = first.leases().take("a", "one", SHORT).orElseThrow();
        Thread.sleep(SHORT.toMillis() + 20);

        Lease again = first.leases().take("a", "one", LONG).orElseThrow();

        assertThat(again.term()).as("another may have had it meanwhile").isGreaterThan(lease.term());
        assertThat(first.leases().holds(lease)).isFalse();
        assertThat(first.leases().holds(again)).isTrue();
    }

    @Test
    void restartedCompanion_takesOverFromItself() {
        Lease before = first.leases().take("a", "one", LONG).orElseThrow();

        Lease after = second.leases().take("a", "one", LONG).orElseThrow();

        assertThat(after.term()).isGreaterThan(before.term());
        assertThat(first.leases().holds(before)).isFalse();
    }

    @Test
    void ofManyWhoTryAtOnce_oneGetsIt() throws Exception {
        ExecutorService companions = Executors.newFixedThreadPool(6);
        try {
            for (int round = 0; round < 20; round++) {
                String server = "s" + round;
                var together = new CyclicBarrier(6);
                List<Callable<Optional<Lease>>> tries = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    Leases leases = (i % 2 == 0 ? first : second).leases();
                    String name = "companion" + i;
                    tries.add(() -> {
                        together.await();
                        return leases.take(server, name, LONG);
                    });
                }
                List<Lease> got = new ArrayList<>();
                for (Future<Optional<Lease>> done : companions.invokeAll(tries)) {
                    done.get().ifPresent(got::add);
                }
                assertThat(got).hasSize(1);
            }
        } finally {
            companions.shutdown();
        }
    }
}
