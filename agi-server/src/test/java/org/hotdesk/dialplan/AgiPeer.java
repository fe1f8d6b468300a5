package org.hotdesk.dialplan;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A FastAGI server that behaves as badly as it is told. Thread-safe. */
final class AgiPeer implements AutoCloseable {
    /** What it does with a connection. */
    enum Manner {
        /** Accepts and never says a word, as a frozen companion. */
        MUTE,
        /** Closes at once, as one that is full. */
        CLOSES,
        /** Sets a wrong user and closes, as one that dies on the way. */
        DIES_HALF_WAY,
        /** Answers something that is no AGI, again and again. */
        BABBLES
    }

    private final ServerSocket door;
    private final Manner manner;
    private final AtomicInteger calls = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    AgiPeer(Manner manner) throws IOException {
        this.manner = manner;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "test-agi-peer");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        try {
            while (!door.isClosed()) {
                Socket call = door.accept();
                calls.incrementAndGet();
                open.add(call);
                treat(call);
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void treat(Socket call) {
        try {
            OutputStream out = call.getOutputStream();
            switch (manner) {
                case MUTE -> {}
                case CLOSES -> call.close();
                case BABBLES -> say(out, "\0\"${SHELL(id)}\" ".repeat(500) + "\n".repeat(50));
                case DIES_HALF_WAY -> {
                    say(out, "SET VARIABLE HD_AMPUSER 999\n");
                    InputStream in = call.getInputStream();
                    for (int c = in.read(); c >= 0; c = in.read()) {
                        if (c == '2') { // the 200 of the reply, or a digit of the header: either way it was read
                            break;
                        }
                    }
                    call.close();
                }
            }
        } catch (IOException gone) {
            // Asterisk hung up first.
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** How many connections there were. */
    int calls() {
        return calls.get();
    }

    /** For the dialplan. */
    String address() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket call : open) {
            call.close();
        }
    }
}
