package org.hotdesk.ami.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MirrorThreadTest {
    private static final int STEPS = 10;

    private final CountDownLatch steps = new CountDownLatch(STEPS);

    @Test
    void tasksThatPostTasks_letStepsBeDoneBetween() throws InterruptedException {
        try (var thread = new MirrorThread("test-mirror", this::step)) {
            thread.post(() -> postAgain(thread));
            thread.start();

            assertThat(steps.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void postAgain(MirrorThread thread) {
        thread.post(() -> postAgain(thread));
    }

    private Duration step() {
        steps.countDown();
        return Duration.ofSeconds(1);
    }
}
