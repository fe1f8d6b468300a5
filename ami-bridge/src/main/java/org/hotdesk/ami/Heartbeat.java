package org.hotdesk.ami;

import static java.lang.System.Logger.Level.DEBUG;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hotdesk.ami.link.AmiActions;

/**
 * Writes a global variable such as {@code HD_ALIVE} every two seconds, so that the dialplan asks a companion that is frozen for
 * nothing. One that is dead needs no heartbeat: its port refuses. Thread-safe.
 */
final class Heartbeat implements AutoCloseable {
    static final Duration EVERY = Duration.ofSeconds(2);

    /** Two beats unanswered; the link itself takes longer to call a frozen Asterisk lost. */
    private static final Duration SILENT_AFTER = EVERY.multipliedBy(2).plusSeconds(1);

    private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());

    private final AmiActions actions;
    private final String variable;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "hotdesk-heartbeat"));
    private volatile Optional<Instant> answered = Optional.empty();

    Heartbeat(AmiActions actions, String variable, Clock clock) {
        this.actions = actions;
        this.variable = variable;
        this.clock = clock;
    }

    void start() {
        var unused =
                timer.scheduleWithFixedDelay(this::beat, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Beats once more than the clock says, for a link that has just come up. */
    void beat() {
        var unused = actions.setvar(variable, Long.toString(clock.instant().getEpochSecond()))
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        answered = Optional.of(clock.instant());
                    } else {
                        LOG.log(DEBUG, () -> "heartbeat not answered cause=" + failure.getMessage());
                    }
                });
    }

    /** When Asterisk answered last. */
    Optional<Instant> answered() {
        return answered;
    }

    /** Whether Asterisk has answered of late. */
    boolean isAnswered() {
        return answered.filter(then -> then.plus(SILENT_AFTER).isAfter(clock.instant()))
                .isPresent();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
