package org.hotdesk.agi.script;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between Asterisk and a FastAGI server and lets only so many commands through to each call: what Asterisk then
 * sees is a companion that froze at that moment. Thread-safe.
 */
final class FreezingRelay implements AutoCloseable {
    private static final Pattern DEVICE = Pattern.compile("[?]device=([0-9]+)");

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final ToIntFunction<String> commandsFor;
    private final Map<String, Instant> lastCommand = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Socket> open = new CopyOnWriteArrayList<>();

    private FreezingRelay(ServerSocket listener, InetSocketAddress server, ToIntFunction<String> commandsFor) {
        this.listener = listener;
        this.server = server;
        this.commandsFor = commandsFor;
    }

    /** Listens on a free port; the function says how many commands a device's call gets. */
    static FreezingRelay before(InetSocketAddress server, ToIntFunction<String> commandsFor) throws IOException {
        var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var relay = new FreezingRelay(listener, server, commandsFor);
        start(relay::acceptAll, "relay-accept");
        return relay;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** When that device's call got its last command, or its connection when it gets none. */
    Optional<Instant> lastSignOfLife(String device) {
        return Optional.ofNullable(lastCommand.get(device));
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket asterisk = listener.accept();
                Socket companion = new Socket(server.getAddress(), server.getPort());
                open.add(asterisk);
                open.add(companion);
                start(() -> relay(asterisk, companion), "relay-call");
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void relay(Socket asterisk, Socket companion) {
        try {
            var header = new StringBuilder();
            InputStream in = asterisk.getInputStream();
            while (header.indexOf("\n\n") < 0) {
                header.append((char) in.read());
            }
            Matcher device = DEVICE.matcher(header);
            String number = device.find() ? device.group(1) : "none";
            lastCommand.put(number, Instant.now());
            companion.getOutputStream().write(header.toString().getBytes(StandardCharsets.ISO_8859_1));
            start(() -> commands(asterisk, companion, number), "relay-commands");
            in.transferTo(companion.getOutputStream());
        } catch (IOException over) {
            // Asterisk left, which is what the test waits for.
        }
    }

    private void commands(Socket asterisk, Socket companion, String device) {
        try {
            var in = new BufferedReader(new InputStreamReader(companion.getInputStream(), StandardCharsets.UTF_8));
            for (int left = commandsFor.applyAsInt(device); left > 0; left--) {
                String command = in.readLine();
                if (command == null) {
                    return;
                }
                lastCommand.put(device, Instant.now());
                asterisk.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException over) {
            // As above.
        }
    }

    private static void start(Runnable work, String name) {
        var thread = new Thread(work, name);
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
