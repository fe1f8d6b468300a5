package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotdesk.sip.peer.RawPhone;
import org.hotdesk.sip.peer.TestCertificate;

/**
 * A whole daemon with its edge open by UDP, TCP and TLS, and a real Asterisk behind it. Phones are on 127.0.0.1, and only
 * the edge, which meets Asterisk on 127.0.0.9, may speak for them.
 */
final class EdgeLab {
    static final Duration SOON = Duration.ofSeconds(20);
    static final String PIN = "4711";

    private final Lab lab;
    private final LiveSystem system;
    private final int plain;
    private final int secure;
    private final Path certificate;

    private EdgeLab(Lab lab, LiveSystem system, int plain, int secure, Path certificate) {
        this.lab = lab;
        this.system = system;
        this.plain = plain;
        this.secure = secure;
        this.certificate = certificate;
    }

    static EdgeLab start(Lab lab, Map<String, String> files) {
        Path folder = RunFolder.create();
        lab.add(() -> RunFolder.delete(folder));
        TestCertificate certificate = certificate(folder);
        int plain = lab.ports().take(1);
        int secure = lab.ports().take(1);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("sip.listen", "127.0.0.1:" + plain);
        settings.put("sip.tcp", "127.0.0.1:" + plain);
        settings.put("sip.tls", "127.0.0.1:" + secure);
        settings.put("sip.tls-certificate", certificate.certificate().toString());
        settings.put("sip.tls-key", certificate.key().toString());
        settings.put("sip.inner", "127.0.0.9:" + lab.ports().take(1));
        settings.put("sip.expires-min-seconds", "10");
        LiveSystem system = lab.add(
                LiveSystem.start(lab.installation(), lab.ports(), Clock.systemUTC(), files, Map.copyOf(settings)));
        return new EdgeLab(lab, system, plain, secure, certificate.certificate());
    }

    private static TestCertificate certificate(Path folder) {
        try {
            return TestCertificate.make(folder, "edge", "EC");
        } catch (Exception e) {
            throw new IllegalStateException("no certificate", e);
        }
    }

    LiveSystem system() {
        return system;
    }

    /** Where phones register by UDP and TCP. */
    InetSocketAddress edge() {
        return loopback(plain);
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    PhoneLine tls() {
        return PhoneLine.of(PhoneLine.Transport.TLS).trusting(certificate);
    }

    static PhoneLine tcp() {
        return PhoneLine.of(PhoneLine.Transport.TCP);
    }

    /** People with that PIN and a mailbox of their own. */
    void users(String... numbers) {
        for (String number : numbers) {
            system.addUser(number, "User " + number, PIN, "--mailbox", number + "@default");
        }
    }

    /** A device behind the edge, and what a phone is told to register there. */
    PhoneAccount device(String number, PhoneLine line) {
        PhoneAccount direct = system.addDevice(number, "--edge", "true");
        return direct.at(loopback(line.transport() == PhoneLine.Transport.TLS ? secure : plain), line);
    }

    /** A registered phone behind the edge with somebody logged in. */
    Phone phone(String device, String user, PhoneLine line) {
        PhoneAccount account = device(device, line);
        system.operator().ok("login", user, device);
        return lab.phone(account);
    }

    Phone phone(String device, String user) {
        return phone(device, user, PhoneLine.UDP);
    }

    /** A phone by UDP that says what it is told to; the caller closes it. */
    RawPhone raw(PhoneAccount account) {
        return new RawPhone(account.server(), new RawPhone.Account(account.name(), account.secret()));
    }

    RawPhone.Request request(String method, String number, String from, List<String> more) {
        String uri = "sip:" + number + "@127.0.0.1:" + plain;
        return new RawPhone.Request(method, uri, from, more, "INVITE".equals(method) ? RawPhone.audio() : "");
    }

    /** Puts messages into a user's mailbox, behind Asterisk's back. */
    void messages(String user, int count) {
        try {
            Path inbox = Files.createDirectories(
                    system.asterisk().spoolFolder().resolve("voicemail/default/" + user + "/INBOX"));
            for (int i = 0; i < count; i++) {
                Files.writeString(inbox.resolve("msg000%d.txt".formatted(i)), "[message]\n");
                Files.write(inbox.resolve("msg000%d.wav".formatted(i)), new byte[64]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitLamp(String user, String state) {
        String wanted = "Name: 'Custom:HD" + user + "'  State: '" + state + "'";
        assertThat(Waiting.until(
                        SOON, () -> system.asterisk().cli("devstate list").contains(wanted)))
                .as(() -> wanted + " in " + system.asterisk().cli("devstate list"))
                .isTrue();
    }

    /** A call that is answered: what the caller has of it, and what the called. */
    record Talk(PhoneCall out, PhoneCall in) {
        /** Ends it from either end. */
        void end(boolean byTheCaller) {
            (byTheCaller ? out : in).hangUp();
            assertThat((byTheCaller ? in : out).await(PhoneCall.State.CLOSED, SOON))
                    .isTrue();
        }
    }

    static Talk talk(Phone from, String number, Phone to) {
        PhoneCall out = from.dial(number);
        PhoneCall in = to.awaitCall(SOON)
                .orElseThrow(() -> new AssertionError(
                        out + " does not ring " + to.account().name()));
        in.answer();
        assertThat(out.await(PhoneCall.State.TALKING, SOON)).as(out::toString).isTrue();
        return new Talk(out, in);
    }
}
