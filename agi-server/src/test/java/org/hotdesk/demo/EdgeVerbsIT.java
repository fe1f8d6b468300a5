package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.demo.EdgeLab.SOON;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an operator asks of a live edge, and what one reads who configured it wrong. */
@ExtendWith(LabExtension.class)
class EdgeVerbsIT {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static EdgeLab edge;

    @BeforeAll
    static void start(Lab lab) {
        edge = EdgeLab.start(lab, Map.of());
        edge.users("201", "202");
    }

    @Test
    void registrationsAndShow_nameThePhone_kickEndsIt_andItComesBack() {
        Phone phone = edge.phone("1001", "201", EdgeLab.tcp());
        assertThat(edge.system().operator().ok("sip", "registrations")).containsPattern("1001 +.*tcp");
        assertThat(edge.system().operator().ok("sip", "show", "1001"))
                .containsPattern("registered +true")
                .contains("baresip");
        assertThat(edge.system().operator().ok("sip", "kick", "1001")).contains("ended 1");
        assertThat(edge.system().operator().ok("sip", "registrations")).doesNotContain("1001");
        assertThat(phone.register(SOON)).startsWith("200");
        assertThat(edge.system().operator().ok("sip", "registrations")).contains("1001");
    }

    @Test
    void trace_showsWhatThePhoneSays_andNoSecret() throws Exception {
        Phone phone = edge.phone("1002", "202");
        // More than one registration has, which is some 80: the first may have begun before the trace did.
        CompletableFuture<String> trace = CompletableFuture.supplyAsync(
                () -> edge.system().operator().ok("sip", "trace", "--device", "1002", "--lines", "200"));
        while (!trace.isDone()) {
            assertThat(phone.register(SOON)).startsWith("200"); // until the trace, which began some time, has its lines
            Waiting.pause(LOOK.toMillis());
        }
        assertThat(trace.get(SOON.toSeconds(), TimeUnit.SECONDS))
                .contains("--- received from UDP 127.0.0.1:")
                .contains("REGISTER sip:127.0.0.1:")
                .contains("401 Unauthorized")
                .contains("response=\"***\"")
                .doesNotContainPattern("response=\"[0-9a-f]");
    }

    @Test
    void scanner_isBannedAndListed_andPardoned() throws IOException {
        try (var scanner = new DatagramSocket(0, InetAddress.getByName("127.0.0.7"))) {
            byte[] probe = String.join(
                            "\r\n",
                            "OPTIONS sip:100@127.0.0.1 SIP/2.0",
                            "Via: SIP/2.0/UDP 127.0.0.7:" + scanner.getLocalPort() + ";branch=z9hG4bKscan;rport",
                            "Max-Forwards: 70",
                            "From: <sip:100@127.0.0.1>;tag=1",
                            "To: <sip:100@127.0.0.1>",
                            "Call-ID: scan",
                            "CSeq: 1 OPTIONS",
                            "User-Agent: friendly-scanner",
                            "Content-Length: 0",
                            "",
                            "")
                    .getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 3; i++) {
                scanner.send(new DatagramPacket(probe, probe.length, edge.edge()));
            }
        }
        assertThat(Waiting.until(
                        SOON, () -> edge.system().operator().ok("sip", "bans").contains("127.0.0.7")))
                .isTrue();
        assertThat(edge.system().companion().log()).contains("banned source=127.0.0.7");
        assertThat(edge.system().operator().ok("sip", "filter")).contains("Guard: banned source=");
        assertThat(edge.system().operator().ok("sip", "pardon", "127.0.0.7")).contains("127.0.0.7");
        assertThat(edge.system().operator().ok("sip", "bans")).doesNotContain("127.0.0.7");
        assertThat(edge.system().operator().run("sip", "pardon", "127.0.0.7").code())
                .isEqualTo(1);
    }

    @Test
    void aliasesOfDbtext_ringTheExtensionTheyLeadTo(@TempDir Path folder) throws IOException {
        edge.users("1009", "209");
        Phone called = edge.phone("1031", "1009");
        Phone caller = edge.phone("1032", "209");
        Files.writeString(
                folder.resolve("aliases"),
                """
                username(str) domain(str,null) contact(str,null) expires(int,null)
                1002::sip\\\\:1009@example.org:2000000000:
                """);
        String told = edge.system().operator().ok("import", "dbtext", folder.toString());
        assertThat(told)
                .contains("warning: aliases:2:10: a doubled backslash before ':'; taken as one")
                .contains("added   alias 1002 contact: sip:1009@example.org -> user 1009");

        EdgeLab.talk(caller, "1002", called).end(true);
        Path exported = folder.resolve("out");
        edge.system().operator().ok("export", "dbtext", exported.toString());
        assertThat(Files.readString(exported.resolve("aliases"))).contains("\n1002::sip\\:1009@hotdesk:");
        assertThat(Files.getPosixFilePermissions(exported.resolve("subscriber")))
                .hasSize(2);
        edge.system().operator().ok("alias", "remove", "1002");
    }

    @Test
    void aliasToNowhere_isRefusedInOneLine() {
        Operator.Answer answer = edge.system().operator().run("alias", "add", "+15550199", "--user", "299");
        assertThat(answer.code()).isEqualTo(1);
        assertOneLine(answer.err(), "there is no user 299, add it first");
        answer = edge.system().operator().run("alias", "add", "+15550199", "--device", "1999");
        assertThat(answer.code()).isEqualTo(1);
        assertOneLine(answer.err(), "there is no device 1999, add it first");
    }

    @Test
    void takenPort_isSaidInOneLine(@TempDir Path folder) throws Exception {
        Ended ended = serve(folder, Map.of("127.0.0.9:", "127.0.0.10:"));
        assertThat(ended.code()).isEqualTo(1);
        assertOneLine(ended.said(), "127.0.0.1:" + edge.edge().getPort() + ": the port is taken; stop the program");
    }

    @Test
    void missingCertificate_isSaidInOneLine(@TempDir Path folder) throws Exception {
        Ended ended = serve(folder, Map.of("edge.pem", "nowhere.pem"));
        assertThat(ended.code()).isEqualTo(4);
        assertOneLine(
                ended.said(), "sip.tls-certificate: there is no file ", "nowhere.pem; put it there, or name another");
    }

    /** The last line is what an operator reads; before it stand the log's, each with its date. */
    private static void assertOneLine(String said, String... words) {
        List<String> lines =
                said.lines().filter(line -> !line.startsWith("[20")).toList();
        assertThat(lines).as(said).hasSize(1);
        assertThat(lines.get(0)).contains(words);
    }

    private record Ended(int code, String said) {}

    /** Serves beside the daemon that runs, from the same configuration but with a store of its own and these changes. */
    private static Ended serve(Path folder, Map<String, String> changes) throws Exception {
        Path original = edge.system().config();
        String text = Files.readString(original);
        for (String own : List.of("store", "secrets", "locations", "admin.token")) {
            text = text.replace(
                    original.resolveSibling(own).toString(), folder.resolve(own).toString());
        }
        for (Map.Entry<String, String> change : changes.entrySet()) {
            assertThat(text).contains(change.getKey());
            text = text.replace(change.getKey(), change.getValue());
        }
        Path config = Files.writeString(folder.resolve("hotdesk.toml"), text);
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.hotdesk.HotdeskMain",
                        "--config",
                        config.toString(),
                        "serve")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as(() -> text(said))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), text(said));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
