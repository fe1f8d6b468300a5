package org.hotdesk.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.hotdesk.config.ConfigException;
import org.hotdesk.config.HotdeskConfig;
import org.hotdesk.config.SecretFile;

/** Asks the running daemon. One owner thread. */
final class AdminClient {
    private static final Duration CONNECT = Duration.ofSeconds(3);

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
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(most)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
        request.method(
                method,
                body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(Json.line(body)));
        try {
            return answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
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
        ObjectNode json = object(response.body());
        if (response.statusCode() == 200) {
            return json;
        }
        String error = json.path("error").asText("HTTP status " + response.statusCode());
        boolean stranger = response.statusCode() == 401;
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
        } catch (ConfigException unreadable) {
            throw new CliException(
                    ExitCode.NO_DAEMON,
                    "cannot read the token file " + admin.tokenFile()
                            + "; is the daemon running, and are you its user or root?",
                    unreadable);
        }
    }
}
