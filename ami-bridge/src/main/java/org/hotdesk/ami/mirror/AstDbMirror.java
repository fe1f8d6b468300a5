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
    private static final Duration AWAITED = Duration.ofMillis(20);
    private static final Duration RETRY_FIRST = Duration.ofSeconds(1);
    private static final Duration RETRY_LONGEST = Duration.ofSeconds(30);

    private final Store store;
    private final MirrorPace pace;
    private final Clock clock;
    private final MirrorThread thread;
    private final MirrorFollower follower;
    private final RowWriter writer;
    private final Announcer announcer;
    private final LogDrain drain;
    private final Acknowledgements rows;
    private final Verifier verifier;
    private final Tenure tenure;
    private final Unsettled unsettled = new Unsettled();
    private final Foresight foresight;

    private final AtomicLong epoch = new AtomicLong();
    private boolean linked;
    private volatile boolean connected;
    private Optional<Long> retryAt = Optional.empty();
    private Duration retryPause = RETRY_FIRST;
    private volatile Standing standing;
    private volatile Optional<Instant> verified = Optional.empty();
    private final DriftAge driftAge = new DriftAge();
    private long verifyAt;
    private final Set<VerifyPass> asked = ConcurrentHashMap.newKeySet();

    private record Standing(MirrorState state, Instant since, String detail) {}

    /**
     * Makes a mirror that waits for {@link #start} and {@link #linkUp}.
     *
     * @param tenure names this Asterisk, and says whether we are to write it
     */
    public AstDbMirror(Tenure tenure, Store store, Downstream link, MirrorPace pace, Clock clock) {
        this.tenure = tenure;
        this.store = store;
        this.pace = pace;
        this.clock = clock;
        this.standing = new Standing(MirrorState.EMPTY, clock.instant(), "");
        this.thread = new MirrorThread("hotdesk-mirror-" + tenure.server(), this::step);
        this.follower = link.follower();
        this.writer = new RowWriter(link.astDb(), new Image(), tenure, unsettled);
        this.announcer = new Announcer(link.actions(), tenure.isShared() ? thread::wake : () -> {});
        this.drain = new LogDrain(tenure, store.changes(), writer, announcer, link.follower());
        this.rows = new Acknowledgements(this::answered);
        this.foresight = new Foresight(store, thread, drain, this::committed);
        this.verifier = new Verifier(
                link.astDb(), writer, new Adoption(tenure.server(), store.directory(), drain::isBehind), thread, pace);
    }

    /** Begins to listen to the store; Asterisk is reached when {@link #linkUp} says so. */
    public void start() {
        store.onCommit(foresight);
        thread.start();
    }

    /** The writer link is up: changes are written at once, and every row is verified. */
    public void linkUp() {
        thread.post(() -> {
            linked = true;
            begin();
        });
    }

    /** The writer link is lost. */
    public void linkDown() {
        thread.post(() -> {
            linked = false;
            retryAt = Optional.empty();
            disconnect("no link to Asterisk");
            if (standing.state() == MirrorState.STANDBY) {
                enter(MirrorState.STALE, "no link to Asterisk");
            }
            rows.disconnect();
            tenure.release();
        });
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
     * Waits until Asterisk has answered every row of this change and of all before it, to whoever writes it now.
     *
     * @return false when it has not after that time, or when there is no link; it will when there is
     */
    public boolean awaitMirrored(long seq, Duration most) {
        thread.runHere(this::drainNow);
        return rows.await(seq, most, standing.state() == MirrorState.STANDBY ? thread::wake : () -> {});
    }

    /** Reads every row and reports what is not as it should be; changes nothing. Waits for the end. */
    public MirrorReport check() {
        return pass(false);
    }

    /** Reads every row and puts right what is not as it should be. Waits for the end. */
    public MirrorReport repair(boolean dryRun) {
        return pass(!dryRun);
    }

    /** Whether it is us who write this Asterisk now. */
    public boolean isOurs() {
        return tenure.isOurs();
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
                drain.catchingUp(),
                verifier.progress(),
                verified,
                verifier.drift(),
                driftAge.longest(),
                writer.unsayable(),
                tenure.holder());
    }

    @Override
    public void close() {
        thread.close();
        disconnect("closed");
        rows.disconnect();
        asked.forEach(pass -> pass.finish(false));
        drain.saveNow();
        tenure.release();
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
        try {
            return stepWithStore();
        } catch (StoreException away) {
            if (connected) {
                giveUpForAWhile("store: " + away.getMessage()); // a batch may be half written
            }
            return IDLE;
        }
    }

    /** Where others share the database, it has to be asked who writes; a committing thread cannot wait for that. */
    private void committed() {
        if (tenure.isShared() || !thread.runHere(this::drainNow) || drain.isBehind()) {
            thread.wake();
        }
    }

    /** Who logs in writes the rows: to hand them to our thread would take longer than Asterisk takes for them. */
    private void drainNow() {
        try {
            if (connected && drain.isAFewBehind() && tenure.holds()) {
                writer.together(() -> drain.step(foresight.source()));
            }
        } catch (StoreException away) {
            thread.post(() -> giveUpForAWhile("store: " + away.getMessage()));
        }
    }

    private Duration stepWithStore() {
        if (retryAt.isPresent() && System.nanoTime() - retryAt.get() >= 0) {
            begin();
        }
        if (tenure.isDue() && linked && retryAt.isEmpty()) {
            tend();
        }
        if (!connected) {
            return standing.state() == MirrorState.STANDBY ? standBy() : IDLE;
        }
        if (drain.isBehind() && !tenure.holds()) {
            lose();
            return Duration.ZERO;
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

    private void begin() {
        retryAt = Optional.empty();
        if (tenure.tend()) {
            connect();
        } else {
            beginStandBy();
        }
    }

    /** Keeps the right to write, or tries to get it. */
    private void tend() {
        unsettled.look();
        if (!tenure.tend()) {
            lose();
        } else if (connected) {
            unsettled.settle();
        } else {
            connect();
        }
    }

    /** Another companion may have written already while rows of ours were on their way. */
    private void lose() {
        if (connected) {
            disconnect("another companion took over");
            beginStandBy();
        }
    }

    private void beginStandBy() {
        rows.followAnother();
        enter(MirrorState.STANDBY, "");
    }

    /** Sees how far the other one is; and when nothing of ours is on its way any more, has it write that again. */
    private Duration standBy() {
        store.changes().cursor(tenure.server()).ifPresent(rows::learn);
        if (!unsettled.isEmpty() && unsettled.isAnswered()) {
            store.changes().touchAgain(unsettled.changes());
            unsettled.clear();
        }
        return rows.isAwaited() || !unsettled.isEmpty() ? AWAITED : IDLE;
    }

    private void connect() {
        disconnect("connecting again");
        unsettled.clear();
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
        if (tenure.isShared()) {
            follower.tookOver();
        }
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
        tenure.release();
        retryAt = Optional.of(System.nanoTime() + retryPause.toNanos());
        LOG.log(WARNING, () -> "mirror pauses seconds=" + retryPause.toSeconds() + " why=" + why);
        Duration next = retryPause.multipliedBy(2);
        retryPause = next.compareTo(RETRY_LONGEST) < 0 ? next : RETRY_LONGEST;
    }

    /** On the link's thread, in order: another one would take the processor from who waits for the rows. */
    private void answered(Batch batch) {
        if (connected) {
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
        Instant now = clock.instant();
        driftAge.verified(verifier.drift().found(), verified, now);
        verified = Optional.of(now);
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
        if (standing.state() == state && standing.detail().equals(detail)) {
            return;
        }
        standing = new Standing(state, clock.instant(), detail);
        LOG.log(INFO, () -> "mirror state=" + state + (detail.isEmpty() ? "" : " why=" + detail));
    }
}
