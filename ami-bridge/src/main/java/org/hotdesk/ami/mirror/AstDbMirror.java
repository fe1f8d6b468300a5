package org.hotdesk.ami.mirror;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.hotdesk.ami.link.AmiException;
import org.hotdesk.ami.mirror.Entity.OfFeatures;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreException;

/**
 * Keeps one Asterisk's astdb the image of the store. It is told when the link is up or lost, and by the store of each
 * commit; it writes at once, verifies after each connection and on a schedule, and knows what is acknowledged. Only
 * {@link #awaitMirrored}, {@link #check} and {@link #repair} wait. Thread-safe.
 */
public final class AstDbMirror implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AstDbMirror.class.getName());
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration RETRY_FIRST = Duration.ofSeconds(1);
    private static final Duration RETRY_LONGEST = Duration.ofSeconds(30);

    private final Store store;
    private final MirrorPace pace;
    private final Clock clock;
    private final MirrorThread thread;
    private final RowWriter writer;
    private final Announcer announcer;
    private final LogDrain drain;
    private final Acknowledgements rows;
    private final Verifier verifier;

    private final AtomicLong epoch = new AtomicLong();
    private boolean connected;
    private Optional<Long> retryAt = Optional.empty();
    private Duration retryPause = RETRY_FIRST;
    private volatile Standing standing;
    private volatile Optional<Instant> verified = Optional.empty();
    private long verifyAt;
    private final Set<VerifyPass> asked = ConcurrentHashMap.newKeySet();

    private record Standing(MirrorState state, Instant since, String detail) {}

    /**
     * Makes a mirror that waits for {@link #start} and {@link #linkUp}.
     *
     * @param server names this Asterisk's cursor in the store
     */
    public AstDbMirror(String server, Store store, Downstream link, MirrorPace pace, Clock clock) {
        this.store = store;
        this.pace = pace;
        this.clock = clock;
        this.standing = new Standing(MirrorState.EMPTY, clock.instant(), "");
        this.thread = new MirrorThread("hotdesk-mirror-" + server, this::step);
        this.writer = new RowWriter(link.astDb(), new Image());
        this.announcer = new Announcer(link.actions());
        this.drain = new LogDrain(server, store.changes(), writer, announcer, link.follower());
        this.rows = new Acknowledgements(this::answered);
        this.verifier =
                new Verifier(link.astDb(), writer, new Adoption(store.directory(), drain::isBehind), thread, pace);
    }

    /** Begins to listen to the store; Asterisk is reached when {@link #linkUp} says so. */
    public void start() {
        store.onCommit((seq, floor) -> thread.wake());
        thread.start();
    }

    /** The writer link is up: changes are written at once, and every row is verified. */
    public void linkUp() {
        thread.post(this::connect);
    }

    /** The writer link is lost. */
    public void linkDown() {
        thread.post(() -> disconnect("no link to Asterisk"));
    }

    /** Asterisk has booted: every row is verified, unless that is being done already. */
    public void fullyBooted() {
        thread.post(() -> {
            if (connected && !verifier.isRepairing()) {
                verifyAll();
            }
        });
    }

    /** A feature code wrote an adopted row of the user: it is read back at once. */
    public void featureToggled(UserNumber user) {
        thread.post(() -> {
            if (connected && store.floor().user(user).isPresent()) {
                verifier.look(new OfFeatures(user));
            }
        });
    }

    /**
     * Waits until Asterisk has answered every row of this change and of all before it.
     *
     * @return false when it has not after that time, or when there is no link; it will when there is
     */
    public boolean awaitMirrored(long seq, Duration most) {
        return rows.await(seq, most);
    }

    /** Reads every row and reports what is not as it should be; changes nothing. Waits for the end. */
    public MirrorReport check() {
        return pass(false);
    }

    /** Reads every row and puts right what is not as it should be. Waits for the end. */
    public MirrorReport repair(boolean dryRun) {
        return pass(!dryRun);
    }

    public MirrorStatus status() {
        Standing now = standing;
        long answered = rows.answered();
        return new MirrorStatus(
                now.state(),
                now.since(),
                now.detail(),
                answered,
                Math.max(0, store.changes().latest() - answered),
                verifier.progress(),
                verified,
                verifier.drift(),
                writer.unsayable());
    }

    @Override
    public void close() {
        thread.close();
        disconnect("closed");
        asked.forEach(pass -> pass.finish(false));
        drain.saveNow();
    }

    private MirrorReport pass(boolean repairs) {
        VerifyPass pass = newPass(repairs);
        asked.add(pass);
        thread.post(() -> {
            if (connected) {
                verifier.begin(pass);
            } else {
                pass.finish(false);
            }
        });
        if (thread.isClosed()) {
            pass.finish(false);
        }
        try {
            return pass.report().join();
        } finally {
            asked.remove(pass);
        }
    }

    private Duration step() {
        if (retryAt.isPresent() && System.nanoTime() - retryAt.get() >= 0) {
            connect();
        }
        if (!connected) {
            return IDLE;
        }
        if (drain.step(source())) {
            return Duration.ZERO;
        }
        Duration pause = verifier.step();
        if (pause.isZero()) {
            return pause;
        }
        drain.save();
        if (System.nanoTime() - verifyAt >= 0 && !verifier.isRepairing()) {
            verifyAll();
            return Duration.ZERO;
        }
        return pause.compareTo(IDLE) < 0 ? pause : IDLE;
    }

    private void connect() {
        disconnect("connecting again");
        retryAt = Optional.empty();
        long now = epoch.incrementAndGet();
        Consumer<AmiException> trouble = failure -> thread.post(() -> trouble(failure, now));
        writer.image().clear();
        try {
            drain.connect(rows, verifier::look, trouble);
        } catch (StoreException e) {
            giveUpForAWhile("store: " + e.getMessage());
            return;
        }
        verifier.connect(this::source, !drain.isVerified(), trouble);
        connected = true;
        enter(MirrorState.LOADING, "");
        verifyAll();
    }

    private void disconnect(String why) {
        if (connected) {
            connected = false;
            rows.disconnect();
            announcer.disconnect();
            verifier.disconnect();
            enter(MirrorState.STALE, why);
        }
    }

    private void trouble(AmiException failure, long then) {
        if (!connected || then != epoch.get()) {
            return;
        }
        switch (failure.why()) {
            case NOT_UP, LOST -> disconnect(String.valueOf(failure.getMessage()));
            case REFUSED -> giveUpForAWhile("Asterisk refuses: " + failure.getMessage());
            case UNSPEAKABLE -> LOG.log(WARNING, () -> "row cannot be said in AMI: " + failure.getMessage());
        }
    }

    /** A refusal is of want of a permission, or of an Asterisk that is going down; all is tried again after a pause. */
    private void giveUpForAWhile(String why) {
        disconnect(why);
        retryAt = Optional.of(System.nanoTime() + retryPause.toNanos());
        LOG.log(WARNING, () -> "mirror pauses seconds=" + retryPause.toSeconds() + " why=" + why);
        Duration next = retryPause.multipliedBy(2);
        retryPause = next.compareTo(RETRY_LONGEST) < 0 ? next : RETRY_LONGEST;
    }

    /** On the link's thread, in order; the epoch tells a batch of a lost link from one of now. */
    private void answered(Batch batch) {
        long now = epoch.get();
        thread.post(() -> announce(batch, now));
    }

    private void announce(Batch batch, long then) {
        if (connected && then == epoch.get()) {
            announcer.announce(batch);
        }
    }

    private void verifyAll() {
        verifier.begin(newPass(true));
    }

    private VerifyPass newPass(boolean repairs) {
        return VerifyPass.over(source(), repairs, pass -> thread.post(() -> ended(pass)));
    }

    private void ended(VerifyPass pass) {
        if (!verifier.ended(pass) || !pass.repairs()) {
            return;
        }
        verified = Optional.of(clock.instant());
        verifyAt = System.nanoTime() + pace.verifyEvery().toNanos();
        retryPause = RETRY_FIRST;
        drain.verified();
        rows.verified();
        if (standing.state() == MirrorState.LOADING) {
            enter(MirrorState.LIVE, "");
        }
        drain.cleanUp();
    }

    private Source source() {
        return new Source(store.floor(), store.secrets()::mirroredPin);
    }

    private void enter(MirrorState state, String detail) {
        standing = new Standing(state, clock.instant(), detail);
        LOG.log(INFO, () -> "mirror state=" + state + (detail.isEmpty() ? "" : " why=" + detail));
    }
}
