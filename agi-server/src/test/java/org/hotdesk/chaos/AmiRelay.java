package org.hotdesk.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * The line between the companion and Asterisk's manager interface: passes bytes on until a test makes it a bad one.
 * Thread-safe.
 */
final class AmiRelay implements AutoCloseable {
    /** What becomes of bytes on their way. */
    enum Line {
        /** They pass. */
        GOOD,
        /** They pass a while later. */
        SLOW,
        /** They vanish, and both ends believe in the connection: a half-open one. */
        SILENT,
        /** What Asterisk says arrives with some bytes changed. */
        GARBLED
    }

    private static final int PIECE = 2_048;
    private static final long SLOWNESS_NANOS = 150_000_000;

    private final ServerSocket listener;
    private final InetSocketAddress asterisk;
    private final Random noise;
    private final CopyOnWriteArrayList<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Line line = Line.GOOD;

    private AmiRelay(ServerSocket listener, InetSocketAddress asterisk, Random noise) {
        this.listener = listener;
        this.asterisk = asterisk;
        this.noise = noise;
    }

    /** Listens on the port of 127.0.0.1. */
    static AmiRelay start(int port, InetSocketAddress asterisk, long seed) throws IOException {
        var listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        var relay = new AmiRelay(listener, asterisk, new Random(seed));
        run("ami-relay", relay::acceptAll);
        return relay;
    }

    /** The line is like this from now on. */
    void is(Line kind) {
        line = kind;
    }

    /** Ends every connection at once. */
    void cut() {
        open.forEach(AmiRelay::end);
        open.clear();
    }

    private void acceptAll() {
        try {
            while (true) {
                connect(listener.accept());
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void connect(Socket companion) {
        var far = new Socket();
        try {
            far.connect(asterisk, 2_000);
        } catch (IOException refused) {
            end(companion); // Asterisk is down, and that is what the companion shall see
            return;
        }
        open.add(companion);
        open.add(far);
        run("ami-relay-up", () -> pass(companion, far, false));
        run("ami-relay-down", () -> pass(far, companion, true));
    }

    private void pass(Socket from, Socket to, boolean garbles) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                Line now = line;
                if (now == Line.SLOW) {
                    LockSupport.parkNanos(SLOWNESS_NANOS);
                }
                if (now == Line.GARBLED && garbles) {
                    garble(piece, length);
                }
                if (now != Line.SILENT) {
                    out.write(piece, 0, length);
                }
            }
        } catch (IOException over) {
            // One end has gone, so the other goes as well.
        }
        end(from);
        end(to);
    }

    private void garble(byte[] piece, int length) {
        for (int spot = noise.nextInt(40); spot < length; spot += 1 + noise.nextInt(80)) {
            piece[spot] = (byte) noise.nextInt(256);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It has ended already.
        }
    }

    private static void run(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
