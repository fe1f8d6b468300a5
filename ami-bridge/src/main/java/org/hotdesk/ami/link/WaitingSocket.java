package org.hotdesk.ami.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A TCP connection on which one thread waits for bytes, or for room to write, while others write without ever waiting. It
 * may be cut from any thread, which ends the wait; reads and writes then fail with the reason.
 */
final class WaitingSocket implements AutoCloseable {
    private final Selector selector = Selector.open();
    private final SocketChannel channel = SocketChannel.open();
    private volatile String cutReason = "";

    WaitingSocket() throws IOException {}

    /** Blocks until connected, at most so many milliseconds. */
    void connect(InetSocketAddress address, int millis) throws IOException {
        channel.socket().setTcpNoDelay(true);
        channel.socket().connect(address, millis);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    /** What is there already: 0 for nothing, -1 when the peer has closed. */
    int readNow(ByteBuffer into) throws IOException {
        try {
            return channel.read(into);
        } catch (ClosedChannelException e) {
            throw new IOException(cutReason, e);
        }
    }

    /** Waits for what was asked for, or a cut, at most so many milliseconds. For one thread. */
    void await(long millis) throws IOException {
        selector.select(millis);
        selector.selectedKeys().clear();
    }

    /** Writes what the socket takes now; how many bytes that were. */
    int write(byte[] bytes, int length) throws IOException {
        return channel.write(ByteBuffer.wrap(bytes, 0, length));
    }

    /** Whether the waiting thread is to wait for room too. */
    void wantsRoom(boolean too) throws IOException {
        SelectionKey key = channel.keyFor(selector);
        if (key == null) {
            throw new IOException(cutReason);
        }
        try {
            key.interestOps(SelectionKey.OP_READ | (too ? SelectionKey.OP_WRITE : 0));
        } catch (CancelledKeyException e) {
            throw new IOException(cutReason, e);
        }
        selector.wakeup();
    }

    void cut(String why) {
        cutReason = why;
        try {
            channel.close();
        } catch (IOException e) {
            // The channel is of no more use either way.
            assert e != null;
        }
        selector.wakeup();
    }

    /** Nobody waits on it any more. */
    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            assert e != null;
        }
    }
}
