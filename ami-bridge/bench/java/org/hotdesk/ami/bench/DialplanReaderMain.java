package org.hotdesk.ami.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads one dialplan function of an Asterisk every 5 ms, each time through the code and the lock by which a call reads it. A process
 * of its own, as a caller's is: in ours each read would wait for our garbage collector too, which no call does. Is told
 * {@code host port user secret function} on standard input, and for each further line says the longest read in nanoseconds since
 * the line before.
 */
public final class DialplanReaderMain {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long SETTLED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Socket socket;
    private final byte[] question;
    private final byte[] buffer = new byte[4_096];
    private final AtomicLong longest = new AtomicLong();
    /** When the read began that has no answer yet; 0 when there is none. */
    private volatile long unansweredSince;

    private DialplanReaderMain(String host, int port, String user, String secret, String function) throws IOException {
        socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        question = bytes("Action: Getvar\r\nVariable: " + function + "\r\n\r\n");
        send(bytes("Action: Login\r\nUsername: " + user + "\r\nSecret: " + secret + "\r\nEvents: off\r\n\r\n"));
        LockSupport.parkNanos(SETTLED_NANOS);
        socket.getInputStream().skipNBytes(socket.getInputStream().available()); // events of the login
    }

    @SuppressWarnings("SystemOut") // what the program is for
    public static void main(String[] arguments) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String[] words = lines.readLine().split(" ", 5);
        var reader = new DialplanReaderMain(words[0], Integer.parseInt(words[1]), words[2], words[3], words[4]);
        var thread = new Thread(reader::readOn, "dialplan-reader");
        thread.setDaemon(true);
        thread.start();
        while (lines.readLine() != null) {
            System.out.println(reader.takeLongest());
        }
    }

    /** With one that is still waited for. */
    private long takeLongest() {
        long since = unansweredSince;
        return Math.max(longest.getAndSet(0), since == 0 ? 0 : System.nanoTime() - since);
    }

    private void readOn() {
        try {
            while (true) {
                long began = System.nanoTime();
                unansweredSince = began;
                send(question);
                unansweredSince = 0;
                longest.accumulateAndGet(System.nanoTime() - began, Math::max);
                LockSupport.parkNanos(EVERY_NANOS);
            }
        } catch (IOException over) {
            System.exit(1); // who asks finds nobody
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
}
