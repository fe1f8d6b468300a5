package org.hotdesk.ami;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** A way to a server that can be shut: what is sent then arrives when it is opened again. Thread-safe. */
final class Gate implements AutoCloseable {
    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final Semaphore way = new Semaphore(1);
    private final CopyOnWriteArrayList<Socket> open = new CopyOnWriteArrayList<>();

    private Gate(ServerSocket listener, InetSocketAddress server) {
        this.listener = listener;
        this.server = server;
    }

    static Gate before(InetSocketAddress server) throws IOException {
        var gate = new Gate(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
        start(gate::acceptAll);
        return gate;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /** Nothing gets to the server from now on. */
    void shut() {
        way.acquireUninterruptibly();
    }

    void open() {
        way.release();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket behind = new Socket(server.getAddress(), server.getPort());
                open.add(client);
                open.add(behind);
                start(() -> pass(client, behind));
                start(() -> back(behind, client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void pass(Socket from, Socket to) {
        var buffer = new byte[8_192];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                way.acquireUninterruptibly();
                way.release();
                out.write(buffer, 0, count);
            }
        } catch (IOException over) {
            // One of them left.
        }
    }

    private static void back(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException over) {
            // As above.
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "gate");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
