package org.hotdesk.sip.watch;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;

/**
 * One thread with one socket towards one peer, timers and a queue of tasks; all that it calls runs on that thread. Only
 * {@link #execute} and {@link #close} may be called from elsewhere.
 */
final class UdpLoop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(UdpLoop.class.getName());

    private record Timer(long due, Runnable task) {}

    private final DatagramChannel channel;
    private final Selector selector;
    private final InetSocketAddress local;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>((a, b) -> Long.signum(a.due() - b.due()));
    private final byte[] buffer = new byte[65_535];
    private IntConsumer receiver = length -> {};
    private volatile boolean open = true;

    /** Opens a socket on a free port that hears this peer only. */
    UdpLoop(InetSocketAddress peer, String name) {
        try {
            selector = Selector.open();
            channel = DatagramChannel.open();
            channel.connect(peer);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            local = (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a UDP socket towards " + peer, e);
        }
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Starts; the receiver is told the length of each datagram that stands in {@link #buffer}. */
    void start(IntConsumer onDatagram) {
        receiver = onDatagram;
        thread.start();
    }

    boolean isOpen() {
        return open;
    }

    InetSocketAddress local() {
        return local;
    }

    byte[] buffer() {
        return buffer;
    }

    /** Runs the task on the thread, soon. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Runs the task once the clock of {@link System#nanoTime} has come there. */
    void at(long due, Runnable task) {
        timers.add(new Timer(due, task));
    }

    /** Sends; what cannot be sent is lost, as on any network, and sent again by its transaction. */
    void send(byte[] datagram) {
        try {
            channel.write(ByteBuffer.wrap(datagram));
        } catch (IOException e) {
            LOG.log(DEBUG, () -> "not sent local=" + local + " why=" + e.getMessage());
        }
    }

    private void run() {
        try {
            while (open) {
                selector.select(millisToNext());
                selector.selectedKeys().clear();
                runDue();
                receiveAll();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(ERROR, () -> "watch phone stopped local=" + local, e);
        }
    }

    private long millisToNext() {
        Timer next = timers.peek();
        // select(0) would wait for ever, so a second at most and a millisecond at least.
        long millis = next == null ? 1000 : (next.due() - System.nanoTime()) / 1_000_000 + 1;
        return Math.max(1, Math.min(millis, 1000));
    }

    private void runDue() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        for (Timer next = timers.peek(); next != null && next.due() - System.nanoTime() <= 0; next = timers.peek()) {
            timers.remove();
            next.task().run();
        }
    }

    private void receiveAll() {
        while (open) {
            int length = receive();
            if (length < 0) {
                return;
            }
            receiver.accept(length);
        }
    }

    private int receive() {
        try {
            int length = channel.read(ByteBuffer.wrap(buffer));
            return length == 0 ? -1 : length;
        } catch (IOException e) {
            // The peer's port is closed for now (ICMP); the transactions will try again.
            return -1;
        }
    }

    @Override
    public void close() {
        open = false;
        selector.wakeup();
        try {
            thread.join(2000);
            channel.close();
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(DEBUG, () -> "socket not closed local=" + local + " why=" + e.getMessage());
        }
    }
}
