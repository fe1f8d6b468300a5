package org.hotdesk.ami.mirror;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hotdesk.ami.link.AmiException;
import org.hotdesk.ami.link.AstDbLink;
import org.hotdesk.ami.mirror.Entity.OfFeatures;
import org.hotdesk.ami.mirror.Image.Known;
import org.hotdesk.ami.mirror.MirrorStatus.Drift;
import org.hotdesk.ami.mirror.MirrorStatus.Progress;
import org.hotdesk.model.AmpUser;

/**
 * Reads rows back, an entity at a time and no faster than the pace, and puts right what is not as the image says. Rows that
 * are right cost nothing but the reading. Runs on the mirror's thread, but for the status.
 */
final class Verifier {
    private static final Duration NOTHING_TO_DO = Duration.ofDays(1);
    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final AstDbLink astDb;
    private final RowWriter writer;
    private final Adoption adoption;
    private final MirrorThread thread;
    private final long nanosPerRow;
    private final AtomicLong found = new AtomicLong();
    private final AtomicLong repaired = new AtomicLong();

    private final Deque<VerifyPass> waiting = new ArrayDeque<>();
    private volatile Optional<VerifyPass> running = Optional.empty();
    private Supplier<Source> source = () -> {
        throw new IllegalStateException("the verifier is not connected");
    };
    private Consumer<AmiException> trouble = failure -> {};
    private boolean countsDrift;
    private long generation;
    private long dueAt = System.nanoTime();

    Verifier(AstDbLink astDb, RowWriter writer, Adoption adoption, MirrorThread thread, MirrorPace pace) {
        this.astDb = astDb;
        this.writer = writer;
        this.adoption = adoption;
        this.thread = thread;
        this.nanosPerRow = TimeUnit.SECONDS.toNanos(1) / pace.readsPerSecond();
    }

    /** @param isFirst whether this Asterisk has never been verified, so that what is missing is no drift */
    void connect(Supplier<Source> from, boolean isFirst, Consumer<AmiException> onTrouble) {
        source = from;
        countsDrift = !isFirst;
        trouble = onTrouble;
    }

    /** Ends every pass as incomplete; answers that still come are of no interest. */
    void disconnect() {
        generation++;
        running.ifPresent(pass -> pass.finish(false));
        waiting.forEach(pass -> pass.finish(false));
        running = Optional.empty();
        waiting.clear();
    }

    /** Has the pass run after those that wait already. */
    void begin(VerifyPass pass) {
        waiting.add(pass);
    }

    /** True while a pass that repairs is running or waits. */
    boolean isRepairing() {
        return running.filter(VerifyPass::repairs).isPresent()
                || waiting.stream().anyMatch(VerifyPass::repairs);
    }

    /** Reads one entity at once, beside any pass. */
    void look(Entity entity) {
        VerifyPass alone = VerifyPass.over(entity);
        read(alone.next(), alone);
    }

    /** Reads the next entity if it is time; answers how long there is nothing to do. */
    Duration step() {
        if (running.isEmpty()) {
            if (waiting.isEmpty()) {
                return NOTHING_TO_DO;
            }
            running = Optional.of(waiting.remove());
            running.get().begin();
        }
        VerifyPass pass = running.get();
        if (!pass.hasNext()) {
            return NOTHING_TO_DO; // the end wakes the thread
        }
        long now = System.nanoTime();
        if (dueAt - now > BURST_NANOS) {
            return Duration.ofNanos(dueAt - now);
        }
        int rows = read(pass.next(), pass);
        // An Asterisk that was never verified has no calls that live by our rows yet: the sooner the better.
        dueAt = Math.max(dueAt, now - BURST_NANOS) + (countsDrift ? nanosPerRow * rows : 0);
        return Duration.ZERO;
    }

    /** Takes in that all of a pass is answered; false when it was ended already, by a lost link. */
    boolean ended(VerifyPass pass) {
        if (running.filter(pass::equals).isEmpty()) {
            return false;
        }
        running = Optional.empty();
        countsDrift |= pass.repairs();
        pass.finish(true);
        return true;
    }

    Optional<Progress> progress() {
        return running.map(VerifyPass::progress);
    }

    Drift drift() {
        return new Drift(found.get(), repaired.get(), adoption.adopted(), adoption.unreadable());
    }

    private int read(Entity entity, VerifyPass pass) {
        Reading reading =
                new Reading(entity, source.get().rows(entity), writer.image().of(entity));
        long then = generation;
        reading.begin(
                astDb,
                done -> {
                    pass.count(done.size());
                    boolean right = done.isAsWanted();
                    if (!right) {
                        pass.differ(done.differences());
                    }
                    if (pass.repairs() && !(right && done.imageThen().isPresent())) {
                        thread.post(() -> take(done, pass, then));
                    } else {
                        pass.leave();
                    }
                },
                trouble);
        return reading.size();
    }

    private void take(Reading reading, VerifyPass pass, long then) {
        if (then != generation) {
            return;
        }
        Entity entity = reading.entity();
        boolean writtenSince = !stamp(writer.image().of(entity)).equals(stamp(reading.imageThen()));
        boolean mustWait = reading.isTakenOver() && adoption.mustWait();
        if (mustWait || (writtenSince && reading.imageThen().isPresent())) {
            pass.enter();
            read(entity, pass);
        } else if (!writtenSince) {
            putRight(reading, pass);
        }
        pass.leave();
    }

    private void putRight(Reading reading, VerifyPass pass) {
        if (!writer.mayWrite()) {
            return;
        }
        Entity entity = reading.entity();
        Source now = source.get();
        writer.image().put(entity, reading.texts());
        if (entity instanceof OfFeatures of && reading.knowsUser()) {
            pass.leftAlone(reading.differences());
            Optional<AmpUser> user = now.floor().user(of.user());
            if (user.isPresent()
                    && adoption.adopt(of.user(), reading.texts(), user.get().features())) {
                pass.adopted();
            }
            return;
        }
        pass.enter();
        Batch batch = new Batch(0, List.of(), trouble, pass::leave);
        int rows = writer.write(entity, now, batch);
        batch.seal();
        pass.wrote(rows);
        if (countsDrift && !reading.isAsWanted()) {
            found.addAndGet(reading.differences().size());
            repaired.addAndGet(rows);
        }
    }

    private static Optional<Long> stamp(Optional<Known> known) {
        return known.map(Known::stamp);
    }
}
