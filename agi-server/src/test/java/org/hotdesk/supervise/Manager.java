package org.hotdesk.supervise;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** The service manager's end: a real datagram socket. */
final class Manager implements AutoCloseable {
    private final AFUNIXDatagramSocket socket;

    Manager(AFUNIXSocketAddress address) throws IOException {
        socket = AFUNIXDatagramSocket.newInstance();
        socket.bind(address);
    }

    /** The next message; empty when none comes in time. */
    Optional<String> next(Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        var packet = new DatagramPacket(new byte[4096], 4096);
        try {
            socket.receive(packet);
            return Optional.of(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
        } catch (SocketTimeoutException silence) {
            return Optional.empty();
        }
    }

    /** Waits for a message that holds this. */
    String awaited(String part, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            Optional<String> message = next(patience);
            if (message.filter(text -> text.contains(part)).isPresent()) {
                return message.get();
            }
        }
        throw new AssertionError("nobody said " + part);
    }

    @Override
    public void close() {
        socket.close();
    }
}
