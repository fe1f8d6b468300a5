package org.hotdesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.hotdesk.RunningDaemon.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the mirror's verbs make of a report. */
class MirrorVerbTest {
    private static final String TAKEN_OVER = "{'row':'/CF/203','wanted':null,'found':'5550000','remedy':'take_over'}";

    @TempDir
    Path folder;

    @Test
    void rowsThatAPhoneSwitched_areTakenOver_notWrong() throws IOException {
        Result check = answered(report(true, 1, TAKEN_OVER), "mirror", "repair", "--dry-run");

        assertThat(check.out())
                .startsWith("/CF/203: '5550000' was set at the phone; the user's record takes it over\n")
                .doesNotContain("should be");
        assertThat(check.code()).isEqualTo(5);
    }

    @Test
    void repairThatLeavesNothing_isWell() throws IOException {
        assertThat(answered(report(true, 0, TAKEN_OVER), "mirror", "repair").code())
                .isZero();
    }

    @Test
    void repairThatLeavesSomething_orIsNotComplete_isNotWell() throws IOException {
        String left = "{'row':'/CF/203','wanted':null,'found':'SIP/x','remedy':'leave'}";
        Result repair = answered(report(true, 1, left), "mirror", "repair");

        assertThat(repair.code()).isEqualTo(5);
        assertThat(repair.out()).contains("'SIP/x' leads nowhere a phone can dial; it is left alone");
        assertThat(answered(report(false, 0, ""), "mirror", "repair").code()).isEqualTo(5);
    }

    private static String report(boolean complete, int left, String difference) {
        return "{'complete':" + complete + ",'read':9,'differing':1,'written':0,'left':" + left
                + ",'adopted':1,'differences':[" + difference + "]}";
    }

    /** The verb against a daemon that answers everything so. */
    private Result answered(String json, String... words) throws IOException {
        byte[] body = quoted(json);
        HttpServer daemon = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        daemon.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        daemon.start();
        try {
            return RunningDaemon.typed(config(daemon.getAddress().getPort()), "", Optional.empty(), words);
        } finally {
            daemon.stop(0);
        }
    }

    // The texts have quotes of their own only around what was found, which stand within double ones.
    private static byte[] quoted(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private Path config(int port) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "a-token-of-some-length\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        return Files.writeString(
                folder.resolve("hotdesk.toml"),
                "[admin]\nlisten = \"127.0.0.1:" + port + "\"\ntoken-file = \"token\"\n");
    }
}
