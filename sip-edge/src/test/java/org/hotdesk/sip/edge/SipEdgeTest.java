package org.hotdesk.sip.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.abuse.GuardLimits;
import org.hotdesk.sip.digest.DigestAlgorithm;
import org.hotdesk.sip.digest.Ha1;
import org.hotdesk.sip.digest.Subscriber;
import org.hotdesk.sip.digest.SubscriberTable;
import org.hotdesk.sip.digest.Subscribers;
import org.hotdesk.sip.location.Binding;
import org.hotdesk.sip.location.LocationListener;
import org.hotdesk.sip.location.LocationPolicy;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.peer.RawPhone;
import org.hotdesk.sip.registrar.RegistrarPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole edge on real sockets: a phone on one side, somebody who speaks for Asterisk on the other. */
class SipEdgeTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration NEVER = Duration.ofMillis(300);
    private static final String REALM = "hotdesk";
    private static final DeviceNumber DEVICE = new DeviceNumber("1001");

    @TempDir
    Path folder;

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final EdgeAliases aliases = new EdgeAliases() {
        @Override
        public Optional<String> target(String alias) {
            return alias.equals("5551001") ? Optional.of("1001") : Optional.empty();
        }

        @Override
        public Optional<String> reverse(DeviceNumber device) {
            return device.equals(DEVICE) ? Optional.of("5551001") : Optional.empty();
        }
    };

    private DatagramSocket asterisk;
    private SipEdge edge;
    private RawPhone phone;

    @BeforeEach
    void open() throws IOException {
        asterisk = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        asterisk.setSoTimeout((int) SOON.toMillis());
        edge = start();
        phone = new RawPhone(edge.phones(), new RawPhone.Account("1001", "secret"));
    }

    @AfterEach
    void close() {
        phone.close();
        edge.close();
        asterisk.close();
    }

    private SipEdge start() throws IOException {
        return start(0);
    }

    private SipEdge start(int port) throws IOException {
        return SipEdge.start(config(port), accounts(), aliases, listener(), Clock.systemUTC());
    }

    private EdgeConfig config(int port) {
        Optional<InetSocketAddress> none = Optional.empty();
        return new EdgeConfig(
                new EdgeConfig.Listening(loopback(port), none, none, none, none, Optional.empty()),
                loopback(0),
                loopback(asterisk.getLocalPort()),
                new EdgeConfig.Digest(REALM, List.of(DigestAlgorithm.values())),
                RegistrarPolicy.usual(List.of()),
                LocationPolicy.USUAL,
                GuardLimits.USUAL,
                folder.resolve("locations"));
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static Subscribers accounts() {
        var all = new SubscriberTable();
        all.put(new Subscriber(
                DEVICE,
                Optional.of(Ha1.of(DigestAlgorithm.MD5, DEVICE.digits(), REALM, "secret")),
                Optional.of(Ha1.of(DigestAlgorithm.SHA_256, DEVICE.digits(), REALM, "secret"))));
        return all;
    }

    private LocationListener listener() {
        return new LocationListener() {
            @Override
            public void registered(Binding binding) {
                heard.add("registered " + binding.device());
            }

            @Override
            public void moved(Binding before, Binding after) {
                heard.add("moved " + after.device());
            }

            @Override
            public void gone(Binding binding, Gone why) {
                heard.add(why + " " + binding.device());
            }
        };
    }

    private int register(RawPhone who) {
        String address = "sip:1001@127.0.0.1:" + edge.phones().getPort();
        var request = new RawPhone.Request("REGISTER", address, "<" + address + ">", List.of("Expires: 600"), "");
        return who.ask(request, SOON).map(SipMessage::status).orElse(0);
    }

    /** What Asterisk's side receives next, as text. */
    private String atAsterisk() throws IOException {
        byte[] bytes = new byte[65_535];
        var packet = new DatagramPacket(bytes, bytes.length);
        asterisk.receive(packet);
        return new String(bytes, 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    private void fromAsterisk(String... lines) throws IOException {
        byte[] bytes = (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        asterisk.send(new DatagramPacket(bytes, bytes.length, edge.inner()));
    }

    private void callDevice(String branch) throws IOException {
        fromAsterisk(
                "INVITE sip:1001@127.0.0.1 SIP/2.0",
                "Via: SIP/2.0/UDP 127.0.0.1:" + asterisk.getLocalPort() + ";branch=z9hG4bK" + branch,
                "Max-Forwards: 70",
                "From: <sip:203@127.0.0.1>;tag=1",
                "To: <sip:1001@127.0.0.1>",
                "Call-ID: " + branch,
                "CSeq: 1 INVITE",
                "Contact: <sip:asterisk@127.0.0.1:" + asterisk.getLocalPort() + ">",
                "Content-Length: 0");
    }

    @Test
    void phone_registers_andIsKnown() {
        assertThat(register(phone)).isEqualTo(200);
        assertThat(edge.registrations(DEVICE)).singleElement().satisfies(binding -> {
            assertThat(binding.contact()).contains(":" + phone.port());
            assertThat(binding.source().getPort()).isEqualTo(phone.port());
        });
        assertThat(edge.status().contacts()).isEqualTo(1);
        assertThat(heard).containsExactly("registered 1001");
    }

    @Test
    void wrongPasswordAndUnknownUser_getTheSameAnswer() {
        try (var guesser = new RawPhone(edge.phones(), new RawPhone.Account("1001", "wrong"));
                var prober = new RawPhone(edge.phones(), new RawPhone.Account("4711", "wrong"))) {
            assertThat(register(guesser)).isEqualTo(401);
            assertThat(register(prober)).isEqualTo(401);
        }
        assertThat(edge.registrations()).isEmpty();
    }

    @Test
    void registeredPhone_survivesARestart() throws IOException {
        register(phone);
        int port = edge.phones().getPort();
        edge.close();
        edge = start(port);
        assertThat(edge.registrations(DEVICE)).hasSize(1);
        callDevice("after");
        assertThat(phone.receive(SOON).map(SipMessage::method)).contains("INVITE");
    }

    @Test
    void callFromAsterisk_reachesThePhone_byNumberAndByTheWayBack() throws IOException {
        register(phone);
        callDevice("call");
        SipMessage invite = phone.receive(SOON).orElseThrow();
        assertThat(invite.requestUri()).contains(":" + phone.port());
        assertThat(invite.texts(HeaderName.RECORD_ROUTE)).hasSize(2);
        assertThat(atAsterisk()).startsWith("SIP/2.0 100 ");
    }

    @Test
    void callFromThePhone_reachesAsteriskAsItsDevice_withoutForgedIdentity() throws IOException {
        String uri = "sip:5551001@127.0.0.1:" + edge.phones().getPort();
        var call = new RawPhone.Request(
                "INVITE",
                uri,
                "\"Boss\" <sip:1001@127.0.0.1>",
                List.of("P-Asserted-Identity: <sip:200@127.0.0.1>", "Remote-Party-ID: <sip:200@127.0.0.1>"),
                RawPhone.audio());
        phone.ask(call, NEVER);
        String invite = atAsterisk();
        assertThat(invite)
                .startsWith("INVITE sip:1001@127.0.0.1:" + asterisk.getLocalPort() + " SIP/2.0\r\n")
                .contains("<sip:1001@127.0.0.1>", "P-Asserted-Identity: <sip:5551001@")
                .doesNotContain("sip:200@", "Remote-Party-ID", "Proxy-Authorization", "secret");
    }

    @Test
    void forgedFrom_isForbidden() {
        String uri = "sip:203@127.0.0.1:" + edge.phones().getPort();
        var call = new RawPhone.Request("INVITE", uri, "<sip:1002@127.0.0.1>", List.of(), RawPhone.audio());
        assertThat(phone.ask(call, SOON).map(SipMessage::status)).contains(403);
    }

    @Test
    void unregisteredDevice_isNotThere() throws IOException {
        callDevice("nobody");
        assertThat(atAsterisk()).startsWith("SIP/2.0 480 ");
    }

    @Test
    void kick_endsTheContact() {
        register(phone);
        assertThat(edge.kick(DEVICE)).isEqualTo(1);
        assertThat(edge.registrations()).isEmpty();
        assertThat(heard).containsExactly("registered 1001", "KICKED 1001");
    }

    @Test
    void mailbox_isToldToThePhone() {
        register(phone);
        edge.tellMessages(DEVICE, 3, 1);
        SipMessage notify = phone.receive(SOON).orElseThrow();
        assertThat(notify.method()).isEqualTo("NOTIFY");
        assertThat(new String(notify.body(), StandardCharsets.UTF_8)).contains("Voice-Message: 3/1");
    }

    @Test
    void trace_showsMessagesAndHidesDigests() throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        try (AutoCloseable watching = edge.trace(Optional.of(DEVICE), lines::add)) {
            assertThat(watching).isNotNull();
            register(phone);
        }
        assertThat(lines)
                .anyMatch(line -> line.startsWith("--- received from UDP 127.0.0.1:"))
                .anyMatch(line -> line.startsWith("SIP/2.0 200 "))
                .anyMatch(line -> line.contains("response=\"***\""))
                .noneMatch(line -> line.matches(".*response=\"[0-9a-f]+\".*"));
    }

    @Test
    void malformedMessage_isAnsweredOnce_andCounted() {
        phone.send("OPTIONS sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;rport;branch=z9hG4bK1\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        assertThat(phone.receive(SOON).map(SipMessage::status)).contains(400);
    }

    @Test
    void journalInUse_isOneLineThatNamesIt() {
        assertThatIOException().isThrownBy(this::start).withMessageContaining("locations");
    }

    @Test
    void portThatIsTaken_isOneLineThatNamesIt() {
        folder = folder.resolve("other");
        int port = edge.phones().getPort();
        assertThatIOException().isThrownBy(() -> start(port)).withMessageContaining(":" + port);
    }
}
