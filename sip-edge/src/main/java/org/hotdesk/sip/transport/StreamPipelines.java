package org.hotdesk.sip.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hotdesk.sip.message.SipLimits;
import org.hotdesk.sip.message.SipParser;

/** Takes a new connection in, or refuses it, and puts up what its bytes go through. Thread-safe. */
final class StreamPipelines {
    private static final int HTTP_BYTES = 8_192;

    private final EdgeLoop.LoopSide loop;
    private final SipLimits messages;
    private final StreamLimits limits;
    private final Tally tally;
    private final ThreadLocal<SipParser> parsers;
    private final AtomicLong numbers = new AtomicLong();
    private final ConcurrentHashMap<Long, Integer> perSource = new ConcurrentHashMap<>();
    private volatile Optional<SslContext> secure = Optional.empty();

    StreamPipelines(EdgeLoop.LoopSide loop, SipLimits messages, StreamLimits limits, Tally tally) {
        this.loop = loop;
        this.messages = messages;
        this.limits = limits;
        this.tally = tally;
        this.parsers = ThreadLocal.withInitial(() -> new SipParser(messages));
    }

    void secureWith(SslContext context) {
        secure = Optional.of(context);
    }

    boolean isSecure() {
        return secure.isPresent();
    }

    /** On the connection's thread. */
    void begin(SocketChannel channel, Transport transport) {
        if (channel.remoteAddress() == null || !enter(channel)) {
            Ignored.future(channel.close());
            return;
        }
        var flow = new StreamFlow(channel, transport, numbers.incrementAndGet(), limits.writeQueueBytes(), loop);
        var intake = new StreamIntake(channel, flow, loop, tally, limits.firstMessage());
        long source = SourceKey.of(flow.remote().getAddress());
        loop.opened(flow);
        channel.closeFuture().addListener(done -> {
            leave(source);
            intake.ended();
        });
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(new Silence(limits));
        secure.filter(context -> transport.isSecure())
                .ifPresent(context -> pipeline.addLast(handshake(context, channel)));
        if (transport == Transport.WS || transport == Transport.WSS) {
            webSocket(pipeline);
            pipeline.addLast(new SipFrames(intake));
        } else {
            pipeline.addLast(new SipBytes(new StreamFramer(parsers.get(), messages.messageBytes(), intake), intake));
        }
        intake.begun();
    }

    private SslHandler handshake(SslContext context, SocketChannel channel) {
        SslHandler handler = context.newHandler(channel.alloc());
        handler.setHandshakeTimeoutMillis(limits.firstMessage().toMillis());
        return handler;
    }

    private void webSocket(ChannelPipeline pipeline) {
        WebSocketServerProtocolConfig config = WebSocketServerProtocolConfig.newBuilder()
                .websocketPath("/")
                .checkStartsWith(true)
                .subprotocols(SipUpgrade.PROTOCOL)
                .handshakeTimeoutMillis(limits.firstMessage().toMillis())
                .decoderConfig(WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(messages.messageBytes())
                        .build())
                .build();
        pipeline.addLast(
                new HttpServerCodec(),
                new HttpObjectAggregator(HTTP_BYTES),
                new SipUpgrade(),
                new WebSocketServerProtocolHandler(config),
                new WebSocketFrameAggregator(messages.messageBytes()));
    }

    private boolean enter(SocketChannel channel) {
        long source = SourceKey.of(channel.remoteAddress().getAddress());
        boolean room = tally.connections.incrementAndGet() <= limits.connections();
        if (perSource.merge(source, 1, Integer::sum) <= limits.connectionsPerSource() && room) {
            return true;
        }
        leave(source);
        tally.refused.incrementAndGet();
        return false;
    }

    private void leave(long source) {
        tally.connections.decrementAndGet();
        perSource.computeIfPresent(source, (key, count) -> count > 1 ? count - 1 : null);
    }

    /** Ends a connection on which nothing comes. */
    private static final class Silence extends IdleStateHandler {
        Silence(StreamLimits limits) {
            super(limits.silence().toMillis(), 0, 0, TimeUnit.MILLISECONDS);
        }

        @Override
        protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
            Ignored.future(context.close());
        }
    }
}
