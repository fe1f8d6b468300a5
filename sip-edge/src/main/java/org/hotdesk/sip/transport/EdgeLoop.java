package org.hotdesk.sip.transport;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hotdesk.sip.message.SipLimits;

/**
 * The one thread of the edge with its sockets, timers and tasks. Everything the {@link Receiver} is told, and every timer
 * and task, runs on that thread; connections are framed and encrypted on threads of their own. Ports are opened before
 * {@link #start}; only {@link #execute}, {@link #counts} and {@link #close} are for other threads.
 */
public final class EdgeLoop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EdgeLoop.class.getName());
    /** Datagrams of one port, or tasks, before the others have their turn and the clock is read again. */
    private static final int TURN = 256;
    /** So much in one turn, and the next one comes without asking the selector first. */
    private static final int BUSY = 8;

    private static final long SLEEP_MILLIS = 1_000;
    private static final long JOIN_MILLIS = 5_000;

    private final Selector selector;
    private final Tally tally = new Tally();
    private final UdpPort.Wire wire;
    private final List<UdpPort> ports = new CopyOnWriteArrayList<>();
    private final Map<Long, StreamFlow> connections = new HashMap<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final TimerWheel timers = new TimerWheel(System.nanoTime());
    private final FailureLog failures = new FailureLog(LOG, "edge");
    private final StreamPorts streams;
    private final Thread thread;
    private boolean busy = true;
    private volatile boolean asleep;
    private volatile boolean open = true;

    /** Makes a loop that hears nothing yet, for messages of usual size and connections within usual limits. */
    public EdgeLoop(Receiver receiver) {
        this(receiver, SipLimits.USUAL, StreamLimits.USUAL);
    }

    /** As above, with limits of messages on a connection and of connections. */
    public EdgeLoop(Receiver receiver, SipLimits messages, StreamLimits limits) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a selector; raise the limit of open files", e);
        }
        wire = new UdpPort.Wire(receiver, tally);
        streams = new StreamPorts(new LoopSide(receiver), messages, limits, tally);
        thread = new Thread(this::run, "sip-edge");
        thread.setDaemon(true);
    }

    /** Opens a port that phones send to. */
    public UdpPort listen(InetSocketAddress address) throws IOException {
        return add(UdpPort.open(Side.PHONES, address, Optional.empty(), wire));
    }

    /** Opens a port that hears this one address and sends to it alone. */
    public UdpPort listenInner(InetSocketAddress address, InetSocketAddress asterisk) throws IOException {
        return add(UdpPort.open(Side.ASTERISK, address, Optional.of(asterisk), wire));
    }

    private UdpPort add(UdpPort port) throws IOException {
        port.register(selector);
        ports.add(port);
        return port;
    }

    /** The ports for connections. */
    public StreamPorts streams() {
        return streams;
    }

    /** The timers; the loop's thread only. */
    public Timers timers() {
        return timers;
    }

    /** Runs the task on the loop's thread, soon; never once the loop is closed. */
    public void execute(Runnable task) {
        tasks.add(task);
        if (asleep) {
            selector.wakeup();
        }
    }

    /** Finds the way to a peer that was heard of before: a port that is open, a connection that still is. */
    public Optional<Flow> flow(
            Transport transport, InetSocketAddress local, InetSocketAddress remote, long connection) {
        if (transport.isConnection()) {
            return Optional.<Flow>ofNullable(connections.get(connection))
                    .filter(flow -> flow.isOpen() && flow.remote().equals(remote));
        }
        for (UdpPort port : ports) {
            if (port.side() == Side.PHONES && port.local().equals(local)) {
                return Optional.of(port.to(remote));
            }
        }
        return Optional.empty();
    }

    /** What the sockets have seen so far. Any thread. */
    public TransportCounts counts() {
        return tally.counts();
    }

    /** Begins to hear. */
    public void start() {
        thread.start();
    }

    private void run() {
        while (open) {
            try {
                turn();
            } catch (IOException e) {
                LOG.log(ERROR, () -> "edge cannot wait for its sockets", e);
                return;
            }
        }
    }

    private void turn() throws IOException {
        timers.turn(System.nanoTime(), this::guarded);
        int done = runTasks();
        for (UdpPort port : ports) {
            if (busy || port.isReady()) {
                done += drain(port);
            }
        }
        busy = done >= BUSY;
        if (!busy) {
            sleep();
        }
    }

    /** Until a port is ready, a timer due or a task there. */
    private void sleep() throws IOException {
        asleep = true;
        if (tasks.isEmpty() && open) {
            selector.select(UdpPort::ready, timers.millisToNext(SLEEP_MILLIS));
        } else {
            selector.selectNow(UdpPort::ready);
        }
        asleep = false;
    }

    private int runTasks() {
        int done = 0;
        for (Runnable task; done < TURN && (task = tasks.poll()) != null; done++) {
            guarded(task);
        }
        return done;
    }

    /** Takes what is there: a receive that finds nothing is cheaper than a select for each datagram. */
    private int drain(UdpPort port) {
        int done = 0;
        while (done < TURN && open) {
            try {
                if (!port.receive()) {
                    break;
                }
            } catch (IOException e) {
                // An ICMP error of an earlier send; it says nothing about the next datagram.
                LOG.log(DEBUG, () -> "not received local=" + port.local() + " why=" + e.getMessage());
            } catch (RuntimeException | Error e) {
                failed(e);
            }
            done++;
        }
        return done;
    }

    /** The thread's top: a bug in one message, timer or task must not end the service for all others. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    private void failed(Throwable why) {
        Tally.one(tally.failures);
        failures.failed(why, timers.now());
    }

    /** Ends the thread and all sockets; waits for both. Connections that are open end without {@link Receiver#closed}. */
    @Override
    public void close() {
        open = false;
        selector.wakeup();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        streams.close();
        try {
            for (UdpPort port : ports) {
                port.close();
            }
            selector.close();
        } catch (IOException e) {
            LOG.log(DEBUG, () -> "socket not closed why=" + e.getMessage());
        }
    }

    /** How connections reach the loop: each call comes from their threads and is a task here. */
    final class LoopSide {
        private final Receiver receiver;

        LoopSide(Receiver receiver) {
            this.receiver = receiver;
        }

        Tally tally() {
            return tally;
        }

        /** Only the loop's thread sends, so this is there already. */
        void sent(byte[] bytes, int from, int end, StreamFlow flow) {
            receiver.sent(bytes, from, end, flow);
        }

        void opened(StreamFlow flow) {
            execute(() -> {
                connections.put(flow.connection(), flow);
                receiver.opened(flow);
            });
        }

        void message(byte[] bytes, StreamFlow flow, Runnable then) {
            execute(() -> {
                try {
                    Tally.one(tally.received);
                    receiver.message(bytes, 0, bytes.length, flow);
                } finally {
                    then.run();
                }
            });
        }

        void closed(StreamFlow flow) {
            execute(() -> {
                connections.remove(flow.connection());
                receiver.closed(flow);
            });
        }
    }
}
