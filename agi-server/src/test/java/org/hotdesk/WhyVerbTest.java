package org.hotdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hotdesk.RunningDaemon.Result;
import org.hotdesk.agi.protocol.AgiCaller;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why calls went as they did, and what would become of one: both by the same rules. */
class WhyVerbTest {
    private static final String REFUSED =
            "  An empty phone may dial codes and emergency numbers only, so the call is refused with a prompt.\n";

    @TempDir
    static Path folder;

    private static RunningDaemon daemon;

    @BeforeAll
    static void start() throws IOException {
        daemon = RunningDaemon.in(folder);
        daemon.run("user", "add", "203", "--name", "Cy");
        daemon.run("device", "add", "1001");
        daemon.run("device", "add", "1003");
        daemon.run("login", "203", "1003");
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    @Test
    void emptyPhone_isToldRefused_asItIsPredicted() throws IOException {
        asked("call?device=1001&callee=203&dest=internal");

        String told = daemon.run("why", "1795197240.1", "--most", "1").out();

        assertThat(told).endsWith(REFUSED).doesNotContain("rings");
        assertThat(daemon.run("why", "203", "--device", "1001").out())
                .endsWith(REFUSED)
                .doesNotContain("rings");
    }

    @Test
    void emptyPhone_thatCalledTheWorld_isToldRefused() throws IOException {
        asked("user-callerid?device=1001&callee=&dest=external");

        assertThat(daemon.run("why", "1001", "--most", "1").out()).endsWith(REFUSED);
    }

    @Test
    void emptyPhone_thatDialledACodeOrForHelp_isNotRefused() throws IOException {
        asked("user-callerid?device=1001&callee=&dest=internal");
        assertThat(daemon.run("why", "1001", "--most", "1").out()).doesNotContain("refused");

        asked("user-callerid?device=1001&callee=&dest=emergency");
        assertThat(daemon.run("why", "1001", "--most", "1").out()).doesNotContain("refused");
    }

    @Test
    void calleeAloneWasAsked_soTheDialplanLetTheCallPass() throws IOException {
        asked("macro-dial?device=1001&callee=203&dest=internal");

        assertThat(daemon.run("why", "1001", "--most", "1").out())
                .contains("PJSIP/1003 rings")
                .doesNotContain("refused");
    }

    @Test
    void callThatPoliciesForbid_isExplained_withWhereTheyAreSet() throws IOException {
        daemon.run("device", "add", "1006");
        daemon.run("user", "add", "206", "--name", "Flo");
        daemon.run("login", "206", "1006");
        policy("1006", PolicyKey.OUTBOUND, "no");

        assertThat(daemon.run("why", "5551234", "--device", "1006").out())
                .endsWith(
                        "  Calls to the outside are not allowed, by outbound of device 1006, so the call is refused with a"
                                + " prompt, unless it is somebody's forward.\n");
        asked("user-callerid?device=1006&callee=&dest=external");
        assertThat(daemon.run("why", "1006", "--most", "1").out()).contains("outbound of device 1006");
    }

    @Test
    void emptyPhoneWithPolicies_isExplained() throws IOException {
        daemon.run("device", "add", "1007");
        policy("1007", PolicyKey.EMPTY_CALLS, "internal");
        policy("1007", PolicyKey.EMPTY_NUMBERS, "5551234");

        assertThat(daemon.run("why", "203", "--device", "1007").out())
                .contains("An empty phone may make this call, by empty-calls of device 1007.")
                .contains("PJSIP/1003 rings");
        assertThat(daemon.run("why", "5551234", "--device", "1007").out())
                .contains("An empty phone may make this call, by empty-numbers of device 1007.")
                .contains("hotdesk-outbound");
        assertThat(daemon.run("why", "5550000", "--device", "1007").out())
                .endsWith(
                        "  An empty phone may dial codes, users, 5551234 and emergency numbers only, so the call is refused"
                                + " with a prompt.\n");
    }

    @Test
    void deviceBehindAnEdgeThatIsNotThere_isWarnedOf_andCannotRing() throws IOException {
        daemon.run("user", "add", "204", "--name", "Di");
        daemon.run("device", "add", "1004");
        daemon.run("login", "204", "1004");

        Result set = daemon.run("device", "set", "1004", "--edge", "true");

        assertThat(set.code()).isZero();
        assertThat(set.out().lines().skip(1))
                .containsExactly("warning: there is no SIP edge here, so device 1004 can neither register nor ring: set"
                        + " sip.listen and restart the daemon, or set --edge false");
        assertThat(daemon.run("why", "204", "--device", "1003").out())
                .contains("Device 1004 is behind a SIP edge that is not there, so it cannot ring")
                .contains("sip.listen");
        assertThat(daemon.run("device", "set", "1004", "--edge", "false").out()).doesNotContain("warning");
        assertThat(daemon.run("why", "204", "--device", "1003").out()).doesNotContain("cannot ring");
    }

    @Test
    void deviceBehindTheEdge_thatIsNotRegistered_cannotRing(@TempDir Path own) throws IOException {
        Path fragments = Files.createDirectory(own.resolve("conf.d"));
        Files.writeString(
                fragments.resolve("sip.toml"),
                "[sip]\nlisten = \"127.0.0.1:0\"\ninner = \"127.0.0.1:" + freePort() + "\"\njournal = \""
                        + own.resolve("locations") + "\"\n");
        try (RunningDaemon withEdge = RunningDaemon.in(own)) {
            withEdge.run("user", "add", "205", "--name", "Ed");
            withEdge.run("device", "add", "1005", "--default-user", "205", "--edge", "true");

            assertThat(withEdge.run("why", "205", "--device", "1005").out())
                    .contains("Device 1005 is not registered at the SIP edge now, so it cannot ring.");
        }
    }

    private static void policy(String device, PolicyKey key, String text) {
        daemon.hotdesk()
                .store()
                .policies()
                .set(
                        new PolicyScope.OfDevice(new DeviceNumber(device)),
                        key,
                        key.read(text).orElseThrow());
    }

    private static int freePort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void asked(String script) throws IOException {
        try (AgiCaller asterisk = AgiCaller.asking(daemon.hotdesk().agiAddress(), script)) {
            assertThat(asterisk.variables()).containsEntry("HD_OK", "1");
        }
    }
}
