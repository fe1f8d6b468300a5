package org.hotdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.hotdesk.RunningDaemon.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that mean harm, byte by byte, against the real daemon. */
class AdminGatesTest {
    @TempDir
    static Path folder;

    private static RunningDaemon daemon;
    private static String token = "";

    @BeforeAll
    static void start() throws IOException {
        daemon = RunningDaemon.in(folder);
        token = Files.readString(daemon.tokenFile()).strip();
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    @Test
    void tokenFile_isForItsOwnerAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(daemon.tokenFile())))
                .isEqualTo("rw-------");
        assertThat(token).hasSizeGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "127.0.0.1:PORT", "localhost:PORT"})
    void ourOwnNames_mayCome(String host) throws IOException {
        assertThat(get(host.replace("PORT", Integer.toString(port())), "Bearer " + token))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:PORT", "127.0.0.1.evil.example", "127.0.0.1:1", "", "localhost:"})
    void othersNames_areRefused_withTheRightTokenToo(String host) throws IOException {
        assertThat(get(host.replace("PORT", Integer.toString(port())), "Bearer " + token))
                .startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer ", "Bearer x", "Basic TOKEN", "TOKEN", "bearer TOKEN", "Bearer TOKENx"})
    void anyOtherToken_isRefused(String authorization) throws IOException {
        assertThat(get("localhost", authorization.replace("TOKEN", token))).startsWith("HTTP/1.1 401");
    }

    @Test
    void withoutToken_nothingIsToldApart() throws IOException {
        String known = raw("GET /v1/devices HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        String unknown = raw("GET /v1/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(body(known)).isEqualTo(body(unknown));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            GET    | /v1/nothing            | 404
            GET    | /                      | 404
            GET    | /v1/devices/           | 400
            GET    | /v1/devices/../users   | 404
            GET    | /v1/devices/%2e%2e     | 400
            GET    | /v1/devices/1%00       | 400
            GET    | /v1/devices/1%0d%0aX   | 400
            PUT    | /v1/devices            | 405
            DELETE | /v1/users              | 405
            GET    | /v1/floor?after=-1     | 400
            GET    | /v1/floor?wait=9999    | 400
            GET    | /v1/floor?wait=%zz     | 400
            GET    | /v1/history?most=99999999999999999999 | 400
            GET    | /v1/prediction?device=1&number=1;rm   | 400
            """)
    void strangePaths_areRefused(String method, String path, int status) throws IOException {
        assertThat(send(method, path, "")).startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"cidname":"Ann","cidname":"Bob"} | not JSON
            {"cidname":"Ann"} {}              | not JSON
            [1]                               | must be a JSON object
            nonsense                          | not JSON
            {"cidname":5}                     | cidname must be
            {"cidname":"A\\u0000B"}           | cidname must be
            {"cidname":"A\\r\\nAction: x"}    | cidname must be
            {"cidname":"${SHELL(id)}"}        | cidname must be
            {"cidname":"Ann","ringtimer":1e9} | ringtimer is a number
            {"cidname":"Ann","ringtimer":"5"} | ringtimer is a number
            {"cidname":"Ann","pin":1234}      | pin must be text
            {"cidname":"Ann","colour":"red"}  | has no field of that name
            {"cidname":"Ann","language":"../../etc"} | language must be
            {"cidname":"Ann","mailbox":"1@device"}   | mailbox must be
            """)
    void strangeBodies_areRefused_andChangeNothing(String sent, String told) throws IOException {
        String answer = send("POST", "/v1/users/299", sent);

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(body(answer)).contains(told);
        assertThat(send("GET", "/v1/users/299", "")).startsWith("HTTP/1.1 404");
    }

    @Test
    void largeBody_isRefusedUnread() throws IOException {
        String answer = send("POST", "/v1/users/299", "{\"cidname\":\"" + "x".repeat(70_000) + "\"}");

        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @Test
    void deepBody_isRefused() throws IOException {
        assertThat(send("POST", "/v1/users/299", "[".repeat(30_000))).startsWith("HTTP/1.1 400");
    }

    @Test
    void formOfAWebPage_isRefused() throws IOException {
        String answer = raw("POST /v1/login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                + token + "\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(answer).startsWith("HTTP/1.1 415");
    }

    @Test
    void watchers_areLimited_andOthersGoOn() throws Exception {
        Socket[] watchers = new Socket[8];
        try {
            for (int i = 0; i < watchers.length; i++) {
                watchers[i] = new Socket(InetAddress.getLoopbackAddress(), port());
                watchers[i].getOutputStream().write(request("GET", "/v1/floor?after=9999999&wait=30", ""));
            }
            String ninth = "";
            for (int i = 0; i < 100 && !ninth.startsWith("HTTP/1.1 503"); i++) {
                ninth = send("GET", "/v1/floor?after=9999999&wait=0", "");
            }
            assertThat(ninth).startsWith("HTTP/1.1 503").contains("too many watch");
            assertThat(send("GET", "/v1/status", "")).startsWith("HTTP/1.1 200");
        } finally {
            for (Socket watcher : watchers) {
                watcher.close();
            }
        }
    }

    @Test
    void fileThatTheDaemonCannotKeep_isAnswered_andTheSenderIsHeardOut() throws IOException {
        Path state = folder.resolve("state");
        Path away = Files.move(state, folder.resolve("away"));
        String answer;
        try {
            answer = send("POST", "/v1/import/bulk?format=csv&dry_run=true&files=x.csv:1", "x".repeat(1_000_000));
        } finally {
            Files.move(away, state);
        }

        assertThat(answer).startsWith("HTTP/1.1 503").contains("the daemon can keep no file in " + state + ": no such");
        assertThat(send("GET", "/v1/status", "")).startsWith("HTTP/1.1 200");
    }

    @Test
    void wrongToken_andNoDaemon_areExitCode3(@TempDir Path other) throws IOException {
        Files.copy(daemon.configFile(), other.resolve("hotdesk.toml"));
        Files.createDirectory(other.resolve("state"));

        Result noToken = typed(other);
        Path file = Files.writeString(other.resolve("state/token"), "not-the-token\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Result open = typed(other);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Result wrongToken = typed(other);
        Files.writeString(
                other.resolve("hotdesk.toml"), "[admin]\nlisten = \"127.0.0.1:1\"\ntoken-file = \"state/token\"\n");
        Result nobody = typed(other);

        assertThat(noToken.code()).isEqualTo(3);
        assertThat(noToken.err()).contains("cannot read the token file");
        assertThat(open.code()).isEqualTo(3);
        assertThat(open.err()).contains("state/token is open to everybody; chmod 640 it");
        assertThat(wrongToken.code()).isEqualTo(3);
        assertThat(wrongToken.err()).contains("another token file");
        assertThat(nobody.code()).isEqualTo(3);
        assertThat(nobody.err())
                .isEqualTo("hotdesk: no daemon answers at http://127.0.0.1:1; start it with 'hotdesk serve'\n");
    }

    private static Result typed(Path other) {
        return RunningDaemon.typed(other.resolve("hotdesk.toml"), "", Optional.empty(), "sessions");
    }

    private static int port() {
        return daemon.hotdesk().adminAddress().getPort();
    }

    private static String get(String host, String authorization) throws IOException {
        return raw("GET /v1/sessions HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nAuthorization: "
                + authorization + "\r\n\r\n");
    }

    private static String send(String method, String path, String body) throws IOException {
        return raw(new String(request(method, path, body), StandardCharsets.UTF_8));
    }

    private static byte[] request(String method, String path, String body) {
        String text =
                method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + token + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n"));
    }
}
