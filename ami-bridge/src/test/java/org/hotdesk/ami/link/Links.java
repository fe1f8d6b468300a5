package org.hotdesk.ami.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Links to a {@link FakeAsterisk} with short times, and waiting for what they do. Shared by test-jar. */
public final class Links {
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private Links() {}

    /** Quick to lose patience, quick to come back. */
    public static AmiPace quick(int window) {
        RetryPace retry = new RetryPace(
                Duration.ofMillis(4), Duration.ofMillis(40), Duration.ofMillis(60), Duration.ofMillis(2_000));
        return new AmiPace(Duration.ofMillis(1_000), Duration.ofMillis(400), Duration.ofMillis(150), window, retry);
    }

    public static AmiConfig config(FakeAsterisk fake, AmiPace pace) {
        return new AmiConfig("127.0.0.1", fake.port(), new AmiLogin(FakeAsterisk.USER, FakeAsterisk.SECRET), pace);
    }

    public static AmiLink open(FakeAsterisk fake) {
        AmiLink link = new AmiLink(config(fake, quick(200)), Clock.systemUTC());
        link.start();
        await(() -> link.status().isUp());
        return link;
    }

    public static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Why the future failed; waits for it. */
    public static AmiException.Why failure(CompletableFuture<?> future) {
        return exception(future).why();
    }

    static AmiException exception(CompletableFuture<?> future) {
        Throwable failure = future.orTimeout(20, TimeUnit.SECONDS)
                .handle((answer, thrown) -> thrown == null ? new AssertionError("no failure but " + answer) : thrown)
                .join();
        Throwable bare =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        assertThat(bare).isInstanceOf(AmiException.class);
        return (AmiException) bare;
    }

    /** The writer link alone, which needs none of the library. */
    static final class WriterAlone implements AutoCloseable {
        final AmiWriter db;
        final LinkLoop loop;

        WriterAlone(FakeAsterisk fake, AmiPace pace) {
            db = new AmiWriter(config(fake, pace));
            loop = new LinkLoop(LinkName.WRITER, pace.retry(), db::newLine, Clock.systemUTC(), status -> {});
            loop.start();
        }

        WriterAlone up() {
            await(() -> loop.status().state() == LinkState.UP);
            return this;
        }

        @Override
        public void close() {
            loop.close();
        }
    }
}
