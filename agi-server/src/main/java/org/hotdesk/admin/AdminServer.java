package org.hotdesk.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.metrics.Metrics;
import org.hotdesk.store.StoreException;

/** The admin API's HTTP server. Thread-safe. */
public final class AdminServer implements AutoCloseable {
    /** Largest request body, in bytes. */
    static final int BODY_MAX = 65_536;

    private static final Logger LOG = System.getLogger(AdminServer.class.getName());
    private static final int THREADS = 16;
    private static final int WAITING = 64;
    private static final Set<String> OUR_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final HttpServer server;
    private final ExecutorService threads;
    private final AdminToken token;
    private final Routes routes;
    private final FileExchange files;
    private final Runnable atEnd;

    /**
     * What can be asked.
     *
     * @param metrics empty where {@code /metrics} is no path
     */
    record Routes(List<AdminRoute> json, List<FileRoute> files, Optional<Metrics> metrics) {
        Routes {
            json = List.copyOf(json);
            files = List.copyOf(files);
        }
    }

    private AdminServer(HttpServer server, AdminToken token, Routes routes, Path folder, Runnable atEnd) {
        this.atEnd = atEnd;
        this.server = server;
        this.token = token;
        this.routes = routes;
        this.files = new FileExchange(folder);
        this.threads = threads();
    }

    /**
     * Listens and serves until closed.
     *
     * @param listen a loopback address; port 0 takes a free one
     * @param tokenFile made when missing; files on their way are in its folder
     * @param atEnd closes what the routes hold
     * @throws IOException when the address cannot be had
     */
    static AdminServer start(InetSocketAddress listen, Path tokenFile, Routes routes, Runnable atEnd)
            throws IOException {
        AdminToken token = AdminToken.of(tokenFile);
        HttpServer http = HttpServer.create(listen, WAITING);
        Path folder =
                Optional.ofNullable(tokenFile.toAbsolutePath().getParent()).orElse(tokenFile);
        var server = new AdminServer(http, token, routes, folder, atEnd);
        http.setExecutor(server.threads);
        http.createContext("/", server::serve);
        http.start();
        return server;
    }

    /** Where it listens; the port is the real one when 0 was asked for. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Stops at once; who waits for an answer gets none. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        atEnd.run();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                passGates(exchange);
                Optional<FileRoute> file = fileRoute(exchange);
                if (isScrape(exchange)) {
                    scraped(exchange);
                } else if (file.isPresent()) {
                    carry(exchange, file.get());
                } else {
                    answer(exchange, 200, route(exchange));
                }
            } catch (AdminRefusal refusal) {
                refuse(exchange, refusal.why().status(), String.valueOf(refusal.getMessage()));
            } catch (Gate closed) {
                refuse(exchange, closed.status, String.valueOf(closed.getMessage()));
            } catch (StoreException broken) {
                LOG.log(
                        Level.ERROR,
                        () -> "admin request not stored path=" + shown(exchange) + " why=" + broken.getMessage());
                refuse(exchange, 503, "nothing was changed: " + broken.getMessage());
            } catch (RuntimeException bug) {
                LOG.log(Level.ERROR, () -> "admin request failed path=" + shown(exchange), bug);
                refuse(exchange, 500, "the daemon failed at this; its log says how");
            }
        }
    }

    private boolean isScrape(HttpExchange exchange) {
        return routes.metrics().isPresent()
                && exchange.getRequestMethod().equals("GET")
                && exchange.getRequestURI().getPath().equals("/metrics");
    }

    private void scraped(HttpExchange exchange) throws IOException {
        byte[] text = routes.metrics().map(Metrics::text).orElseThrow();
        exchange.getResponseHeaders().set("Content-Type", Metrics.CONTENT_TYPE);
        exchange.sendResponseHeaders(200, text.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(text);
        }
    }

    private Optional<FileRoute> fileRoute(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return routes.files().stream()
                .filter(route -> route.path().equals(path) && route.method().equals(exchange.getRequestMethod()))
                .findFirst();
    }

    private void carry(HttpExchange exchange, FileRoute route) throws IOException {
        var request = new AdminRequest(List.of(), query(exchange), json.createObjectNode());
        FileRoute.Answer answer = files.handled(exchange, route, request);
        LOG.log(Level.INFO, () -> "admin method=" + route.method() + " path=" + shown(exchange));
        if (answer.file().isPresent()) {
            files.send(exchange, answer.file().get());
        } else {
            answer(exchange, 200, answer.json());
        }
    }

    private JsonNode route(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(BODY_MAX + 1);
        if (body.length > BODY_MAX) {
            throw new Gate(413, "the body is larger than " + BODY_MAX + " bytes");
        }
        String path = exchange.getRequestURI().getPath();
        boolean known = false;
        for (AdminRoute route : routes.json()) {
            Optional<List<String>> places = route.match(path);
            known |= places.isPresent();
            if (places.isPresent() && route.method().equals(exchange.getRequestMethod())) {
                return handle(exchange, route, new AdminRequest(places.get(), query(exchange), object(exchange, body)));
            }
        }
        throw known ? new Gate(405, "this method is not for this path") : new Gate(404, "there is no such path");
    }

    private static JsonNode handle(HttpExchange exchange, AdminRoute route, AdminRequest request) {
        JsonNode answer = route.handler().handle(request);
        Level level = route.changes() ? Level.INFO : Level.DEBUG;
        LOG.log(level, () -> "admin method=" + route.method() + " path=" + shown(exchange));
        return answer;
    }

    private void passGates(HttpExchange exchange) {
        Optional<String> host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"));
        if (host.filter(this::isOurs).isEmpty()) {
            throw new Gate(403, "the Host header must name this machine's loopback address");
        }
        if (!token.matches(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")))) {
            throw new Gate(401, "the bearer token is not that of the token file");
        }
    }

    private boolean isOurs(String host) {
        String port = ":" + address().getPort();
        return OUR_NAMES.contains(host.endsWith(port) ? host.substring(0, host.length() - port.length()) : host);
    }

    private ObjectNode object(HttpExchange exchange, byte[] body) {
        if (body.length == 0) {
            return json.createObjectNode();
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith("application/json")) {
            throw new Gate(415, "the body must be application/json");
        }
        try {
            if (json.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException notJson) {
            throw new AdminRefusal(Why.MALFORMED, "the body is not JSON");
        }
        throw new AdminRefusal(Why.MALFORMED, "the body must be a JSON object");
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new AdminRefusal(Why.MALFORMED, "the query has a broken % sequence");
        }
    }

    private void refuse(HttpExchange exchange, int status, String line) throws IOException {
        LOG.log(Level.DEBUG, () -> "admin refused status=" + status + " path=" + shown(exchange));
        answer(exchange, status, json.createObjectNode().put("error", line));
    }

    private void answer(HttpExchange exchange, int status, JsonNode node) throws IOException {
        byte[] bytes = bytes(node);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (status == 413) {
            // The rest of the body is not worth reading.
            exchange.getResponseHeaders().set("Connection", "close");
        }
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private byte[] bytes(JsonNode node) {
        try {
            return json.writeValueAsBytes(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String shown(HttpExchange exchange) {
        String path = exchange.getRequestURI().getRawPath();
        return path.length() > 100 ? path.substring(0, 100) : path;
    }

    private static ExecutorService threads() {
        var count = new AtomicInteger();
        var pool = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), work -> {
                    var thread = new Thread(work, "admin-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** A request that did not get past a gate. */
    private static final class Gate extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Gate(int status, String message) {
            super(message);
            this.status = status;
        }
    }
}
