package org.hotdesk.ami.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One connection of the writer link. Callers encode into one buffer under a lock; it goes out in one write when the line
 * is idle, when half of the window has been answered, or when it is large. The owner thread reads replies, which Asterisk
 * gives strictly in order, and completes the operations. Nobody ever blocks in a write. Many threads may submit.
 */
final class WriterLine implements Line {
    private static final int BATCH_BYTES = 16 * 1024;
    /**
     * Asterisk answers in three small writes an action. While so many answers are due that they take longer than this nap,
     * sleeping through them saves half of our processor time and costs no speed.
     */
    private static final int NAP_DUE = 50;

    private static final long NAP_NANOS = 100_000;
    private static final byte[] BANNER = ActionEncoder.ascii("Asterisk Call Manager/");

    private final AmiConfig config;
    /** So few are written one by one: the rows of a login are under way together, and a long run soon is in batches. */
    private static final int AT_ONCE = 8;

    private final int window;
    private final Inbox inbox = new Inbox();
    private final Message message;
    /** Operations the owner thread has taken over and expects replies to; its own, no lock needed. */
    private ArrayDeque<Operation<?>> expected = new ArrayDeque<>();

    private final WaitingSocket socket = new WaitingSocket();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    // Guarded by the lock.
    private final ActionEncoder out;
    private ArrayDeque<Operation<?>> given = new ArrayDeque<>();
    private long lastId;
    private int outstanding;
    private int onWire;
    private int waiting;
    private boolean stuck;
    /** How many are giving operations that are to travel together. */
    private int gathering;

    private boolean open = true;

    /** Replies due when the owner thread last looked; its own. */
    private int due;

    /** Whether the last read took all there was; its own. */
    private boolean drained = true;

    private volatile Thread owner = Thread.currentThread();
    private volatile long heardAt = System.nanoTime();

    /** @param token a secret of this connection that stands in each ActionID */
    WriterLine(AmiConfig config, String token) throws IOException {
        this.config = config;
        this.window = config.pace().window();
        this.message = new Message(token);
        this.out = new ActionEncoder(token);
    }

    @Override
    public String open() throws IOException {
        owner = Thread.currentThread();
        connect();
        String banner = readBanner();
        String challenge = await(PlainOperation.challenge());
        await(LoginWords.login(config.login(), challenge));
        return banner;
    }

    private void connect() throws IOException {
        InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
        if (address.isUnresolved()) {
            throw new IOException("no address for the AMI host " + config.host());
        }
        try {
            socket.connect(address, (int) config.pace().connectTimeout().toMillis());
        } catch (IOException e) {
            throw config.unreached(e);
        }
    }

    private String readBanner() throws IOException {
        long deadline = System.nanoTime() + config.pace().connectTimeout().toNanos();
        while (!inbox.line(message)) {
            turn(deadline, "greeting");
        }
        if (!message.startsWith(BANNER)) {
            throw new IOException("the peer is no Asterisk manager interface");
        }
        return message.between(0, 0);
    }

    private <T> T await(Operation<T> step) throws IOException {
        long deadline = System.nanoTime() + config.pace().connectTimeout().toNanos();
        submit(step);
        while (!step.isDone()) {
            turn(deadline, "answer to the login");
            deliver();
        }
        try {
            return step.join();
        } catch (CompletionException e) {
            throw LoginWords.refusal(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
        }
    }

    private void turn(long deadline, String due) throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw new IOException("no " + due + " from Asterisk in time");
        }
        read(left);
    }

    @Override
    public void serve() throws IOException {
        Duration tick = shortest(config.pace().replyTimeout(), config.pace().pingEvery())
                .dividedBy(4);
        long tickMillis = Math.max(1, tick.toMillis());
        while (true) {
            read(tickMillis);
            deliver();
            checkSilence();
            if (due >= NAP_DUE) {
                LockSupport.parkNanos(NAP_NANOS);
                drained = false;
            }
        }
    }

    private static Duration shortest(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Reads what is there, waiting for it at most so long; writes what a full socket left behind. */
    private void read(long millis) throws IOException {
        if (drained) {
            socket.await(millis);
            writeStuck();
        }
        ByteBuffer room = inbox.room();
        int count = socket.readNow(room);
        drained = room.hasRemaining();
        if (count < 0) {
            throw new IOException("Asterisk closed the connection");
        }
        if (count > 0) {
            inbox.filled(count);
            heardAt = System.nanoTime();
        }
    }

    /** Completes every operation whose answer has come whole, then makes room for the callers. */
    private void deliver() throws IOException {
        int done = 0;
        while (true) {
            if (expected.isEmpty()) {
                takeGiven();
            }
            Operation<?> next = expected.peek();
            if (next == null ? !inbox.next(message) : !next.cut(inbox, message)) {
                break;
            }
            if (next != null && isFor(next) && next.accept(message)) {
                expected.remove();
                done++;
            }
        }
        if (done > 0) {
            answered(done);
        }
    }

    /** Messages that bear no id of ours are none of our business; one with another id than the due one is the end. */
    private boolean isFor(Operation<?> next) throws IOException {
        if (next.owns(message)) {
            return true;
        }
        long id = message.id();
        if (id != Message.NO_ID) {
            throw new IOException("a reply to action " + id + " came when that to " + next.id() + " was due");
        }
        return false;
    }

    private void takeGiven() {
        lock.lock();
        try {
            ArrayDeque<Operation<?>> taken = given;
            given = expected;
            expected = taken;
        } finally {
            lock.unlock();
        }
    }

    private void answered(int count) throws IOException {
        lock.lock();
        try {
            outstanding -= count;
            onWire -= count;
            if (out.length() > 0 && onWire <= window / 2) {
                write();
            }
            due = onWire;
            if (waiting > 0 && outstanding <= window / 2) {
                room.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void checkSilence() throws IOException {
        long silence = System.nanoTime() - heardAt;
        if (hasRoom(window)) { // nothing is outstanding
            if (silence > config.pace().pingEvery().toNanos()) {
                heardAt = System.nanoTime();
                submit(PlainOperation.of("Ping", Map.of()));
            }
        } else if (silence > config.pace().replyTimeout().toNanos()) {
            throw new IOException("Asterisk was silent for "
                    + config.pace().replyTimeout().toMillis() + " ms with actions outstanding");
        }
    }

    /** Whether so many can be given now without waiting, if nobody else gives some. */
    boolean hasRoom(int operations) {
        lock.lock();
        try {
            return open && outstanding + operations <= window;
        } finally {
            lock.unlock();
        }
    }

    /** Gives one operation to the line; every failure goes into the operation itself. */
    void submit(Operation<?> operation) {
        try {
            give(operation);
        } catch (AmiException e) {
            operation.completeExceptionally(e);
        }
    }

    /** What is given meanwhile goes out at the end, in one write. */
    void together(Runnable giving) {
        gather(1);
        try {
            giving.run();
        } finally {
            gather(-1);
        }
    }

    private void gather(int more) {
        lock.lock();
        try {
            gathering += more;
            if (gathering == 0 && open && out.length() > 0) {
                writeOrCut();
            }
        } finally {
            lock.unlock();
        }
    }

    private void give(Operation<?> operation) {
        lock.lock();
        try {
            if (Thread.currentThread() != owner) {
                awaitRoom();
            }
            if (!open) {
                throw new AmiException(AmiException.Why.NOT_UP, "no link to Asterisk");
            }
            encode(operation);
            given.add(operation);
            if (outstanding++ == 0) {
                heardAt = System.nanoTime();
            }
            if ((onWire < AT_ONCE && gathering == 0) || out.length() >= BATCH_BYTES) {
                writeOrCut();
            }
        } finally {
            lock.unlock();
        }
    }

    private void encode(Operation<?> operation) {
        int mark = out.length();
        try {
            operation.writeTo(out, lastId + 1);
            lastId++;
        } catch (AmiException e) {
            out.rewind(mark);
            throw e;
        }
    }

    private void awaitRoom() {
        if (open && outstanding >= window && onWire == 0) {
            writeOrCut(); // all of them are being gathered, and without an answer there is never room
        }
        while (open && outstanding >= window) {
            waiting++;
            try {
                room.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AmiException(AmiException.Why.NOT_UP, "interrupted while waiting for room on the link", e);
            } finally {
                waiting--;
            }
        }
    }

    private void writeOrCut() {
        try {
            write();
        } catch (IOException e) {
            cut("write failed: " + e.getMessage());
        }
    }

    /** Writes the buffer; what the socket does not take stays in it and the selector waits for the socket. */
    private void write() throws IOException {
        int written = socket.write(out.bytes(), out.length());
        onWire = outstanding;
        out.drop(written);
        boolean stuckNow = out.length() > 0;
        if (stuckNow != stuck) {
            stuck = stuckNow;
            socket.wantsRoom(stuck);
        }
    }

    private void writeStuck() throws IOException {
        lock.lock();
        try {
            if (stuck) {
                write();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void cut(String why) {
        socket.cut(why);
    }

    @Override
    public void end(AmiException why) {
        List<Operation<?>> orphans = new ArrayList<>(expected);
        expected.clear();
        lock.lock();
        try {
            open = false;
            orphans.addAll(given);
            given.clear();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        cut(why.getMessage() == null ? "ended" : why.getMessage());
        socket.close();
        orphans.forEach(orphan -> orphan.completeExceptionally(why));
    }
}
