package org.hotdesk.ami.link;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps one link up: one thread that connects, serves, and after a loss pauses and connects again. The one place where a
 * broken line is caught. Thread-safe.
 */
final class LinkLoop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LinkLoop.class.getName());
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(15);

    private final RetryPace pace;
    private final Supplier<Line> lines;
    private final Clock clock;
    private final Consumer<LinkStatus> listener;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile LinkStatus status;
    private volatile Optional<Line> line = Optional.empty();

    LinkLoop(LinkName name, RetryPace pace, Supplier<Line> lines, Clock clock, Consumer<LinkStatus> listener) {
        this.pace = pace;
        this.lines = lines;
        this.clock = clock;
        this.listener = listener;
        this.status = new LinkStatus(name, LinkState.DOWN, clock.instant(), "not started", "", 0);
        this.thread = new Thread(this::run, "hotdesk-ami-" + name.name().toLowerCase(Locale.ROOT));
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    LinkStatus status() {
        return status;
    }

    boolean isOwnThread() {
        return Thread.currentThread() == thread;
    }

    /** Ends the link and waits for its thread, but for a caller that is this thread. */
    @Override
    public void close() {
        closing.countDown();
        line.ifPresent(now -> now.cut("closed by us"));
        if (isOwnThread() || !thread.isAlive()) {
            return;
        }
        try {
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        int losses = 0;
        int refusals = 0;
        while (!isClosing()) {
            long loginsBefore = status.logins();
            long began = System.nanoTime();
            try {
                serveOnce();
            } catch (LoginRefusedException e) {
                refusals++;
                refused(e, pause(pace.refusedFirst(), pace.refusedLongest(), refusals), refusals);
            } catch (IOException e) {
                boolean lasted = System.nanoTime() - began > pace.longest().toNanos();
                losses = lasted ? 1 : losses + 1; // a line that breaks soon after each login is no better than none
                refusals = status.logins() > loginsBefore ? 0 : refusals;
                lost(e, pause(pace.first(), pace.longest(), losses), losses);
            }
        }
        enter(LinkState.CLOSED, "closed by us");
    }

    private void serveOnce() throws IOException {
        enter(LinkState.CONNECTING, "");
        Line now = lines.get();
        line = Optional.of(now);
        String reason = "closed by us";
        try {
            if (isClosing()) {
                return;
            }
            String banner = now.open();
            LinkStatus before = status;
            status = new LinkStatus(
                    before.link(), LinkState.CONNECTING, before.since(), "", banner, before.logins() + 1);
            LOG.log(INFO, () -> "ami link=" + before.link() + " state=UP logins=" + status.logins());
            enter(LinkState.UP, "");
            now.serve();
        } catch (IOException e) {
            reason = String.valueOf(e.getMessage());
            throw e;
        } finally {
            line = Optional.empty();
            now.end(new AmiException(AmiException.Why.LOST, "the link to Asterisk was lost: " + reason));
        }
    }

    /** One WARNING when it begins; the repeats are for who looks for them. */
    private void refused(IOException e, Duration pause, int times) {
        String detail = "Asterisk refused the AMI login: " + e.getMessage()
                + "; check ami-user and ami-secret-file; next try in " + inWords(pause);
        LOG.log(
                times == 1 ? WARNING : DEBUG,
                () -> "ami link=" + status.link() + " state=REFUSED times=" + times + " " + detail);
        sleep(LinkState.REFUSED, detail, pause);
    }

    private void lost(IOException e, Duration pause, int times) {
        if (isClosing()) {
            return;
        }
        String detail = e.getMessage() + "; next try in " + inWords(pause);
        LOG.log(
                times == 1 ? WARNING : DEBUG,
                () -> "ami link=" + status.link() + " state=DOWN times=" + times + " " + detail);
        sleep(LinkState.DOWN, detail, pause);
    }

    private void sleep(LinkState state, String detail, Duration pause) {
        enter(state, detail);
        try {
            closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    /** Doubles with each time in a row, up to the longest, less a random half. */
    static Duration pause(Duration first, Duration longest, int times) {
        long most = longest.toMillis();
        long full = first.toMillis();
        for (int i = 1; i < times && full < most; i++) {
            full = Math.min(most, full * 2);
        }
        return Duration.ofMillis(full - ThreadLocalRandom.current().nextLong(full / 2 + 1));
    }

    private void enter(LinkState state, String detail) {
        LinkStatus before = status;
        LinkStatus now =
                new LinkStatus(before.link(), state, clock.instant(), detail, before.banner(), before.logins());
        status = now;
        listener.accept(now);
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private static String inWords(Duration pause) {
        return pause.toMillis() < 1000 ? pause.toMillis() + " ms" : pause.toSeconds() + " s";
    }
}
