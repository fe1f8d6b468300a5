package org.hotdesk.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hotdesk.config.ConfigException;
import org.hotdesk.config.HotdeskConfig;
import org.hotdesk.config.SecretFile;
import org.hotdesk.store.FileFault;

/** Asks the running daemon. One owner thread. */
final class AdminClient {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int MESSAGE_MAX = 65_536;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final String base;
    private final String token;

    AdminClient(HotdeskConfig.Admin admin) {
        InetSocketAddress listen = admin.listen();
        String host = listen.getAddress().getHostAddress();
        base = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + listen.getPort();
        token = token(admin);
    }

    /** A path for {@link #get} and its like: what a person typed can be no other path. */
    static String path(String before, String typed) {
        return before + "/" + encoded(typed);
    }

    static String encoded(String typed) {
        return URLEncoder.encode(typed, StandardCharsets.UTF_8).replace("+", "%20");
    }

    ObjectNode get(String path) {
        return send("GET", path, Json.MAPPER.createObjectNode(), Duration.ofSeconds(60));
    }

    ObjectNode send(String method, String path, ObjectNode body, Duration most) {
        HttpRequest request = request(path, most)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(Json.line(body)))
                .build();
        return answer(exchanged(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
    }

    /** Sends the files one behind the other as the body. */
    ObjectNode upload(String path, List<Path> files, Duration most) {
        List<HttpRequest.BodyPublisher> bodies = new ArrayList<>();
        for (Path file : files) {
            try {
                bodies.add(HttpRequest.BodyPublishers.ofFile(file));
            } catch (FileNotFoundException missing) {
                throw new CliException(
                        ExitCode.FAILED, "cannot read " + file + ": " + FileFault.words(missing), missing);
            }
        }
        HttpRequest request = request(path, most)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.concat(bodies.toArray(HttpRequest.BodyPublisher[]::new)))
                .build();
        return answer(exchanged(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
    }

    /** Hands what the daemon sends to the taker as it comes. */
    void download(String path, Duration most, Taker taker) {
        HttpRequest request = request(path, most).GET().build();
        HttpResponse<InputStream> response = exchanged(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                answer(response.statusCode(), new String(body.readNBytes(MESSAGE_MAX), StandardCharsets.UTF_8));
            }
            taker.take(
                    body, response.headers().firstValueAsLong("Content-Length").orElse(0));
        } catch (IOException broken) {
            throw new CliException(
                    ExitCode.FAILED, "what the daemon sent could not be written: " + FileFault.words(broken), broken);
        }
    }

    /** Takes what is downloaded. */
    @FunctionalInterface
    interface Taker {
        /**
         * Reads all of it.
         *
         * @param size in bytes; 0 where it is not known
         */
        void take(InputStream body, long size) throws IOException;
    }

    private HttpRequest.Builder request(String path, Duration most) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(most).header("Authorization", "Bearer " + token);
    }

    private <T> HttpResponse<T> exchanged(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (ConnectException nobody) {
            throw new CliException(
                    ExitCode.NO_DAEMON, "no daemon answers at " + base + "; start it with 'hotdesk serve'", nobody);
        } catch (HttpTimeoutException slow) {
            throw new CliException(
                    ExitCode.NO_DAEMON, "the daemon at " + base + " did not answer in time; look at its log", slow);
        } catch (IOException broken) {
            throw new CliException(ExitCode.NO_DAEMON, "the daemon at " + base + " broke off; look at its log", broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.FAILED, "interrupted", stopping);
        }
    }

    private ObjectNode answer(HttpResponse<String> response) {
        return answer(response.statusCode(), response.body());
    }

    private ObjectNode answer(int status, String body) {
        ObjectNode json = object(body);
        if (status == 200) {
            return json;
        }
        String error = json.path("error").asText("HTTP status " + status);
        boolean stranger = status == 401;
        throw new CliException(
                stranger ? ExitCode.NO_DAEMON : ExitCode.FAILED,
                stranger
                        ? "the daemon at " + base + " has another token file; use the configuration it runs with"
                        : error);
    }

    private ObjectNode object(String text) {
        try {
            if (Json.MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException notOurs) {
            throw new CliException(ExitCode.NO_DAEMON, "what answers at " + base + " is not Hotdesk", notOurs);
        }
        throw new CliException(ExitCode.NO_DAEMON, "what answers at " + base + " is not Hotdesk");
    }

    private static String token(HotdeskConfig.Admin admin) {
        try {
            return new SecretFile(admin.tokenFile()).read();
        } catch (ConfigException unfit) {
            boolean unreadable = unfit.getCause() instanceof IOException;
            throw new CliException(
                    ExitCode.NO_DAEMON,
                    unreadable
                            ? "cannot read the token file " + admin.tokenFile()
                                    + "; is the daemon running, and are you its user or root?"
                            : String.valueOf(unfit.getMessage()),
                    unfit);
        }
    }
}
