package org.hotdesk.sip.transport;

import static java.lang.System.Logger.Level.INFO;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hotdesk.sip.message.SipLimits;

/**
 * The ports that phones make connections to: TCP, TLS, WebSocket and secure WebSocket. No connection is ever made from
 * here. Thread-safe.
 */
public final class StreamPorts {
    private static final System.Logger LOG = System.getLogger(StreamPorts.class.getName());
    private static final int THREADS_MOST = 4;
    private static final int BACKLOG = 1_024;
    private static final long CLOSE_SECONDS = 5;

    private final StreamPipelines pipelines;
    private Optional<EventLoopGroup> threads = Optional.empty();

    StreamPorts(EdgeLoop.LoopSide loop, SipLimits messages, StreamLimits limits, Tally tally) {
        this.pipelines = new StreamPipelines(loop, messages, limits, tally);
    }

    /**
     * Reads the certificate with its chain, and the key, for TLS and WSS. Called again it serves the new one to
     * connections from then on; on failure the old one stays.
     *
     * @param certificates PEM, the server's own first
     * @param key PEM, PKCS#8 without a password
     * @throws IOException one line that says what to do
     */
    public void certificate(Path certificates, Path key) throws IOException {
        SslContext context = PemIdentity.read(certificates, key).serverContext();
        pipelines.secureWith(context);
    }

    /**
     * Opens a port; its address is returned, as the port asked for may be 0.
     *
     * @throws IOException one line that says what to do
     */
    public synchronized InetSocketAddress listen(Transport transport, InetSocketAddress address) throws IOException {
        if (!transport.isConnection()) {
            throw new IllegalArgumentException("UDP has no connections");
        }
        if (transport.isSecure() && !pipelines.isSecure()) {
            throw ListenErrors.explain(
                    transport, address, new IOException("no certificate is set; name a PEM certificate and its key"));
        }
        ChannelFuture bound = new ServerBootstrap()
                .group(threads())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        pipelines.begin(channel, transport);
                    }
                })
                .bind(address);
        try {
            bound.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while opening a port");
        }
        Throwable why = bound.cause();
        if (why != null) {
            throw ListenErrors.explain(transport, address, why);
        }
        var local = (InetSocketAddress) bound.channel().localAddress();
        LOG.log(INFO, () -> "listening transport=" + transport + " local=" + local);
        return local;
    }

    private EventLoopGroup threads() {
        if (threads.isEmpty()) {
            int count = Math.max(1, Math.min(THREADS_MOST, Runtime.getRuntime().availableProcessors() / 2));
            threads = Optional.of(new MultiThreadIoEventLoopGroup(
                    count, new DefaultThreadFactory("sip-edge-streams", true), NioIoHandler.newFactory()));
        }
        return threads.get();
    }

    synchronized void close() {
        threads.ifPresent(group -> group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS));
        threads = Optional.empty();
    }
}
