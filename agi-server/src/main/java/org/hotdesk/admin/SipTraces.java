package org.hotdesk.admin;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.model.DeviceNumber;

/**
 * Traces that people watch, each with what it has to tell until it is fetched. One that is no longer fetched ends by
 * itself, so a watcher who just goes away costs the edge nothing for long. Thread-safe.
 */
final class SipTraces implements AutoCloseable {
    private static final Logger LOG = System.getLogger(SipTraces.class.getName());
    private static final int MOST = 4;
    private static final int LINES_KEPT = 5_000;
    private static final long SWEEP_SECONDS = 5;
    private static final Duration FORGOTTEN = Duration.ofSeconds(60);

    private final SipSide edge;
    private final Map<Long, Trace> open = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();
    private final ExecutorService broom = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "sip-traces");
        thread.setDaemon(true);
        return thread;
    });

    SipTraces(SipSide edge) {
        this.edge = edge;
        broom.execute(this::sweepUntilClosed);
    }

    /**
     * What was fetched.
     *
     * @param lost lines that nobody fetched in time
     */
    record Fetched(List<String> lines, long lost) {}

    /** Begins one; its number is asked for ever after. */
    synchronized long begin(Optional<DeviceNumber> device) {
        if (open.size() >= MOST) {
            throw new AdminRefusal(Why.UNAVAILABLE, "too many trace already, " + MOST + "; end one of them");
        }
        var trace = new Trace();
        trace.source = edge.trace(device, trace::take);
        long number = last.incrementAndGet();
        open.put(number, trace);
        return number;
    }

    /** Waits until there is something to tell, but no longer than that. */
    Fetched fetch(long number, Duration most) {
        Trace trace = Optional.ofNullable(open.get(number))
                .orElseThrow(() -> new AdminRefusal(Why.NOT_FOUND, "this trace has ended; begin another"));
        trace.fetched = System.nanoTime();
        List<String> lines = new ArrayList<>();
        try {
            Optional.ofNullable(trace.lines.poll(most.toMillis(), TimeUnit.MILLISECONDS))
                    .ifPresent(lines::add);
            trace.lines.drainTo(lines);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new AdminRefusal(Why.UNAVAILABLE, "the daemon is closing");
        }
        trace.fetched = System.nanoTime();
        return new Fetched(lines, trace.lost.getAndSet(0));
    }

    /** Ends it; whoever waits for it gets nothing more. */
    void end(long number) {
        Optional.ofNullable(open.remove(number)).ifPresent(SipTraces::close);
    }

    private void sweepUntilClosed() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                TimeUnit.SECONDS.sleep(SWEEP_SECONDS);
                sweep();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        open.forEach((number, trace) -> {
            if (now - trace.fetched > FORGOTTEN.toNanos()) {
                end(number);
            }
        });
    }

    @Override
    public void close() {
        broom.shutdownNow();
        List.copyOf(open.keySet()).forEach(this::end);
    }

    private static void close(Trace trace) {
        try {
            trace.source.close();
        } catch (Exception broken) {
            LOG.log(Level.WARNING, () -> "trace not ended", broken);
        }
    }

    private static final class Trace {
        private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(LINES_KEPT);
        private final AtomicLong lost = new AtomicLong();
        private volatile long fetched = System.nanoTime();
        private AutoCloseable source = () -> {};

        void take(String text) {
            text.lines().map(RegistrationForm::visible).forEach(line -> {
                if (!lines.offer(line)) {
                    lost.incrementAndGet();
                }
            });
        }
    }
}
