package org.hotdesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hotdesk.RunningDaemon.Result;
import org.hotdesk.login.PinGate;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.PinVerdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pin}, {@code history} and {@code /metrics}: what a daemon tells of logins and refusals. */
class LedgerVerbsTest {
    @TempDir
    Path folder;

    private RunningDaemon daemon;
    private PinGate gate;

    @BeforeEach
    void start() throws IOException {
        daemon = RunningDaemon.in(folder, "metrics = true");
        daemon.run("device", "add", "1001");
        daemon.run("device", "add", "1002");
        daemon.run("user", "add", "201", "--name", "Ann");
        gate = PinGate.standard(daemon.hotdesk().store());
    }

    @AfterEach
    void stop() {
        daemon.close();
    }

    @Test
    void wrongPins_areListed_andForgotten() throws IOException {
        for (int i = 0; i < 5; i++) {
            wrong("1001", "201");
        }
        assertThat(wrong("1001", "999")).isEqualTo(PinVerdict.LOCKED);

        List<String> lines = daemon.run("pin", "locks").out().lines().toList();
        assertThat(lines.get(0)).matches("DEVICE +USER +WRONG +LOCKED UNTIL");
        assertThat(lines.get(1)).matches("- +201 +5 +20.*");
        assertThat(lines.get(2)).matches("1001 +- +5 +20.*");
        JsonNode json = json(daemon.run("pin", "locks", "--json"));
        assertThat(json.path("locks").get(0).path("locked").asBoolean()).isTrue();

        assertThat(daemon.run("pin", "unlock", "--user", "201").out()).isEqualTo("unlocked\n");
        assertThat(daemon.run("pin", "unlock", "--device", "1001").out()).isEqualTo("unlocked\n");
        assertThat(daemon.run("pin", "unlock", "--device", "1001").out()).isEqualTo("there was nothing to forget\n");
        assertThat(wrong("1001", "999")).isEqualTo(PinVerdict.NO_SUCH_USER);
        assertThat(daemon.run("pin", "unlock").code()).isEqualTo(2);
        assertThat(daemon.run("pin", "unlock", "--user", "999").err()).contains("there is no user 999");
    }

    @Test
    void weakPins_areRefused_withWhatToDo() throws IOException {
        Result refused = daemon.runWith("1234\n", "user", "set", "201", "--pin-file", "-");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo(
                        "hotdesk: user 201: this PIN is too easy to guess: its digits are in sequence; take 4 digits or"
                                + " more that nobody would try\n");
        assertThat(daemon.runWith("86429\n", "user", "set", "201", "--pin-file", "-")
                        .code())
                .isZero();
    }

    @Test
    void history_hasSessionsAndRefusals_asTableJsonAndCsv() throws IOException {
        wrong("1001", "201");
        wrong("1002", "4711");
        daemon.run("login", "201", "1001");
        daemon.run("logoff", "1001");

        List<String> csv = daemon.run("history", "--csv").out().lines().toList();
        assertThat(csv.get(0)).isEqualTo("what,device,user,began,ended,why,how,times");
        assertThat(csv.subList(1, csv.size()))
                .hasSize(3)
                .anyMatch(line -> line.matches("session,1001,201,[^,]*Z,[^,]*Z,forced,cli,"))
                .anyMatch(line -> line.matches("refusal,1001,201,[^,]*Z,[^,]*Z,no-pin,,1"))
                .anyMatch(line -> line.matches("refusal,1002,,[^,]*Z,[^,]*Z,no-such-user,,1"));
        assertThat(json(daemon.run("history", "--json")).path("refusals").size())
                .isEqualTo(2);
        assertThat(daemon.run("history", "--device", "1002").out().lines()).hasSize(2);
        assertThat(daemon.run("history", "--user", "201", "--since", "1h").out().lines())
                .hasSize(3);
        assertThat(daemon.run("history", "--since", "2999-01-01").out().lines()).hasSize(1);
        assertThat(daemon.run("history", "--since", "yesterday").code()).isEqualTo(2);
        assertThat(daemon.run("history", "--csv").out()).doesNotContain("4711");
    }

    @Test
    void metrics_areInPrometheusForm_forWhoHasTheToken() throws IOException, InterruptedException {
        wrong("1001", "201");
        daemon.run("login", "201", "1001");
        daemon.run("login", "201", "1002");
        daemon.run("logoff", "1001");

        HttpResponse<String> scraped =
                scrape(Optional.of(Files.readString(daemon.tokenFile()).strip()));

        assertThat(scraped.statusCode()).isEqualTo(200);
        assertThat(scraped.headers().firstValue("Content-Type"))
                .get()
                .asString()
                .startsWith("text/plain; version=0.0.4");
        assertThat(scraped.body().lines())
                .contains(
                        "# TYPE hotdesk_sessions_open gauge",
                        "hotdesk_sessions_open 1.0",
                        "hotdesk_logins_total{how=\"cli\"} 2.0",
                        "hotdesk_logoffs_total{why=\"forced\"} 1.0",
                        "hotdesk_refusals_total{why=\"no-pin\"} 1.0",
                        "hotdesk_pins_compared_total 1.0",
                        "hotdesk_pin_hashes_waiting 0.0",
                        "hotdesk_asterisk_up{asterisk=\"asterisk\"} 0.0",
                        "hotdesk_mirror_drift_found{asterisk=\"asterisk\"} 0.0")
                .anyMatch(line -> line.startsWith("hotdesk_mirror_backlog{asterisk=\"asterisk\"} "));
        assertThat(scrape(Optional.empty()).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> scrape(Optional<String> token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + daemon.hotdesk().adminAddress().getPort() + "/metrics"));
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private PinVerdict wrong(String device, String user) {
        return gate.check(new DeviceNumber(device), UserNumber.parse(user), "0000".toCharArray());
    }

    private static JsonNode json(Result result) throws IOException {
        return new ObjectMapper().readTree(result.out());
    }
}
