package org.hotdesk.ami.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.hotdesk.ami.link.AmiConfig;

/**
 * Reads one dialplan function every 5 ms, each time through the code and the lock by which a call reads it, and keeps the
 * longest time that one took. Thread-safe.
 */
final class DialplanReader implements AutoCloseable {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long SETTLED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Socket socket;
    private final byte[] question;
    private final byte[] buffer = new byte[4_096];
    private final AtomicLong longest = new AtomicLong();
    private volatile boolean closed;

    DialplanReader(AmiConfig config, String function) throws IOException {
        socket = new Socket(config.host(), config.port());
        socket.setTcpNoDelay(true);
        question = bytes("Action: Getvar\r\nVariable: " + function + "\r\n\r\n");
        send(bytes("Action: Login\r\nUsername: " + config.login().user() + "\r\nSecret: "
                + config.login().secret() + "\r\nEvents: off\r\n\r\n"));
    }

    void start() {
        var thread = new Thread(this::readOn, "dialplan-reader");
        thread.setDaemon(true);
        thread.start();
    }

    /** The longest read since the last time this was asked. */
    double takeLongestMillis() {
        return longest.getAndSet(0) / 1e6;
    }

    private void readOn() {
        try {
            LockSupport.parkNanos(SETTLED_NANOS);
            socket.getInputStream().skipNBytes(socket.getInputStream().available()); // events of the login
            while (!closed) {
                long began = System.nanoTime();
                send(question);
                long took = System.nanoTime() - began;
                longest.accumulateAndGet(took, Math::max);
                LockSupport.parkNanos(EVERY_NANOS);
            }
        } catch (IOException over) {
            // The bench has closed it.
        }
    }

    /** Sends it and waits for the empty line behind the answer. */
    private void send(byte[] action) throws IOException {
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream();
        out.write(action);
        for (int ends = 0; ends < 2; ) {
            int count = in.read(buffer);
            if (count < 0) {
                throw new IOException("Asterisk closed the connection");
            }
            ends = count >= 4 && buffer[count - 1] == '\n' && buffer[count - 3] == '\n' ? 2 : 0;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        socket.close();
    }
}
