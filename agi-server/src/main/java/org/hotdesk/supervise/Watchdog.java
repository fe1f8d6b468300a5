package org.hotdesk.supervise;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells the service manager that the daemon is ready, and from then on that it lives, each time all its vital parts have shown
 * so. A part that is frozen stops the telling, and the service manager starts the daemon anew. Thread-safe.
 */
public final class Watchdog implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Watchdog.class.getName());
    private static final int LOOKS_A_LIMIT = 3;

    private final NotifySocket manager;
    private final List<Vital> vitals;
    private final long pauseMillis;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService looking = Executors.newCachedThreadPool(work -> daemon(work, "vital-sign"));
    private final Thread thread;
    private String lastFault = "";

    private Watchdog(NotifySocket manager, Duration limit, List<Vital> vitals) {
        this.manager = manager;
        this.vitals = List.copyOf(vitals);
        this.pauseMillis = Math.max(1, limit.toMillis() / LOOKS_A_LIMIT);
        this.thread = daemon(this::look, "watchdog");
    }

    /**
     * Says that the daemon is ready, in these words, and watches from now on.
     *
     * @param limit how long the service manager waits for a sign of life, from {@code WATCHDOG_USEC}; empty for it does not
     *     wait at all
     */
    public static Watchdog begin(NotifySocket manager, Optional<Duration> limit, String words, List<Vital> vitals) {
        var watchdog = new Watchdog(manager, limit.orElse(Duration.ZERO), vitals);
        manager.send("READY=1\nSTATUS=" + words);
        if (limit.isPresent() && manager.isWanted()) {
            watchdog.thread.start();
        }
        return watchdog;
    }

    /** Reads {@code WATCHDOG_USEC}; empty when it is no number above 0. */
    public static Optional<Duration> limit(Optional<String> micros) {
        return micros.filter(text -> text.matches("[1-9][0-9]{0,17}"))
                .map(text -> Duration.ofNanos(Long.parseLong(text) / 1_000 * 1_000_000));
    }

    private void look() {
        try {
            do {
                Optional<String> fault = fault();
                if (fault.isEmpty()) {
                    manager.send("WATCHDOG=1");
                }
                tell(fault.orElse(""));
            } while (!closing.await(pauseMillis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String fault) {
        if (fault.equals(lastFault)) {
            return;
        }
        lastFault = fault;
        if (fault.isEmpty()) {
            LOG.log(Level.INFO, () -> "watchdog: all parts live again");
            manager.send("STATUS=all parts live");
        } else {
            LOG.log(Level.ERROR, () -> "watchdog: no sign of life is given: " + fault);
            manager.send("STATUS=" + fault.replaceAll("\\s+", " "));
        }
    }

    /** The first part that does not live. All together may take as long as the pause. */
    private Optional<String> fault() throws InterruptedException {
        for (Vital vital : vitals) {
            Optional<String> fault = fault(vital);
            if (fault.isPresent()) {
                return fault.map(why -> vital.name() + ": " + why);
            }
        }
        return Optional.empty();
    }

    private Optional<String> fault(Vital vital) throws InterruptedException {
        Future<Optional<String>> sign = looking.submit(() -> vital.sign().fault());
        try {
            return sign.get(pauseMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException frozen) {
            sign.cancel(true);
            return Optional.of("gives no answer within " + pauseMillis + " ms");
        } catch (ExecutionException dead) {
            return Optional.of(String.valueOf(dead.getCause()));
        }
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Says that the daemon ends. */
    @Override
    public void close() {
        if (closing.getCount() > 0) {
            closing.countDown();
            manager.send("STOPPING=1");
            looking.shutdownNow();
        }
    }
}
