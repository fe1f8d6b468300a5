package org.hotdesk.sip.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hotdesk.sip.peer.LinesLogger;
import org.hotdesk.sip.peer.RecordedFlow;
import org.hotdesk.sip.transport.SourceKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecurityLogTest {
    private static final InetSocketAddress PEER = RecordedFlow.address(192, 0, 2, 1, 5062);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** What fail2ban's filter "asterisk" looks for, with the date taken off as fail2ban does; as of its version 1.0. */
    private static final Pattern STOCK = Pattern.compile(
            "^\\[\\]\\s*(?:NOTICE|SECURITY|WARNING)(?:\\s*\\[\\d+\\]):?(?:\\[C-[\\da-f]*\\])?:? [^:]+:\\d*(?:(?: in)? [^:]+:)? "
                    + "Registration from '[^']*' failed for '\\[?(?<host>[0-9a-f.:]+?)\\]?(:\\d+)?' - (?:Wrong password"
                    + "|Username/auth name mismatch|No matching peer found|Not a local domain|Device does not match ACL"
                    + "|Peer is not supposed to register|ACL error \\(permit/deny\\)|Not a local domain)$");

    private final LinesLogger lines = new LinesLogger();
    private final SecurityLog log = new SecurityLog(lines);

    @ParameterizedTest
    @EnumSource
    void eachFailure_isReadByTheStockFilterAndByOurs(Failure why) throws Exception {
        InetSocketAddress six = new InetSocketAddress(InetAddress.getAllByName("2001:db8::1")[0], 5060);
        for (InetSocketAddress peer : new InetSocketAddress[] {PEER, six}) {
            for (long count : new long[] {1, 17}) {
                String line = "NOTICE[23] Guard: " + SecurityLog.line(peer, why, "1001", count);
                String host = peer.getAddress().getHostAddress();
                assertThat(host(STOCK, "[] " + line)).isEqualTo(host);
                assertThat(host(ours("failures"), "[] " + line)).isEqualTo(host);
                assertThat(host(ours("failures"), "pbx hotdesk[812]: [2026-11-20 17:45:12] " + line))
                        .isEqualTo(host);
            }
        }
    }

    @Test
    void ban_isReadByOurFilter() throws Exception {
        log.banned(SourceKey.of(PEER.getAddress()), Failure.SCANNER, 2, Duration.ofMinutes(10));
        assertThat(lines.lines).containsExactly("WARNING banned source=192.0.2.1 seconds=600 times=2 why=SCANNER");
        String line = "[] WARNING[23] Guard: banned source=192.0.2.1 seconds=600 times=2 why=SCANNER";
        assertThat(host(ours("bans"), line)).isEqualTo("192.0.2.1");
        assertThat(host(ours("bans"), line.replace("192.0.2.1", "2001:db8:1:2:0:0:0:0/64")))
                .isEqualTo("2001:db8:1:2:0:0:0:0/64");
        assertThat(host(ours("failures"), line)).isEmpty();
    }

    private static String host(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? matcher.group("host") : "";
    }

    /** The expression of our filter file, with fail2ban's placeholders filled in. */
    private static Pattern ours(String mode) throws IOException {
        List<String> file = file().toList();
        String prefix = value(file, "prefix");
        return Pattern.compile(value(file, "mdre-" + mode)
                .replace("%(prefix)s", prefix)
                .replace("<HOST>", "(?<host>[0-9a-f.:]+)")
                .replace("<SUBNET>", "(?<host>[0-9a-f.:]+(?:/\\d+)?)"));
    }

    private static Stream<String> file() throws IOException {
        try (InputStream in = Objects.requireNonNull(Guard.class.getResourceAsStream("hotdesk-edge.conf"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        }
    }

    private static String value(List<String> file, String key) {
        return file.stream()
                .filter(line -> line.startsWith(key + " = "))
                .map(line -> line.substring(key.length() + 3))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneSourceAndKind_getsALineASecond_withTheCount() {
        for (int i = 0; i < 10; i++) {
            log.failed(PEER, Failure.WRONG_PASSWORD, "100" + i, i);
        }
        log.failed(PEER, Failure.UNKNOWN_USER, "7", 11);
        log.failed(PEER, Failure.WRONG_PASSWORD, "2000", SECOND + 1);
        assertThat(lines.lines)
                .containsExactly(
                        "INFO Registration from '1000' failed for '192.0.2.1:5062' - Wrong password",
                        "INFO Registration from '7' failed for '192.0.2.1:5062' - No matching peer found",
                        "INFO Registration from '2000 (10 times)' failed for '192.0.2.1:5062' - Wrong password");
    }

    @Test
    void whatWasOnlyCounted_isSaidAtTheFlush_once() {
        log.failed(PEER, Failure.SCANNER, "1", 0);
        log.failed(PEER, Failure.SCANNER, "2", 1);
        log.failed(PEER, Failure.SCANNER, "3", 2);
        log.flush(SECOND + 5);
        log.flush(2 * SECOND + 10);
        log.flush(3 * SECOND + 15);
        assertThat(lines.lines)
                .containsExactly(
                        "INFO Registration from '1' failed for '192.0.2.1:5062' - Device does not match ACL",
                        "INFO Registration from '3 (2 times)' failed for '192.0.2.1:5062' - Device does not match ACL");
    }

    @Test
    void manySources_areNotMoreThanSoManyLines_theRestIsCounted() {
        for (int i = 0; i < 1_000; i++) {
            log.failed(RecordedFlow.address(203, 0, i / 250, i % 250, 1), Failure.WRONG_PASSWORD, "1", 5);
        }
        assertThat(lines.lines).hasSize(100);
        log.flush(SECOND + 6);
        assertThat(lines.lines)
                .hasSize(101)
                .last()
                .asString()
                .isEqualTo("WARNING more failures than lines, not written count=900");
    }

    @Test
    void hostileName_isMadePrintableAndShort() {
        log.failed(PEER, Failure.UNKNOWN_USER, "a'\r\n[x] b\u00e9" + "9".repeat(1_000), 0);
        assertThat(lines.lines)
                .containsExactly("INFO Registration from 'a????x??b?" + "9".repeat(22)
                        + "' failed for '192.0.2.1:5062' - No matching peer found");
    }
}
