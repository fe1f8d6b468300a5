package org.hotdesk.supervise;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a FastAGI server, as Asterisk would, whether it serves: by a real connection to its route {@value #PATH}. Thread-safe. */
public final class AgiProbe {
    /** The route; served to this machine alone. */
    public static final String PATH = "probe";

    private static final String HEADER = "agi_network: yes\nagi_network_script: " + PATH
            + "\nagi_request: agi://localhost/" + PATH + "\nagi_channel: none\nagi_uniqueid: probe\n\n";

    private AgiProbe() {}

    /** What came of it. */
    public enum Answer {
        /** The script ran. */
        SERVED,
        /** Closed at once: every place is taken, or this machine's address is not in {@code agi.allow}. It lives. */
        CLOSED,
        /** Nobody listens, or whoever does says nothing. */
        SILENT
    }

    /** Asks; blocks for twice this time at most. */
    public static Answer ask(InetSocketAddress server, Duration patience) {
        int millis = (int) patience.toMillis();
        try (var socket = new Socket()) {
            socket.setSoTimeout(millis);
            socket.connect(reachable(server), millis);
            socket.getOutputStream().write(HEADER.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            int first = in.read();
            if (first < 0) {
                return Answer.CLOSED;
            }
            socket.getOutputStream().write("200 result=0\n".getBytes(StandardCharsets.US_ASCII));
            return Answer.SERVED;
        } catch (SocketTimeoutException silence) {
            return Answer.SILENT;
        } catch (IOException broken) {
            return String.valueOf(broken.getMessage()).contains("refused") ? Answer.SILENT : Answer.CLOSED;
        }
    }

    private static InetSocketAddress reachable(InetSocketAddress server) {
        return server.getAddress() != null && server.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort())
                : server;
    }
}
