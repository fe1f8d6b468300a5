package org.hotdesk.supervise;

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/**
 * The service manager's socket, to which {@code sd_notify(3)} sends: datagrams to a path, or to an abstract name that begins
 * with {@code @}. Thread-safe. What cannot be sent is logged once and otherwise forgotten: telling must not stop the work.
 */
public final class NotifySocket implements AutoCloseable {
    private static final Logger LOG = System.getLogger(NotifySocket.class.getName());

    private final Optional<AFUNIXDatagramChannel> socket;
    private final Optional<AFUNIXSocketAddress> manager;
    private boolean failed;

    private NotifySocket(Optional<AFUNIXDatagramChannel> socket, Optional<AFUNIXSocketAddress> manager) {
        this.socket = socket;
        this.manager = manager;
    }

    /**
     * A socket to it, which opens nothing where no service manager wants to know.
     *
     * @param name what {@code NOTIFY_SOCKET} says
     */
    public static NotifySocket to(Optional<String> name) {
        if (name.filter(text -> !text.isEmpty()).isEmpty()) {
            return new NotifySocket(Optional.empty(), Optional.empty());
        }
        try {
            return new NotifySocket(Optional.of(AFUNIXDatagramChannel.open()), Optional.of(address(name.get())));
        } catch (IOException | LinkageError unusable) {
            LOG.log(
                    Level.WARNING,
                    () -> "the service manager cannot be told that we live, since this machine has no library for its"
                            + " socket: set Type=exec and no WatchdogSec in the unit; " + unusable);
            return new NotifySocket(Optional.empty(), Optional.empty());
        }
    }

    private static AFUNIXSocketAddress address(String name) throws IOException {
        return name.startsWith("@")
                ? AFUNIXSocketAddress.inAbstractNamespace(name.substring(1))
                : AFUNIXSocketAddress.of(new File(name));
    }

    /** Whether anybody is told. */
    public boolean isWanted() {
        return socket.isPresent();
    }

    /**
     * Tells it.
     *
     * @param state lines such as {@code READY=1}, see sd_notify(3)
     */
    public synchronized void send(String state) {
        if (socket.isEmpty() || manager.isEmpty()) {
            return;
        }
        byte[] bytes = state.getBytes(StandardCharsets.UTF_8);
        try {
            socket.get().send(ByteBuffer.wrap(bytes), manager.get());
            failed = false;
        } catch (IOException gone) {
            if (!failed) {
                LOG.log(Level.WARNING, () -> "not told to the service manager: " + gone.getMessage());
            }
            failed = true;
        }
    }

    @Override
    public void close() {
        try {
            if (socket.isPresent()) {
                socket.get().close();
            }
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, () -> "the service manager's socket: " + gone.getMessage());
        }
    }
}
