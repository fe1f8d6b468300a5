package org.hotdesk.agi.protocol;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.util.ServerSocketFacade;
import org.asteriskjava.util.SocketConnectionFacade;
import org.hotdesk.agi.protocol.HeaderScan.Progress;

/**
 * The listening socket. A connection comes out of {@link #accept()} only when its whole header is here, so silent and
 * slow ones never cost a thread; it also closes whatever is overdue. One owner thread; {@link #close()} from any.
 */
final class FrontDoor implements ServerSocketFacade {
    /** Asked of the kernel, which has its own limit (net.core.somaxconn). */
    static final int BACKLOG = 4_096;

    /** Connections without a whole header; the oldest of them makes way for the next. */
    static final int WAITING_MAX = 4_096;

    private static final long HEADER_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long TICK_MILLIS = 200;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
    private static final int ACCEPTS_A_TURN = 64;

    private final AgiConfig config;
    private final LogLimit log;
    private final ServerSocketChannel server;
    private final Selector selector;
    private final SelectionKey acceptKey;
    private final Set<PeerLine> waiting = new LinkedHashSet<>();
    private final ArrayDeque<PeerLine> ready = new ArrayDeque<>();
    private final Set<PeerLine> open = ConcurrentHashMap.newKeySet();
    private long nextTick = System.nanoTime();
    private volatile boolean closed;

    private FrontDoor(AgiConfig config, LogLimit log, ServerSocketChannel server) throws IOException {
        this.config = config;
        this.log = log;
        this.server = server;
        this.selector = Selector.open();
        this.acceptKey = server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Binds the address of the configuration. */
    static FrontDoor open(AgiConfig config, LogLimit log) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.configureBlocking(false);
            server.bind(config.listen(), BACKLOG);
            return new FrontDoor(config, log, server);
        } catch (IOException failed) {
            server.close();
            throw new IOException("cannot listen on " + config.listen() + ": " + failed.getMessage(), failed);
        }
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) server.getLocalAddress();
    }

    /** Waits for the next connection that has said all it wants. */
    @Override
    public SocketConnectionFacade accept() throws IOException {
        while (true) {
            PeerLine next = ready.poll();
            if (next != null) {
                open.add(next);
            }
            if (closed) {
                leave();
                throw new ClosedChannelException();
            }
            if (next != null) {
                return next;
            }
            selector.select(this::onKey, TICK_MILLIS);
            tick();
        }
    }

    private void leave() throws IOException {
        waiting.forEach(FrontDoor::closeQuietly);
        ready.forEach(FrontDoor::closeQuietly);
        open.forEach(FrontDoor::closeQuietly);
        selector.close();
        server.close();
    }

    private void onKey(SelectionKey key) {
        if (key == acceptKey) {
            acceptSome();
        } else if (key.attachment() instanceof PeerLine line) {
            advance(line);
        }
    }

    private void acceptSome() {
        try {
            for (int i = 0; i < ACCEPTS_A_TURN; i++) {
                SocketChannel channel = server.accept();
                if (channel == null) {
                    return;
                }
                admit(channel);
            }
        } catch (IOException failed) {
            // No descriptor left, as a rule: without a pause this would turn in circles.
            log.say(Level.ERROR, "accept-failed", "local");
            acceptKey.interestOps(0);
            dropOldest();
        }
    }

    private void admit(SocketChannel channel) throws IOException {
        var peer = (InetSocketAddress) channel.getRemoteAddress();
        if (peer == null || !config.allows(peer.getAddress())) {
            log.say(
                    Level.WARNING,
                    "not-allowed",
                    peer == null ? "gone" : peer.getAddress().getHostAddress());
            channel.close();
            return;
        }
        channel.configureBlocking(false);
        long deadline = System.nanoTime() + HEADER_NANOS;
        advance(new PeerLine(channel, peer, deadline, config.readTimeout().toNanos(), open::remove));
    }

    private void advance(PeerLine line) {
        try {
            Progress progress = line.readHeader();
            if (progress == Progress.COMPLETE) {
                handOver(line);
            } else if (progress == Progress.MORE) {
                keepWaiting(line);
            } else {
                log.say(Level.WARNING, "header-refused", line.source(), "why=" + progress);
                drop(line);
            }
        } catch (IOException gone) {
            drop(line);
        }
    }

    private void handOver(PeerLine line) throws IOException {
        if (waiting.remove(line)) {
            line.channel().keyFor(selector).cancel();
        }
        line.channel().configureBlocking(true);
        ready.add(line);
    }

    private void keepWaiting(PeerLine line) throws IOException {
        if (waiting.add(line)) {
            line.channel().register(selector, SelectionKey.OP_READ, line);
            if (waiting.size() > WAITING_MAX) {
                log.say(Level.WARNING, "too-many-waiting", line.source());
                dropOldest();
            }
        }
    }

    private void dropOldest() {
        Iterator<PeerLine> oldest = waiting.iterator();
        if (oldest.hasNext()) {
            drop(oldest.next());
        }
    }

    private void drop(PeerLine line) {
        waiting.remove(line);
        closeQuietly(line);
    }

    private void tick() {
        long now = System.nanoTime();
        if (now - nextTick < 0) {
            return;
        }
        nextTick = now + TICK_NANOS;
        if (acceptKey.interestOps() == 0) {
            acceptKey.interestOps(SelectionKey.OP_ACCEPT);
        }
        Iterator<PeerLine> oldest = waiting.iterator();
        while (oldest.hasNext()) {
            PeerLine line = oldest.next();
            if (!line.isOverdue(now)) {
                break;
            }
            oldest.remove();
            log.say(Level.WARNING, "header-timeout", line.source());
            closeQuietly(line);
        }
        for (PeerLine line : open) {
            if (line.isOverdue(now)) {
                log.say(Level.WARNING, "read-timeout", line.source());
                closeQuietly(line);
            }
        }
        log.flush();
    }

    private static void closeQuietly(PeerLine line) {
        try {
            line.close();
        } catch (IOException alreadyGone) {
            // Nothing is lost: it is closed either way.
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        open.forEach(FrontDoor::closeQuietly);
    }

    @Override
    public void setSocketReadTimeout(int millis) {
        // The configuration's read timeout holds, by closing what is overdue.
    }
}
