package org.hotdesk.ami.burst;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotdesk.ami.link.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class BurstWorkerTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void wishesDuringWork_areMetTogether() {
        var gate = new CountDownLatch(1);
        var runs = new AtomicInteger();
        try (var worker = new BurstWorker("test", () -> {
            runs.incrementAndGet();
            await(gate);
        })) {
            worker.wish();
            while (runs.get() == 0) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 1_000; i++) {
                worker.wish();
            }
            assertThat(worker.await(Duration.ofMillis(10))).isFalse();
            gate.countDown();

            assertThat(worker.await(SOON)).isTrue();
            assertThat(runs).hasValue(2);
        }
    }

    @Test
    void failedWork_isDoneAgainAtTheNextWish() {
        var runs = new AtomicInteger();
        try (var worker = new BurstWorker("test", () -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("first");
            }
        })) {
            worker.wish();
            assertThat(worker.await(SOON)).isTrue();
            worker.wish();
            assertThat(worker.await(SOON)).isTrue();
            assertThat(runs).hasValue(2);
        }
    }

    @Test
    void marks_areTakenOnce() {
        var marks = new Marks<String>();
        marks.add("a");
        marks.add("a");
        marks.add("b");

        assertThat(marks.takeAll()).containsExactlyInAnyOrder("a", "b");
        assertThat(marks.takeAll()).isEmpty();
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
