package org.hotdesk.sip.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotdesk.sip.abuse.GuardLimits;
import org.hotdesk.sip.digest.DigestAlgorithm;
import org.hotdesk.sip.location.LocationPolicy;
import org.hotdesk.sip.message.TortureFiles;
import org.hotdesk.sip.registrar.RegistrarPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The 49 messages of RFC 4475 over the wire, against the table {@code torture.txt} beside this class: once from somebody
 * unknown, once from device 1001 with its credentials.
 */
class EdgeTortureTest {
    private static final int SOON_MILLIS = 10_000;
    private static final Pattern PARTY = Pattern.compile("(?im)^(from|f|to|t)([ \t]*:)(?:[^\r]|\r\n[ \t])*");
    private static final List<String> DOMAINS =
            List.of("example.com", "example.net", "example.org", "registrar.example.com", "chair-dnrc.example.com");

    /** Says so when an exception has escaped. */
    private static final Logger LOOP = Logger.getLogger("org.hotdesk.sip.transport.EdgeLoop");

    @TempDir
    Path folder;

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Handler failure = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                failures.add(line.getMessage());
            }
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    private DatagramSocket asterisk;
    private DatagramSocket phone;
    private SipEdge edge;

    record Row(String section, String file, String stranger, String device) {
        @Override
        public String toString() {
            return section + " " + file;
        }
    }

    static List<Row> rows() throws IOException {
        try (InputStream in = Objects.requireNonNull(EdgeTortureTest.class.getResourceAsStream("torture.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.trim().split("\\s+", 4))
                    .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3]))
                    .toList();
        }
    }

    @BeforeEach
    void open() throws IOException {
        LOOP.addHandler(failure);
        asterisk = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        phone = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        phone.setSoTimeout(SOON_MILLIS);
        Optional<InetSocketAddress> none = Optional.empty();
        var config = new EdgeConfig(
                new EdgeConfig.Listening(loopback(0), none, none, none, none, Optional.empty()),
                loopback(0),
                loopback(asterisk.getLocalPort()),
                new EdgeConfig.Digest(Device1001.REALM, List.of(DigestAlgorithm.MD5)),
                RegistrarPolicy.usual(DOMAINS),
                LocationPolicy.USUAL,
                GuardLimits.off(),
                folder.resolve("locations"));
        edge = SipEdge.start(config, new Device1001(), EdgeAliases.none(), new Device1001(), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        edge.close();
        phone.close();
        asterisk.close();
        LOOP.removeHandler(failure);
        assertThat(failures).as("what the loop complained of").isEmpty();
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Test
    void table_hasAllMessagesOfTheRfc() throws IOException {
        assertThat(rows())
                .extracting(Row::file)
                .containsExactlyElementsOf(
                        TortureFiles.rows().stream().map(TortureFiles.Row::file).toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void message_getsItsAnswer(Row row) throws IOException {
        String message = text(TortureFiles.message(row.file()));
        assertThat(answer(message)).as("from a stranger").isEqualTo(row.stranger());
        assertThat(answer(fromDevice(message))).as("from a device").isEqualTo(row.device());
    }

    @Test
    void bext01_isToldWhatNoProxyKnows() throws IOException {
        send(text(TortureFiles.message("bext01")));
        assertThat(receive()).contains("\r\nUnsupported: noProxiesSupportThis, norDoAnyProxiesSupportThis\r\n");
    }

    /** A registered URI with header fields is data: it is shown, and no Route comes of it. */
    @Test
    void regescrt_isStoredAndItsRouteNotApplied() throws IOException {
        send(fromDevice(text(TortureFiles.message("regescrt"))));
        assertThat(receive()).contains("<sip:user@example.com?Route=%3Csip:sip.example.com%3E>");
        String call = options("call", "")
                .replace("sip:example.com", "sip:1001@example.com")
                .replace("OPTIONS", "MESSAGE");
        byte[] bytes = call.getBytes(StandardCharsets.ISO_8859_1);
        asterisk.send(new DatagramPacket(bytes, bytes.length, edge.inner()));
        assertThat(receive())
                .startsWith("MESSAGE sip:user@example.com SIP/2.0\r\n")
                .doesNotContain("\r\nRoute:");
    }

    /**
     * What comes of a message: statuses the phone got, and whether Asterisk got it. The edge serves what one socket sends
     * in turn, so all there is has come when a request behind it is answered.
     */
    private String answer(String message) throws IOException {
        send(message);
        send(options("behind", ""));
        StringBuilder got = new StringBuilder();
        String next = receive();
        for (; !next.contains("Call-ID: behind\r\n"); next = receive()) {
            if (!next.startsWith("SIP/2.0 100 ")) {
                got.append(got.length() == 0 ? "" : " ").append(next, 8, 11);
            }
        }
        assertThat(next).startsWith("SIP/2.0 407 ");
        return got.append(isRelayed() ? "relayed" : got.length() == 0 ? "dropped" : "")
                .toString();
    }

    private boolean isRelayed() throws IOException {
        asterisk.setSoTimeout(1);
        try {
            asterisk.receive(new DatagramPacket(new byte[1], 1));
            return true;
        } catch (SocketTimeoutException nothing) {
            return false;
        }
    }

    /** The same message with the credentials of device 1001, under its name where there is one, and within no dialog. */
    private String fromDevice(String message) throws IOException {
        int lineEnd = message.indexOf("\r\n");
        String[] start = message.substring(0, lineEnd).split(" ", 3);
        if (start[0].startsWith("SIP/") || start.length < 3) {
            return message;
        }
        boolean register = start[0].equals("REGISTER");
        send(options("nonce", ""));
        String credentials = Device1001.credentials(receive(), start[0], start[1], 1);
        int head = message.indexOf("\r\n\r\n");
        return message.substring(0, lineEnd)
                + (register ? "\r\nAuthorization: " : "\r\nProxy-Authorization: ")
                + credentials
                + named(message.substring(lineEnd, head), register)
                + message.substring(head);
    }

    private static String named(String head, boolean register) {
        return PARTY.matcher(head).replaceAll(party -> {
            String value = party.group();
            boolean from = value.toLowerCase(Locale.ROOT).startsWith("f");
            String outside = from ? value : value.replaceFirst(";\\s*tag\\s*=\\s*\\S+", "");
            return Matcher.quoteReplacement(
                    from || register ? outside.replaceFirst("http://|sip:[^@]*@", "sip:1001@") : outside);
        });
    }

    private static String options(String call, String more) {
        return "OPTIONS sip:example.com SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;rport;branch=z9hG4bK" + call
                + "\r\nFrom: <sip:1001@example.com>;tag=1\r\nTo: <sip:example.com>\r\nCall-ID: " + call
                + "\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\n" + more + "Content-Length: 0\r\n\r\n";
    }

    private void send(String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        phone.send(new DatagramPacket(bytes, bytes.length, edge.phones()));
    }

    private String receive() throws IOException {
        var packet = new DatagramPacket(new byte[65_535], 65_535);
        phone.receive(packet);
        return text(Arrays.copyOf(packet.getData(), packet.getLength()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
