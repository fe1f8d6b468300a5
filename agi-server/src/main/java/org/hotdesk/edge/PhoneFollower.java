package org.hotdesk.edge;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.hotdesk.ami.burst.BurstWorker;
import org.hotdesk.ami.link.AmiException;
import org.hotdesk.ami.link.MessageCount;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.sip.edge.SipEdge;
import org.hotdesk.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * Does what follows when phones come and go and when devices change: accounts are read anew, who may no longer register is
 * put out, lamps learn whether the phone is there, and a phone that came is told what waits for it. On a thread of its
 * own. Thread-safe.
 */
final class PhoneFollower implements AutoCloseable {
    private static final Logger LOG = System.getLogger(PhoneFollower.class.getName());
    private static final Executor A_SECOND_LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private final Store store;
    private final SubscriberBook book;
    private final PhoneWatch watch;
    private final EdgeListener asterisks;
    private final SipEdge edge;
    private final BurstWorker worker = new BurstWorker("hotdesk-edge", this::workOff);
    private boolean begun;

    PhoneFollower(Store store, SubscriberBook book, PhoneWatch watch, EdgeListener asterisks, SipEdge edge) {
        this.store = store;
        this.book = book;
        this.watch = watch;
        this.asterisks = asterisks;
        this.edge = edge;
    }

    /** Looks at every device once, and from then on at what changes. */
    void start() {
        watch.onNote(worker::wish);
        store.onCommit((seq, floor) -> worker.wish());
        worker.wish();
    }

    @Override
    public void close() {
        watch.onNote(() -> {});
        worker.close();
    }

    private void workOff() {
        Set<DeviceNumber> touched = new HashSet<>(book.follow());
        touched.addAll(watch.changed().takeAll());
        Set<DeviceNumber> came = watch.came().takeAll();
        try {
            lookAndTell(touched, came);
        } catch (IllegalStateException busy) {
            if (Thread.currentThread().isInterrupted()) {
                return; // we are closing
            }
            LOG.log(Level.WARNING, () -> "phones looked at again in a second why=" + busy.getMessage());
            watch.changed().addAll(touched);
            watch.came().addAll(came);
            A_SECOND_LATER.execute(worker::wish);
        }
    }

    private void lookAndTell(Set<DeviceNumber> touched, Set<DeviceNumber> came) {
        Floor floor = store.floor(); // after the taking, so that it shows what the marks were about
        if (!begun) {
            floor.devices().stream().map(Device::number).forEach(touched::add);
            edge.registrations().forEach(binding -> touched.add(binding.device()));
            begun = true;
        }
        touched.forEach(device -> look(floor, device));
        came.forEach(this::tellWhatWaits);
    }

    private void look(Floor floor, DeviceNumber device) {
        boolean isThere = !edge.registrations(device).isEmpty();
        if (isThere && !book.has(device)) {
            int ended = edge.kick(device);
            LOG.log(
                    Level.INFO,
                    () -> "registrations ended device=" + device + " count=" + ended
                            + " why=not behind the edge any more");
        }
        if (floor.device(device).isEmpty()) {
            watch.forget(device);
        }
        asterisks.reachable(device, isThere || !SubscriberBook.isBehindEdge(floor, device));
    }

    private void tellWhatWaits(DeviceNumber device) {
        if (edge.registrations(device).isEmpty()) {
            return;
        }
        var unused = asterisks.messagesAt(device).whenComplete((count, failure) -> answered(device, count, failure));
    }

    private void answered(DeviceNumber device, @Nullable MessageCount count, @Nullable Throwable failure) {
        if (count != null) {
            edge.tellMessages(device, count.fresh(), count.heard());
        } else if (mayStillCome(failure)) {
            watch.came().add(device);
            A_SECOND_LATER.execute(worker::wish);
        } else {
            LOG.log(Level.WARNING, () -> "waiting messages not told device=" + device + " why=" + failure);
        }
    }

    /** A link that is away comes back; what Asterisk refused once it refuses again. */
    private static boolean mayStillCome(@Nullable Throwable failure) {
        return Optional.ofNullable(failure)
                .filter(AmiException.class::isInstance)
                .map(AmiException.class::cast)
                .filter(trouble ->
                        trouble.why() != AmiException.Why.REFUSED && trouble.why() != AmiException.Why.UNSPEAKABLE)
                .isPresent();
    }
}
