package org.hotdesk.dialplan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A manager connection that keeps every event, for tests that look at what Asterisk executes. Actions may be sent by
 * one thread at a time; a thread of its own reads.
 */
final class ManagerLink implements AutoCloseable {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private final Socket socket;
    private final Thread reader;
    private final List<Map<String, String>> events = new ArrayList<>();
    private final Map<String, Map<String, String>> responses = new HashMap<>();
    private boolean ended;
    private int actions;

    ManagerLink(InetSocketAddress address, String user, String secret) {
        try {
            socket = new Socket(address.getAddress(), address.getPort());
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
        reader = new Thread(this::read, "test-manager-link");
        reader.setDaemon(true);
        reader.start();
        Map<String, String> answer = send("Action: Login\r\nUsername: " + user + "\r\nSecret: " + secret);
        if (!"Success".equals(answer.get("Response"))) {
            throw new IllegalStateException("the manager refuses the login: " + answer.get("Message"));
        }
    }

    private void read() {
        try (var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            Map<String, String> message = new HashMap<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int colon = line.indexOf(':');
                if (line.isEmpty()) {
                    arrived(message);
                    message = new HashMap<>();
                } else if (colon > 0) {
                    message.putIfAbsent(
                            line.substring(0, colon), line.substring(colon + 1).stripLeading());
                }
            }
        } catch (IOException closed) {
            // Ours or Asterisk's end: who waits is told below.
        }
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }

    private synchronized void arrived(Map<String, String> message) {
        String action = message.get("ActionID");
        if (message.containsKey("Response") && action != null) {
            responses.put(action, message);
        } else {
            events.add(message);
        }
        notifyAll();
    }

    /** Sends an action without its last line ends and waits for the response. */
    Map<String, String> send(String action) {
        String id = "test-" + ++actions;
        try {
            socket.getOutputStream()
                    .write((action + "\r\nActionID: " + id + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return await(ANSWER_LIMIT, ignored -> Optional.ofNullable(responses.remove(id)))
                .orElseThrow(() -> new IllegalStateException("no response to: " + action));
    }

    /** The first that the events have to give within the limit. */
    synchronized <T> Optional<T> await(Duration limit, Function<List<Map<String, String>>, Optional<T>> question) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> answer = question.apply(events);
            long left = end - System.nanoTime();
            if (answer.isPresent() || left <= 0 || ended) {
                return answer;
            }
            try {
                wait(Math.max(1, left / 1_000_000));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    /** All events since the last call of {@link #forget}. */
    synchronized List<Map<String, String>> events() {
        return List.copyOf(events);
    }

    /** Lets go of the events so far. */
    synchronized void forget() {
        events.clear();
    }

    @Override
    public void close() {
        try {
            socket.close();
            reader.join(ANSWER_LIMIT.toMillis());
        } catch (IOException | InterruptedException ignored) {
            Thread.currentThread().interrupt();
        }
    }
}
