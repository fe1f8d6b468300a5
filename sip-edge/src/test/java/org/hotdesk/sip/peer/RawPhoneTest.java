package org.hotdesk.sip.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.watch.Sightings;
import org.hotdesk.sip.watch.SipAccount;
import org.hotdesk.sip.watch.WatchPhone;
import org.junit.jupiter.api.Test;

/** The phone that lies, and what the phone that watches makes of it. */
class RawPhoneTest {
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final RawPhone.Account ACCOUNT = new RawPhone.Account("1002", "secret");

    @Test
    void watchingPhone_hearsItsServerOnly() throws Exception {
        try (RawPhone server = new RawPhone(loopback(9), ACCOUNT);
                WatchPhone phone = watching(server.port())) {
            var status = phone.register();
            SipMessage register = server.receive(SOON).orElseThrow();
            assertThat(register.method()).isEqualTo("REGISTER");
            RawPhone.Request forged = new RawPhone.Request(
                    "INVITE",
                    "sip:1001@127.0.0.1",
                    "\"Boss\\\" \" <sip:200@127.0.0.1>",
                    List.of("P-Asserted-Identity: <sip:200@127.0.0.1>"),
                    RawPhone.audio());
            try (RawPhone liar = new RawPhone(phone.local(), ACCOUNT)) {
                // The watching phone hears its server only.
                assertThat(liar.ask(forged, Duration.ofMillis(200))).isEmpty();
            }
            assertThat(status).isNotDone();
        }
    }

    @Test
    void bytesAreSentAsGiven() {
        try (RawPhone one = new RawPhone(loopback(9), ACCOUNT);
                RawPhone two = new RawPhone(loopback(one.port()), ACCOUNT)) {
            two.send("noise".getBytes(StandardCharsets.UTF_8));
            RawPhone.Request smuggling = new RawPhone.Request(
                    "OPTIONS", "sip:a@b", "<sip:a@b>", List.of("Subject: x\r\nX-Smuggled: yes"), "");
            assertThat(two.ask(smuggling, Duration.ofMillis(50))).isEmpty();
            Optional<SipMessage> seen = one.receive(SOON);
            assertThat(seen.flatMap(message -> message.text("X-Smuggled"))).contains("yes");
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static WatchPhone watching(int port) {
        SipAccount account = new SipAccount("1001", "secret", loopback(port));
        return new WatchPhone(account, new Sightings(), Clock.systemUTC());
    }
}
