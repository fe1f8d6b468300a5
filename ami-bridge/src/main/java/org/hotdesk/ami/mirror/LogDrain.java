package org.hotdesk.ami.mirror;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.hotdesk.ami.link.AmiException;
import org.hotdesk.ami.mirror.Entity.OfFeatures;
import org.hotdesk.ami.mirror.Entity.OfUser;
import org.hotdesk.ami.mirror.MirrorStatus.Progress;
import org.hotdesk.ami.mirror.RowWriter.Difference;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.Change;
import org.hotdesk.store.Change.Kind;
import org.hotdesk.store.ChangeLog;

/**
 * Takes the change log in order: writes what each change touched, as it is now, then has who came and went announced, then
 * remembers that in the store. What was not announced before a loss is written and announced again. Runs on the mirror's
 * thread.
 */
final class LogDrain {
    private static final int PAGE = 1_000;

    /** A login or two, and the most rows that so many changes name. */
    static final int FEW = 8;

    private static final int ROWS_OF_FEW = FEW * 20;
    private static final long SAVE_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final String server;
    private final ChangeLog log;
    private final RowWriter writer;
    private final Announcer announcer;
    private final MirrorFollower follower;
    private final boolean shared;

    private Acknowledgements rows = new Acknowledgements(batch -> {});
    private Consumer<Entity> lookFirst = entity -> {};
    private Consumer<AmiException> trouble = failure -> {};
    private boolean begun;
    private boolean verified;
    private volatile long drained;
    private volatile long behindFrom;
    private volatile long behindTo;
    private long first;
    private long saved;
    private long savedAt = System.nanoTime();
    private Optional<Plan> plan = Optional.empty();

    /**
     * What was found out beforehand.
     *
     * @param stamp of the image then
     */
    private record Plan(List<Change> changes, Source source, long stamp, List<Difference> differences) {
        boolean fits(List<Change> page, Source now, Image image) {
            return source == now && stamp == image.stamp() && changes.equals(page);
        }
    }

    LogDrain(Tenure tenure, ChangeLog log, RowWriter writer, Announcer announcer, MirrorFollower follower) {
        this.server = tenure.server();
        this.shared = tenure.isShared();
        this.log = log;
        this.writer = writer;
        this.announcer = announcer;
        this.follower = follower;
    }

    /**
     * Goes back to the last change that was announced. A server without a cursor begins with the newest change: all before
     * it count when every row has been verified.
     *
     * @param look reads an entity's rows before others are written
     */
    void connect(Acknowledgements acknowledgements, Consumer<Entity> look, Consumer<AmiException> onTrouble) {
        rows = acknowledgements;
        lookFirst = look;
        trouble = onTrouble;
        if (!begun || shared) {
            Optional<Long> cursor = log.cursor(server); // another companion may have moved it
            begun = true;
            verified = cursor.isPresent();
            first = cursor.orElseGet(log::latest);
            saved = cursor.orElse(-1L);
            announcer.connect(first);
        }
        drained = announcer.announced();
        behindFrom = drained;
        behindTo = log.latest();
        announcer.connect(drained);
        rows.connect(drained, verified ? Acknowledgements.NONE : first);
    }

    /** Every row has been verified, so that a cursor says the truth. */
    void verified() {
        verified = true;
    }

    /** True from when this Asterisk's rows were all verified for the first time, perhaps by a mirror before this one. */
    boolean isVerified() {
        return verified;
    }

    /** How far the changes are written that were waiting at the connection; empty when all are. */
    Optional<Progress> catchingUp() {
        return drained >= behindTo
                ? Optional.empty()
                : Optional.of(new Progress(drained - behindFrom, behindTo - behindFrom));
    }

    boolean isBehind() {
        return log.latest() > drained;
    }

    /** Whether there are so few changes that writing them takes no time, if the link has room for {@link #ROWS_OF_FEW}. */
    boolean isAFewBehind() {
        long behind = log.latest() - drained;
        return behind > 0 && behind <= FEW && writer.hasRoom(ROWS_OF_FEW);
    }

    /**
     * Finds out what will have to be sent for changes that are on their way to disk, so that {@link #step} has less to do while
     * somebody waits; sends nothing.
     */
    void plan(List<Change> changes, Source source) {
        plan = Optional.empty();
        if (isBehind() || shared) {
            return;
        }
        List<Entity> touched = touchedBy(changes, source);
        if (touched.stream().anyMatch(OfFeatures.class::isInstance)
                || !newUsers(touched, source).isEmpty()) {
            return; // these have to be looked at first
        }
        List<Difference> differences = new ArrayList<>(touched.size());
        touched.forEach(entity -> differences.add(writer.difference(entity, source)));
        plan = Optional.of(new Plan(changes, source, writer.image().stamp(), differences));
    }

    private List<Entity> touchedBy(List<Change> changes, Source source) {
        return WriteOrder.of(those(changes, this::isToWrite), source.floor(), writer.image());
    }

    /** Writes the next changes; false when there are none. */
    boolean step(Source source) {
        if (!isBehind()) {
            return false;
        }
        long newest = log.latest(); // before the reading: all up to there that the log still has is in it
        List<Change> page = log.after(drained, PAGE);
        long last = page.isEmpty() ? newest : page.get(page.size() - 1).seq();
        List<Change> sessions = those(page, LogDrain::isOfSession);
        Batch batch = rows.open(last, sessions, trouble);
        if (plan.isPresent() && plan.get().fits(page, source, writer.image())) {
            plan.get().differences().forEach(difference -> writer.send(difference, batch));
        } else {
            write(touchedBy(page, source), source, batch);
        }
        plan = Optional.empty();
        tellFollower(
                page); // before the batch can be answered, so that who waits for that can wait for the followers too
        batch.seal();
        drained = last;
        return true;
    }

    /** Remembers in the store how far we are; not more than once in five seconds, where no other companion waits for it. */
    void save() {
        long now = System.nanoTime();
        long announced = announcer.announced();
        if (verified && announced > saved && (shared || now - savedAt >= SAVE_EVERY_NANOS)) {
            saveNow();
        }
    }

    /** Remembers in the store how far we are. */
    void saveNow() {
        long announced = announcer.announced();
        if (verified && announced > saved) {
            log.advance(server, announced);
            saved = announced;
            savedAt = System.nanoTime();
        }
    }

    /**
     * What feature codes have switched for a user must be read before the user's rows are written: if there are none yet,
     * astdb is no authority on the user, and afterwards that could not be told.
     */
    private List<Entity> newUsers(List<Entity> touched, Source source) {
        Set<Entity> written = new HashSet<>(touched);
        List<Entity> features = new ArrayList<>();
        for (Entity entity : touched) {
            if (entity instanceof OfUser of && source.floor().user(of.user()).isPresent()) {
                Entity own = new OfFeatures(of.user());
                if (!written.contains(own) && writer.image().of(own).isEmpty()) {
                    features.add(own);
                }
            }
        }
        return features;
    }

    private void write(List<Entity> touched, Source source, Batch batch) {
        newUsers(touched, source).forEach(lookFirst);
        for (Entity entity : touched) {
            if (entity instanceof OfFeatures) {
                writer.image()
                        .forget(entity); // feature codes write these rows too, so all are written, whatever we know
            }
            if (writer.write(entity, source, batch) == 0 && shared) {
                // One that lost its lease wrote these rows after us, perhaps as they were before, and touched them
                // again.
                writer.image().forget(entity);
                writer.write(entity, source, batch);
            }
        }
    }

    /** Remembers how far we are, and drops from the log what no mirror needs any more. */
    void cleanUp() {
        saveNow();
        log.compact();
    }

    private void tellFollower(List<Change> page) {
        Set<UserNumber> users = new HashSet<>();
        Set<DeviceNumber> devices = new HashSet<>();
        for (Change change : page) {
            switch (change.kind()) {
                case DEVICE -> DeviceNumber.parse(change.subject()).ifPresent(devices::add);
                case USER, FEATURES, ADOPTED ->
                    UserNumber.parse(change.subject()).ifPresent(users::add);
                case SESSION_BEGAN, SESSION_ENDED -> {
                    UserNumber.parse(change.subject()).ifPresent(users::add);
                    DeviceNumber.parse(change.other()).ifPresent(devices::add);
                }
                case CHANNEL, PERSON, MAILBOX, ALIAS, GROUP, MEMBER, POLICY, PHONE, PHONE_MODEL -> {}
            }
        }
        follower.touched(users, devices);
    }

    // No stream: a login's caller waits here, and code that is seldom run costs by its length.
    private static List<Change> those(List<Change> page, Predicate<Change> which) {
        List<Change> those = new ArrayList<>(page.size());
        for (Change change : page) {
            if (which.test(change)) {
                those.add(change);
            }
        }
        return those;
    }

    /** Whether it did not come from this Asterisk. */
    private boolean isToWrite(Change change) {
        return change.kind() != Kind.ADOPTED || !change.other().equals(server);
    }

    private static boolean isOfSession(Change change) {
        return change.kind() == Kind.SESSION_BEGAN || change.kind() == Kind.SESSION_ENDED;
    }
}
