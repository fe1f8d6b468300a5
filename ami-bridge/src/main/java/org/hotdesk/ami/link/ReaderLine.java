package org.hotdesk.ami.link;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.response.ManagerResponse;

/**
 * One connection of the reader link. The library's thread only hands over; futures are completed on the owner thread,
 * which is also the watch: an action that is not answered in its time ends the line and with it everything the library
 * remembers of it. Many threads may submit.
 */
final class ReaderLine implements Line {
    private static final System.Logger LOG = System.getLogger(ReaderLine.class.getName());
    private static final String EVENT_CLASSES = "system,call,user,agent";
    /** Asterisk main/manager.c, match_filter(): an extended regular expression over the text of the whole event. */
    private static final String FILTER =
            "Event: (DeviceStateChange|MessageWaiting|ContactStatus|FullyBooted|Shutdown|AgentRingNoAnswer|VoicemailPasswordChange)"
                    + "|UserEvent: Hotdesk(Feature|Emergency|Missed)";

    private static final Duration CLEANUP_MAX = Duration.ofSeconds(5);

    private final AmiConfig config;
    private final GuardedConnection connection;
    private final Consumer<ManagerEvent> events;
    private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final CountDownLatch gone = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();

    private record Due(String id, ReaderCall<?> call) {}

    // Guarded by the lock.
    private final ArrayDeque<Due> outstanding = new ArrayDeque<>();
    private long lastId;
    private boolean open = true;
    private long headSince = System.nanoTime();

    private volatile long heardAt = System.nanoTime();
    private volatile Thread owner = Thread.currentThread();
    private volatile String cutReason = "Asterisk closed the connection";

    /** @param events gets each event of Asterisk on the library's thread and must not block */
    ReaderLine(AmiConfig config, Consumer<ManagerEvent> events) {
        this.config = config;
        this.events = events;
        this.connection = new GuardedConnection(config, this::heard, this::lost);
    }

    @Override
    public String open() throws IOException {
        owner = Thread.currentThread();
        String banner = connection.enter(EVENT_CLASSES);
        ReaderCall<Boolean> filter = new ReaderCall<>(
                "Filter",
                Map.of("Operation", "Add", "Filter", FILTER),
                config.pace().replyTimeout(),
                true);
        submit(filter);
        while (!filter.isDone()) {
            turn();
        }
        if (filter.isCompletedExceptionally()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> "ami link=READER all events come unfiltered, which costs more;"
                            + " the AMI user needs write permission 'system'");
        }
        return banner;
    }

    @Override
    public void serve() throws IOException {
        while (true) {
            turn();
        }
    }

    private void turn() throws IOException {
        Duration shortest = config.pace().replyTimeout().compareTo(config.pace().pingEvery()) < 0
                ? config.pace().replyTimeout()
                : config.pace().pingEvery();
        try {
            Runnable next = inbox.poll(Math.max(1, shortest.toMillis() / 4), TimeUnit.MILLISECONDS);
            while (next != null) {
                next.run();
                next = inbox.poll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (gone.getCount() == 0) {
            throw new IOException(cutReason);
        }
        watch();
    }

    private void watch() throws IOException {
        Optional<Due> head;
        long waited;
        lock.lock();
        try {
            head = Optional.ofNullable(outstanding.peek());
            waited = System.nanoTime() - headSince;
        } finally {
            lock.unlock();
        }
        if (head.isPresent()) {
            ReaderCall<?> call = head.get().call();
            if (waited > call.allowance().toNanos()) {
                throw new IOException("no answer to " + call.name() + " from Asterisk in "
                        + call.allowance().toMillis() + " ms");
            }
        } else if (System.nanoTime() - heardAt > config.pace().pingEvery().toNanos()) {
            submit(ReaderCall.of("Ping", Map.of(), config.pace().replyTimeout()));
        }
    }

    /** Gives one action to the line; every failure goes into the call itself. */
    void submit(ReaderCall<?> call) {
        try {
            give(call);
        } catch (AmiException e) {
            call.completeExceptionally(e);
        }
    }

    private void give(ReaderCall<?> call) {
        lock.lock();
        try {
            awaitRoom();
            if (!open) {
                throw new AmiException(AmiException.Why.NOT_UP, "no link to Asterisk");
            }
            Due due = new Due("h" + ++lastId, call);
            LibraryShapes.SpokenAction action = call.action(due.id());
            if (outstanding.isEmpty()) {
                headSince = System.nanoTime();
            }
            outstanding.add(due);
            send(action, due);
        } finally {
            lock.unlock();
        }
    }

    private void send(LibraryShapes.SpokenAction action, Due due) {
        try {
            connection.sendAction(action, response -> answered(due, Optional.ofNullable(response)));
        } catch (IOException | IllegalStateException e) {
            outstanding.remove(due);
            cut("write failed: " + e.getMessage());
            throw new AmiException(AmiException.Why.LOST, "the link to Asterisk broke while writing", e);
        }
    }

    /** Actions that we or the library still keep something for. */
    int remembered() {
        lock.lock();
        try {
            return outstanding.size() + inbox.size();
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom() {
        while (open
                && Thread.currentThread() != owner
                && outstanding.size() >= config.pace().window()) {
            try {
                room.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AmiException(AmiException.Why.NOT_UP, "interrupted while waiting for room on the link", e);
            }
        }
    }

    /** On the library's thread. Without a response the line is lost, and the watch will say so. */
    private void answered(Due due, Optional<ManagerResponse> response) {
        heardAt = System.nanoTime();
        response.ifPresent(said -> inbox.add(() -> {
            due.call().accept(said);
            finished(due);
        }));
    }

    /** On the library's thread. */
    private void heard(ManagerEvent event) {
        heardAt = System.nanoTime();
        events.accept(event);
    }

    private void finished(Due due) {
        lock.lock();
        try {
            outstanding.remove(due);
            headSince = System.nanoTime();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void lost() {
        gone.countDown();
        inbox.add(() -> {});
    }

    @Override
    public void cut(String why) {
        cutReason = why;
        connection.cut();
    }

    @Override
    public void end(AmiException why) {
        List<Due> orphans;
        lock.lock();
        try {
            open = false;
            orphans = new ArrayList<>(outstanding);
            outstanding.clear();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        cut(String.valueOf(why.getMessage()));
        orphans.forEach(due -> due.call().completeExceptionally(why));
        awaitLibrary();
        inbox.clear();
    }

    /** So that not two generations of the library's threads live at once. */
    private void awaitLibrary() {
        try {
            if (connection.wasOpened()) { // else there never was a thread
                gone.await(CLEANUP_MAX.toMillis(), TimeUnit.MILLISECONDS);
                connection.awaitEnd(CLEANUP_MAX.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
