package org.hotdesk.sip.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection that a phone has made. Sending is for the loop's thread, the rest thread-safe. */
final class StreamFlow implements Flow {
    /** Time for the peer to read an answer before the reset that unread bytes of its own would cause. */
    private static final long LINGER_MILLIS = 500;

    private final SocketChannel channel;
    private final Transport transport;
    private final long connection;
    private final int queueMost;
    private final EdgeLoop.LoopSide loop;
    private final InetSocketAddress remote;
    private final InetSocketAddress local;
    private final AtomicInteger queued = new AtomicInteger();

    StreamFlow(SocketChannel channel, Transport transport, long connection, int queueMost, EdgeLoop.LoopSide loop) {
        this.channel = channel;
        this.transport = transport;
        this.connection = connection;
        this.queueMost = queueMost;
        this.loop = loop;
        this.remote = channel.remoteAddress();
        this.local = channel.localAddress();
    }

    @Override
    public Side side() {
        return Side.PHONES;
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public long connection() {
        return connection;
    }

    @Override
    public boolean isOpen() {
        return channel.isActive();
    }

    @Override
    public boolean send(byte[] bytes, int from, int end) {
        int length = end - from;
        if (!channel.isActive()) {
            Tally.one(loop.tally().lost);
            return false;
        }
        if (queued.addAndGet(length) > queueMost) {
            Ignored.future(channel.close());
            Tally.one(loop.tally().lost);
            return false;
        }
        channel.writeAndFlush(Unpooled.copiedBuffer(bytes, from, length))
                .addListener((Future<? super Void> done) -> queued.addAndGet(-length));
        Tally.one(loop.tally().sent);
        loop.sent(bytes, from, end, this);
        return true;
    }

    @Override
    public void close() {
        if (queued.get() == 0) {
            Ignored.future(channel.close());
            return;
        }
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** As {@link #close}, but gives the peer time to read what was sent. */
    void closeLate() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener((Future<? super Void> done) -> Ignored.future(channel.eventLoop()
                        .schedule(() -> Ignored.future(channel.close()), LINGER_MILLIS, TimeUnit.MILLISECONDS)));
    }

    @Override
    public String toString() {
        return transport + " connection=" + connection + " remote=" + remote;
    }
}
