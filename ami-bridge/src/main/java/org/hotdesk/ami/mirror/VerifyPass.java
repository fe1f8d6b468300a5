package org.hotdesk.ami.mirror;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hotdesk.ami.mirror.Entity.OfChannel;
import org.hotdesk.ami.mirror.Entity.OfDevice;
import org.hotdesk.ami.mirror.Entity.OfFeatures;
import org.hotdesk.ami.mirror.Entity.OfUser;

/**
 * One verification of every row: what is left to read, what came of it so far, and who waits for the end. Begun and fed on
 * the mirror's thread, counted on the link's as well.
 */
final class VerifyPass {
    private final boolean repairs;
    private final long all;
    private final Iterator<Entity> left;
    private final CompletableFuture<MirrorReport> report = new CompletableFuture<>();
    private final Consumer<VerifyPass> ended;
    private final AtomicInteger underWay = new AtomicInteger(1); // the one is taken away when nothing is left to read
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong differing = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong leftAlone = new AtomicLong();
    private final AtomicLong adopted = new AtomicLong();
    private final List<RowDifference> shown = new ArrayList<>();

    /** @param ended told, once and on any thread, when the last row is answered */
    private VerifyPass(boolean repairs, Iterator<Entity> left, long all, Consumer<VerifyPass> ended) {
        this.repairs = repairs;
        this.left = left;
        this.all = all;
        this.ended = ended;
    }

    /** A pass over every row that the source has. */
    static VerifyPass over(Source source, boolean repairs, Consumer<VerifyPass> ended) {
        Set<String> channels = source.channels().keySet();
        // A user's adopted rows are read before the owned ones are written, which tell whether astdb knew the user.
        Iterator<Entity> entities = Stream.of(
                        source.floor().devices().stream().map(device -> new OfDevice(device.number())),
                        source.floor().users().stream()
                                .flatMap(user -> Stream.of(new OfFeatures(user.number()), new OfUser(user.number()))),
                        channels.stream().map(OfChannel::new))
                .flatMap(some -> some)
                .map(Entity.class::cast)
                .iterator();
        long all = source.floor().deviceCount() + 2L * source.floor().userCount() + channels.size();
        return new VerifyPass(repairs, entities, all, ended);
    }

    /** A pass over one entity. */
    static VerifyPass over(Entity entity) {
        return new VerifyPass(true, List.of(entity).iterator(), 1, pass -> {});
    }

    /** Completes when the pass has ended, one way or the other. */
    CompletableFuture<MirrorReport> report() {
        return report;
    }

    boolean repairs() {
        return repairs;
    }

    boolean hasNext() {
        return left.hasNext();
    }

    /** Ends a pass that has nothing to read. */
    void begin() {
        if (!left.hasNext()) {
            leave();
        }
    }

    /** The next to read; the pass does not end before {@link #leave} was called for it. */
    Entity next() {
        underWay.incrementAndGet();
        begun.incrementAndGet();
        Entity next = left.next();
        if (!left.hasNext()) {
            leave();
        }
        return next;
    }

    void enter() {
        underWay.incrementAndGet();
    }

    void leave() {
        if (underWay.decrementAndGet() == 0) {
            ended.accept(this);
        }
    }

    void count(int rows) {
        read.addAndGet(rows);
    }

    void differ(List<RowDifference> differences) {
        differing.addAndGet(differences.size());
        synchronized (shown) {
            differences.stream()
                    .limit(MirrorReport.SHOWN_MOST - (long) shown.size())
                    .forEach(shown::add);
        }
    }

    void wrote(int rows) {
        written.addAndGet(rows);
    }

    /** Takes in what a repair does not touch. */
    void leftAlone(List<RowDifference> differences) {
        leftAlone.addAndGet(differences.stream()
                .filter(each -> each.remedy() == RowDifference.Remedy.LEAVE)
                .count());
    }

    void adopted() {
        adopted.incrementAndGet();
    }

    MirrorStatus.Progress progress() {
        return new MirrorStatus.Progress(begun.get(), all);
    }

    void finish(boolean complete) {
        synchronized (shown) {
            report.complete(new MirrorReport(
                    complete,
                    read.get(),
                    differing.get(),
                    written.get(),
                    repairs ? leftAlone.get() : differing.get(),
                    adopted.get(),
                    shown));
        }
    }
}
