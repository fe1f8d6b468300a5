package org.hotdesk.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other processes do, by looking again and again. */
final class Waiting {

    private static final int STEP_MILLIS = 10;

    private Waiting() {}

    /** True as soon as the condition holds, false when it did not within the limit. */
    static boolean until(Duration limit, BooleanSupplier condition) {
        return first(limit, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty())
                .isPresent();
    }

    /** The first value that the source has within the limit. */
    static <T> Optional<T> first(Duration limit, Supplier<Optional<T>> source) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> value = source.get();
            if (value.isPresent() || System.nanoTime() > end) {
                return value;
            }
            pause(STEP_MILLIS);
        }
    }

    /** Sleeps; an interrupt ends the whole undertaking. */
    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        }
    }
}
