package org.hotdesk.sip.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one connection hands to the loop: whole messages, no more at a time than the loop keeps up with, and each within
 * its time. Used by the connection's thread.
 */
final class StreamIntake implements StreamFramer.Sink {
    /** Messages of a connection that wait for the loop, before it is read no further. */
    private static final int WAITING_MOST = 64;

    private static final int WAITING_FEW = 16;
    private static final byte[] PONG = {'\r', '\n'};

    private final SocketChannel channel;
    private final StreamFlow flow;
    private final EdgeLoop.LoopSide loop;
    private final Tally tally;
    private final long limitNanos;
    private final AtomicInteger waiting = new AtomicInteger();
    private Optional<Future<?>> check = Optional.empty();
    private boolean incomplete;
    private long since;

    StreamIntake(SocketChannel channel, StreamFlow flow, EdgeLoop.LoopSide loop, Tally tally, Duration firstMessage) {
        this.channel = channel;
        this.flow = flow;
        this.loop = loop;
        this.tally = tally;
        this.limitNanos = firstMessage.toNanos();
    }

    StreamFlow flow() {
        return flow;
    }

    /** From now on a message must come within the limit; no change when one is waited for already. */
    void begun() {
        if (incomplete) {
            return;
        }
        incomplete = true;
        since = System.nanoTime();
        if (check.isEmpty()) {
            checkAfter(limitNanos);
        }
    }

    private void checkAfter(long nanos) {
        check = Optional.of(channel.eventLoop().schedule(this::check, nanos, TimeUnit.NANOSECONDS));
    }

    private void check() {
        check = Optional.empty();
        if (!incomplete) {
            return;
        }
        long left = since + limitNanos - System.nanoTime();
        if (left <= 0) {
            Ignored.future(channel.close());
        } else {
            checkAfter(left);
        }
    }

    /** The connection is gone. */
    void ended() {
        incomplete = false;
        check.ifPresent(task -> task.cancel(false));
        loop.closed(flow);
    }

    @Override
    public void message(byte[] bytes) {
        incomplete = false;
        if (waiting.incrementAndGet() >= WAITING_MOST) {
            channel.config().setAutoRead(false);
        }
        loop.message(bytes, flow, this::taken);
    }

    private void taken() {
        if (waiting.decrementAndGet() <= WAITING_FEW && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public void ping() {
        tally.streamKeepAlives.incrementAndGet();
        Ignored.future(channel.writeAndFlush(Unpooled.copiedBuffer(PONG)));
    }

    @Override
    public void wrong(byte[] bytes) {
        incomplete = false;
        tally.malformed.incrementAndGet();
        loop.message(bytes, flow, flow::closeLate);
    }
}
