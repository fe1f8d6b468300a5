package org.hotdesk.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The control connection of one baresip: JSON objects, each written as {@code <length>:<object>,}. Commands are answered
 * in their turn, events come in between. Thread-safe.
 */
final class BaresipControl implements AutoCloseable {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final int LONGEST = 1 << 20;

    private final ObjectMapper json = new ObjectMapper();
    private final Socket socket;
    private final Consumer<JsonNode> events;
    private final AtomicLong tokens = new AtomicLong();
    private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

    private BaresipControl(Socket socket, Consumer<JsonNode> events) {
        this.socket = socket;
        this.events = events;
    }

    /** Connects; events are given from a thread of its own. */
    static BaresipControl connect(int port, Consumer<JsonNode> events) throws IOException {
        BaresipControl control = new BaresipControl(new Socket(InetAddress.getLoopbackAddress(), port), events);
        control.socket.setTcpNoDelay(true);
        Thread reader = new Thread(control::read, "phone-control-" + port);
        reader.setDaemon(true);
        reader.start();
        return control;
    }

    /** Gives a command and returns what baresip says; throws when it refuses. */
    String command(String name, String parameters) {
        String token = Long.toString(tokens.incrementAndGet());
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(token, answer);
        try {
            send(Map.of("command", name, "params", parameters, "token", token));
            JsonNode node = answer.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            String text = node.path("data").asText();
            if (!node.path("ok").asBoolean()) {
                throw new DemoException("the phone refuses '" + name + "': " + text.strip());
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw new DemoException("the phone does not answer to '" + name + "'", e);
        } finally {
            waiting.remove(token);
        }
    }

    private void send(Map<String, String> command) throws IOException {
        byte[] object = json.writeValueAsBytes(command);
        byte[] frame = new byte[object.length + 12];
        byte[] length = (object.length + ":").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(length, 0, frame, 0, length.length);
        System.arraycopy(object, 0, frame, length.length, object.length);
        frame[length.length + object.length] = ',';
        synchronized (socket) {
            socket.getOutputStream().write(frame, 0, length.length + object.length + 1);
        }
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(socket.getInputStream())) {
            while (true) {
                JsonNode node = json.readTree(nextObject(in));
                if (node.path("event").asBoolean()) {
                    events.accept(node);
                } else {
                    CompletableFuture<JsonNode> answer =
                            waiting.getOrDefault(node.path("token").asText(), new CompletableFuture<>());
                    answer.complete(node);
                }
            }
        } catch (JsonProcessingException e) {
            fail(new DemoException("the phone sent what is no JSON", e));
        } catch (IOException e) {
            fail(new DemoException("the phone has gone", e)); // the ordinary end
        }
    }

    private void fail(DemoException reason) {
        waiting.values().forEach(answer -> answer.completeExceptionally(reason));
    }

    private static byte[] nextObject(InputStream in) throws IOException {
        int length = 0;
        for (int c = in.read(); c != ':'; c = in.read()) {
            if (c < '0' || c > '9' || length > LONGEST) {
                throw new EOFException("no length of an object: " + c);
            }
            length = length * 10 + c - '0';
        }
        byte[] object = in.readNBytes(length);
        if (object.length < length || in.read() != ',') {
            throw new EOFException("an object was cut off");
        }
        return object;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new DemoException("cannot close a control connection", e);
        }
    }
}
