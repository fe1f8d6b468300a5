package org.hotdesk.agi.protocol;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The Asterisk side of one FastAGI connection on a raw socket, byte for byte as the test wants it: also for what a real
 * one cannot be made to do.
 */
public final class AgiCaller implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    public AgiCaller(InetSocketAddress server) throws IOException {
        socket = new Socket();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(server, TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects and sends a whole header for this script, such as {@code call?device=1001}. */
    public static AgiCaller asking(InetSocketAddress server, String script) throws IOException {
        var caller = new AgiCaller(server);
        caller.send(header(script));
        return caller;
    }

    /** What Asterisk 22 sends first. */
    public static String header(String script) {
        return "agi_network: yes\nagi_network_script: " + script + "\nagi_request: agi://127.0.0.1:4573/" + script
                + "\nagi_channel: PJSIP/1001-00000001\nagi_language: en\nagi_type: PJSIP\n"
                + "agi_uniqueid: 1795197240.1\nagi_version: 22.10.1\nagi_callerid: 1001\nagi_calleridname: unknown\n"
                + "agi_callingpres: 0\nagi_callingani2: 0\nagi_callington: 0\nagi_callingtns: 0\nagi_dnid: 201\n"
                + "agi_rdnis: unknown\nagi_context: hotdesk-agi\nagi_extension: s\nagi_priority: 2\n"
                + "agi_enhanced: 0.0\nagi_accountcode: \nagi_threadid: 139890188748480\n\n";
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next command without its line end; empty when the server has closed. */
    public Optional<String> command() throws IOException {
        var line = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    return Optional.empty();
                }
                line.write(b);
            }
        } catch (SocketException reset) {
            return Optional.empty();
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    /** Answers every command with success until the server closes; the variables it set, as Asterisk reads them. */
    public Map<String, String> variables() throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        Optional<String> command = command();
        while (command.isPresent()) {
            variables.putAll(AsteriskReading.variablesSetBy(command.get()));
            send("200 result=1\n");
            command = command();
        }
        return variables;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
