package org.hotdesk.agi.protocol;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import org.asteriskjava.fastagi.AgiServerThread;

/** The running FastAGI server. Thread-safe. */
public final class AgiServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AgiServer.class.getName());

    private final InetSocketAddress address;
    private final FrontDoor door;
    private final LibraryServer server;
    private final AgiServerThread thread;

    private AgiServer(InetSocketAddress address, FrontDoor door, LibraryServer server) {
        this.address = address;
        this.door = door;
        this.server = server;
        this.thread = new AgiServerThread(server);
    }

    /**
     * Listens and serves until closed.
     *
     * @param scripts by path without its slash, such as {@code call}; no other path is served
     * @throws IOException when the address cannot be had
     */
    public static AgiServer start(AgiConfig config, Map<String, Script> scripts) throws IOException {
        var log = new LogLimit(LOG, System::nanoTime);
        FrontDoor door = FrontDoor.open(config, log);
        InetSocketAddress address = door.address();
        var server = new LibraryServer(config, door, new Routes(scripts, log), log);
        server.setPort(address.getPort());
        server.setAddress(address.getAddress());
        var started = new AgiServer(address, door, server);
        started.thread.startup();
        return started;
    }

    /** Where it listens; the port is the real one when 0 was asked for. */
    public InetSocketAddress address() {
        return address;
    }

    /** Closes the door and every call in progress; their callers go on by the dialplan's own road. */
    @Override
    public void close() {
        // In this order, since the library closes a socket only once its thread has come to listen on it: told to end
        // before
        // that, it would go on to listen, and shutdown() would wait for it for ever.
        server.shutdown();
        door.close();
        thread.shutdown();
        server.stop();
    }
}
