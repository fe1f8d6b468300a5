package org.hotdesk.ami.link;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.asteriskjava.util.SocketConnectionFacade;

/**
 * The socket under asterisk-java's connection: lines have a longest length, and the library's queue of 20,000 messages,
 * which drops what it cannot hold, is never let run full. The library's reader thread reads, its callers write under the
 * library's lock.
 */
final class GuardedSocket implements SocketConnectionFacade {
    private static final int LINE_MAX = 64 * 1024;
    private static final int BEHIND_MAX = 10_000;
    private static final int CATCH_UP_MILLIS = 5;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;
    private final StringBuilder pending = new StringBuilder();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private final AtomicLong handled = new AtomicLong();
    private long read;

    GuardedSocket(AmiConfig config) throws IOException {
        InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
        if (address.isUnresolved()) {
            throw new IOException("no address for the AMI host " + config.host());
        }
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, (int) config.pace().connectTimeout().toMillis());
        } catch (IOException e) {
            socket.close();
            throw config.unreached(e);
        }
        in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        out = socket.getOutputStream();
    }

    /** Called for each message that has come out of the library's queue. */
    void handledOne() {
        handled.incrementAndGet();
    }

    @Override
    public String readLine() throws IOException {
        line.reset();
        while (true) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("Asterisk closed the connection");
            }
            if (c == '\n') {
                break;
            }
            if (line.size() >= LINE_MAX) {
                throw new IOException("a line of more than " + LINE_MAX + " bytes");
            }
            line.write(c);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        String bare = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        if (bare.isEmpty()) {
            waitForLibrary();
        }
        return bare;
    }

    /**
     * Messages that the library throws away are read but never handled, so the difference only says that the queue may be
     * long. It is when handling goes on while we wait.
     */
    private void waitForLibrary() throws IOException {
        read++;
        while (read - handled.get() > BEHIND_MAX) {
            long handledSeen = handled.get();
            try {
                Thread.sleep(CATCH_UP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while reading", e);
            }
            if (handled.get() == handledSeen) {
                read = handledSeen;
            }
        }
    }

    @Override
    public void write(String text) {
        pending.append(text);
    }

    @Override
    public void flush() throws IOException {
        byte[] bytes = pending.toString().getBytes(StandardCharsets.UTF_8);
        pending.setLength(0);
        out.write(bytes);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected() && !socket.isClosed();
    }

    @Override
    public InetAddress getLocalAddress() {
        return socket.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return socket.getLocalPort();
    }

    @Override
    public InetAddress getRemoteAddress() {
        return socket.getInetAddress();
    }

    @Override
    public int getRemotePort() {
        return socket.getPort();
    }
}
