package org.hotdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.hotdesk.RunningDaemon.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hotdesk phone ...} and what phones fetch, on a whole daemon without an Asterisk. */
class PhoneVerbsTest {
    private static final String MAC = "00:04:13:aa:bb:cc";
    private static final String PROVISIONING =
            """
            metrics = false
            [provisioning]
            listen = "127.0.0.1:0"
            asterisk-address = "pbx.example.com"
            requests-per-minute = 100000
            """;

    @TempDir
    Path folder;

    private RunningDaemon daemon;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        daemon = RunningDaemon.in(folder, PROVISIONING);
        daemon.run("user", "add", "201", "--name", "Ann Lee");
        daemon.run("device", "add", "1001", "--description", "Window");
        daemon.run("device", "add", "1002", "--type", "fixed", "--default-user", "201");
    }

    @AfterEach
    void stop() {
        daemon.close();
    }

    @Test
    void phone_isAddedShownChangedListedAndRemoved() throws IOException {
        assertThat(daemon.run("phone", "add", "000413AABBCC", "--model", "snom190", "--line", "1002", "--line", "1001")
                        .out())
                .isEqualTo("phone " + MAC + " added; its secret: hotdesk phone show 000413AABBCC --secret\n");
        assertThat(daemon.run("phone", "show", MAC, "--secret").out().strip()).hasSize(24);
        assertThat(daemon.run(
                                "phone",
                                "set",
                                MAC,
                                "--lamp",
                                "201",
                                "--description",
                                "Desk 7",
                                "--set",
                                "timezone=GER+1",
                                "--login-keys",
                                "false")
                        .code())
                .isZero();
        Result forgotten = daemon.run("phone", "set", MAC, "--set", "timezone");
        assertThat(forgotten.code()).isEqualTo(2);
        assertThat(forgotten.err()).contains("KEY=VALUE");
        assertThat(daemon.run("phone", "show", MAC).out())
                .contains("snom190", "1002 1001", "Desk 7", "snom190-000413AABBCC.htm", "timezone", "GER+1")
                .doesNotContain("secret");
        assertThat(daemon.run("phone", "list").out()).contains(MAC + "  snom190  1002 1001");
        assertThat(daemon.run("phone", "remove", MAC).out()).isEqualTo("phone " + MAC + " removed\n");
        assertThat(daemon.run("phone", "list").out()).doesNotContain(MAC);
    }

    @Test
    void wrongInput_isOneLine_andChangesNothing() throws IOException {
        assertThat(daemon.run("phone", "add", "desk", "--model", "snom190").err())
                .contains("12 hexadecimal digits");
        assertThat(daemon.run("phone", "add", MAC).err()).contains("say its model");
        assertThat(daemon.run("phone", "add", MAC, "--model", "wall").err())
                .contains("there is no phone model wall; 'hotdesk phone models' lists them");
        assertThat(daemon.run("phone", "add", MAC, "--model", "snom190", "--line", "9999")
                        .err())
                .contains("there is no device 9999");
        assertThat(daemon.run("phone", "show", MAC).err()).contains("there is no phone " + MAC);
        assertThat(daemon.run("phone", "list").out()).doesNotContain(MAC);
        daemon.run("phone", "add", MAC, "--model", "snom190");
        assertThat(daemon.run("phone", "add", MAC, "--model", "snom190").err())
                .contains("there is a phone " + MAC + " already");
        assertThat(daemon.run("phone", "set", MAC, "--login-keys", "maybe").code())
                .isEqualTo(2);
        assertThat(daemon.run("phone", "sync", MAC).err()).contains("has no line");
        assertThat(daemon.run("phone", "models").out()).contains("yealink-t46s", "cisco7940");
    }

    @Test
    void build_writesWhatDiffers_andTellsEachPhoneThatCannot() throws IOException {
        Path out = folder.resolve("tftp");
        daemon.run("phone", "add", MAC, "--model", "yealink-t46s", "--line", "1002");
        daemon.run(
                "phone", "add", "00:0b:82:00:00:01", "--model", "grandstream100", "--line", "1001", "--line", "1002");
        daemon.run("phone", "add", "00:11:22:00:00:02", "--model", "cisco7940", "--line", "1001");

        Result first = daemon.run("phone", "build", "--out", out.toString());
        assertThat(first.code()).isEqualTo(1);
        assertThat(first.out()).isEqualTo("3 files in " + out + ", 3 written, 0 removed, 0 of 2 phones told\n");
        assertThat(first.err()).isEqualTo("hotdesk: phone 00:0b:82:00:00:01 has 2 lines, and a grandstream100 has 1\n");
        assertThat(out.resolve("000413aabbcc.cfg"))
                .content()
                .contains("account.1.label = Ann Lee", "sip_server.1.address = pbx.example.com");
        assertThat(out.resolve("SIP001122000002.cnf"))
                .content()
                .contains("line1_displayname: \"Window\"", "speed_line2: \"*13\"");

        daemon.run("phone", "set", "00:0b:82:00:00:01", "--line", "1001");
        daemon.run("phone", "remove", "00:11:22:00:00:02");
        Result diff = daemon.run("phone", "build", "--out", out.toString(), "--diff");
        assertThat(diff.out())
                .contains("binary file cfg000b82000001 differs", "remove SIP001122000002.cnf", "remove SIPDefault.cnf");
        assertThat(out.resolve("SIPDefault.cnf")).exists();
        Result second = daemon.run("phone", "build", "--out", out.toString(), "--no-sync");
        assertThat(second.out()).isEqualTo("2 files in " + out + ", 1 written, 2 removed\n");
        assertThat(second.code()).isZero();

        daemon.run("user", "set", "201", "--name", "Ann Lee-Jones");
        Result third = daemon.run("phone", "build", "--out", out.toString(), "--diff");
        assertThat(third.out()).contains("-account.1.label = Ann Lee", "+account.1.label = Ann Lee-Jones");
        assertThat(third.out()).doesNotContain(secretOf("1002"));
    }

    @Test
    void phone_fetchesItsOwnFile_andNobodyAnothers() throws Exception {
        daemon.run("phone", "add", MAC, "--model", "yealink-t46s", "--line", "1002");
        daemon.run("phone", "add", "00:04:13:aa:bb:dd", "--model", "yealink-t46s", "--line", "1001");
        String secret = daemon.run("phone", "show", MAC, "--secret").out().strip();

        HttpResponse<String> own = get("/000413aabbcc.cfg", MAC, secret);
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.body()).contains("account.1.password = " + secretOf("1002"));
        assertThat(get("/000413AABBCC.cfg", "000413AABBCC", secret).statusCode())
                .isEqualTo(200);
        for (int i = 0; i < 12; i++) { // as Yealink's phones ask at every start; none is banned for it
            assertThat(get("/y000000000028.cfg", MAC, secret).statusCode()).isEqualTo(401);
        }
        assertThat(get("/nothing.cfg", MAC, secret).statusCode()).isEqualTo(404);

        HttpResponse<String> others = get("/000413aabbdd.cfg", MAC, secret);
        HttpResponse<String> nobodys = get("/000413aabbee.cfg", MAC, secret);
        HttpResponse<String> wrong = get("/000413aabbcc.cfg", MAC, "guessed");
        HttpResponse<String> stranger = get("/000413aabbee.cfg", "00:04:13:aa:bb:ee", "guessed");
        HttpResponse<String> guest =
                http.send(request("/000413aabbcc.cfg").build(), HttpResponse.BodyHandlers.ofString());
        for (HttpResponse<String> refused : List.of(others, nobodys, wrong, stranger, guest)) {
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).isEmpty();
            assertThat(refused.headers().map().keySet())
                    .isEqualTo(others.headers().map().keySet());
        }
        assertThat(http.send(
                                request("/000413aabbcc.cfg")
                                        .POST(HttpRequest.BodyPublishers.noBody())
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void guessing_isBanned_forTheRightSecretToo() throws Exception {
        daemon.run("phone", "add", MAC, "--model", "yealink-t46s", "--line", "1002");
        String secret = daemon.run("phone", "show", MAC, "--secret").out().strip();
        for (int i = 0; i < 10; i++) {
            assertThat(get("/000413aabbcc.cfg", MAC, "guess-" + i).statusCode()).isEqualTo(401);
        }

        HttpResponse<String> banned = get("/000413aabbcc.cfg", MAC, secret);

        assertThat(banned.statusCode()).isEqualTo(429);
        assertThat(banned.headers().firstValue("Retry-After"))
                .hasValueSatisfying(text -> assertThat(Integer.parseInt(text)).isBetween(50, 61));
    }

    private String secretOf(String device) throws IOException {
        return daemon.run("device", "show", device, "--secret").out().strip();
    }

    private HttpResponse<String> get(String path, String user, String password) throws Exception {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return http.send(
                request(path).header("Authorization", "Basic " + pair).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        InetSocketAddress at = daemon.hotdesk().provisioningAddress().orElseThrow();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at.getPort() + path));
    }
}
