package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.hotdesk.sip.peer.TestCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Phones that fetch their files by HTTPS, and are told by SIP, through a real Asterisk, when there is a new one. */
@ExtendWith(LabExtension.class)
class ProvisioningIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration QUIET = Duration.ofMillis(1500);
    private static final String DIRECT = "00:04:13:00:10:01";
    private static final String BEHIND = "00:04:13:00:10:02";

    @Test
    void changedFile_isToldToItsPhoneAlone_andFetchedWithItsOwnSecret(Lab lab) throws Exception {
        Path folder = RunFolder.create();
        lab.add(() -> RunFolder.delete(folder));
        TestCertificate certificate = TestCertificate.make(folder, "phones", "EC");
        int sip = lab.ports().take(1);
        int https = lab.ports().take(1);
        LiveSystem system = start(lab, certificate, sip, https);
        Operator operator = system.operator();
        system.addUser("201", "Ann Lee", "4711");
        Phone direct = lab.phone(system.addDevice("1001"));
        PhoneAccount account = system.addDevice("1002", "--edge", "true");
        Phone behind =
                lab.phone(account.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), sip), PhoneLine.UDP));
        operator.ok("phone", "add", DIRECT, "--model", "yealink-t46s", "--line", "1001");
        operator.ok("phone", "add", BEHIND, "--model", "snom-d735", "--line", "1002");

        operator.ok("device", "set", "1001", "--description", "Window");
        assertThat(Waiting.until(SOON, () -> told(direct) > 0)).isTrue();
        operator.ok("device", "set", "1002", "--description", "Door");
        assertThat(Waiting.until(SOON, () -> told(behind) > 0)).isTrue();

        int directs = told(direct);
        int behinds = told(behind);
        operator.ok("login", "201", "1001");
        Waiting.pause(QUIET.toMillis());
        assertThat(told(direct)).as("a login changes no file").isEqualTo(directs);
        operator.ok("phone", "sync", DIRECT);
        assertThat(Waiting.until(SOON, () -> told(direct) == directs + 1)).isTrue();
        assertThat(told(behind)).isEqualTo(behinds);

        HttpClient http =
                HttpClient.newBuilder().sslContext(certificate.client()).build();
        String secret = operator.ok("phone", "show", DIRECT, "--secret").strip();
        HttpResponse<String> own = get(http, https, "000413001001.cfg", DIRECT, secret);
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.body())
                .contains(
                        "account.1.display_name = Window",
                        "account.1.password = " + direct.account().secret());
        for (String file : List.of("snomD735-000413001002.htm", "000413009999.cfg")) {
            assertThat(get(http, https, file, DIRECT, secret).statusCode()).isEqualTo(401);
        }
        assertThat(get(http, https, "000413001001.cfg", DIRECT, "guessed").statusCode())
                .isEqualTo(401);
        assertThat(system.companion().log())
                .contains("phone asks mac=" + DIRECT)
                .doesNotContain(secret);
    }

    private static LiveSystem start(Lab lab, TestCertificate certificate, int sip, int https) {
        return lab.add(LiveSystem.start(
                lab.installation(),
                lab.ports(),
                Clock.systemUTC(),
                Map.of(),
                Map.of(
                        "sip.listen",
                        "127.0.0.1:" + sip,
                        "sip.inner",
                        "127.0.0.9:" + lab.ports().take(1),
                        "provisioning.listen",
                        "127.0.0.1:" + https,
                        "provisioning.certificate",
                        certificate.certificate().toString(),
                        "provisioning.key",
                        certificate.key().toString(),
                        "provisioning.asterisk-address",
                        "pbx.example.com")));
    }

    private static int told(Phone phone) {
        return (int) phone.wire().stream()
                .filter(message -> !message.sent() && message.startLine().startsWith("NOTIFY "))
                .filter(message -> message.header("Event")
                        .filter("check-sync;reboot=false"::equals)
                        .isPresent())
                .count();
    }

    private static HttpResponse<String> get(HttpClient http, int port, String file, String user, String password)
            throws Exception {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/" + file))
                .header("Authorization", "Basic " + pair)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
