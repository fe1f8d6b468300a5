package org.hotdesk.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.digest.Authenticator;
import org.hotdesk.sip.digest.Challenge;
import org.hotdesk.sip.digest.DigestAlgorithm;
import org.hotdesk.sip.digest.Ha1;
import org.hotdesk.sip.digest.KeyFile;
import org.hotdesk.sip.digest.Subscriber;
import org.hotdesk.sip.location.Binding;
import org.hotdesk.sip.location.LocationListener;
import org.hotdesk.sip.location.LocationPolicy;
import org.hotdesk.sip.location.LocationTable;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.MessageCheck;
import org.hotdesk.sip.message.NumberKey;
import org.hotdesk.sip.message.SipLimits;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipParser;
import org.hotdesk.sip.message.SipWriter;
import org.hotdesk.sip.peer.FlowFrom;
import org.hotdesk.sip.transport.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrarTest {
    private static final long NOW = 1_790_000_000_000L;
    private static final DeviceNumber DEVICE = new DeviceNumber("1001");
    private static final Flow PHONE = FlowFrom.udp("198.51.100.7", 5062);
    private static final String CONTACT = "<sip:1001@10.0.0.1:5062>";
    private static final Subscriber ACCOUNT =
            new Subscriber(DEVICE, Optional.of(ha1(DigestAlgorithm.MD5)), Optional.of(ha1(DigestAlgorithm.SHA_256)));

    private final SipWriter out = new SipWriter();
    private final LocationTable table = new LocationTable(LocationPolicy.USUAL, new Deaf(), NOW);
    private final Authenticator authenticator = new Authenticator(
            Authenticator.Policy.usual("hotdesk"),
            number -> number == NumberKey.of("1001") ? Optional.of(ACCOUNT) : Optional.empty(),
            KeyFile.inMemory().keyFor("nonce"));
    private Registrar registrar = registrar(RegistrarPolicy.usual(List.of("pbx.example", "192.0.2.1")));
    private final List<String> fields = new ArrayList<>();
    private String uri = "sip:pbx.example";
    private String to = "<sip:1001@pbx.example>";
    private String callId = "call";
    private int cseq = 1;
    private Flow flow = PHONE;
    private String password = "secret";

    private static final class Deaf implements LocationListener {
        @Override
        public void registered(Binding binding) {}

        @Override
        public void moved(Binding before, Binding after) {}

        @Override
        public void gone(Binding binding, Gone why) {}
    }

    private static Ha1 ha1(DigestAlgorithm algorithm) {
        return Ha1.of(algorithm, "1001", "hotdesk", "secret");
    }

    private Registrar registrar(RegistrarPolicy policy) {
        return new Registrar(policy, authenticator, table, out, new Random(7));
    }

    private byte[] request(String... more) {
        SipWriter writer = new SipWriter()
                .request("REGISTER", uri)
                .header(HeaderName.VIA, "SIP/2.0/UDP 10.0.0.1:5062;branch=z9hG4bK" + cseq + ";rport")
                .header(HeaderName.FROM, "<sip:1001@pbx.example>;tag=f")
                .header(HeaderName.TO, to)
                .header(HeaderName.CALL_ID, callId)
                .header(HeaderName.CSEQ, cseq + " REGISTER");
        fields.forEach(field -> header(writer, field));
        for (String field : more) {
            header(writer, field);
        }
        return writer.bytes();
    }

    private static void header(SipWriter writer, String field) {
        int colon = field.indexOf(": ");
        writer.header(field.substring(0, colon), field.substring(colon + 2));
    }

    private static SipMessage read(byte[] bytes, int length) {
        SipMessage message = (SipMessage) new SipParser(SipLimits.USUAL).datagram(bytes, 0, length);
        assertThat(new MessageCheck().check(message)).isEmpty();
        return message;
    }

    private Answer send(byte[] bytes) {
        return registrar.register(read(bytes, bytes.length), flow, NOW);
    }

    private SipMessage answer() {
        return read(out.buffer(), out.length()).keep();
    }

    private String authorization() {
        send(request());
        cseq++;
        return "Authorization: "
                + Challenge.strongest(answer().texts(HeaderName.WWW_AUTHENTICATE))
                        .orElseThrow()
                        .answer("1001", password, "REGISTER", uri, "c0ffee", 1)
                        .write();
    }

    /** Challenge, then the request with credentials. */
    private Answer register(String... contactFields) {
        fields.clear();
        fields.addAll(List.of(contactFields));
        return send(request(authorization()));
    }

    @Test
    void firstRequest_isChallengedWithBothHashes() {
        assertThat(send(request("Contact: " + CONTACT))).isEqualTo(Answer.CHALLENGED);
        SipMessage answer = answer();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.texts(HeaderName.WWW_AUTHENTICATE)).hasSize(2);
        assertThat(answer.text(HeaderName.VIA).orElse("")).endsWith(";rport=5062;received=198.51.100.7");
        assertThat(registrar.device()).isEmpty();
        assertThat(table.count()).isZero();
    }

    @Test
    void rightPassword_registers() {
        assertThat(register("Contact: " + CONTACT + ";expires=120;q=0.25", "User-Agent: Hotphone"))
                .isEqualTo(Answer.REGISTERED);
        SipMessage answer = answer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.texts(HeaderName.CONTACT)).containsExactly(CONTACT + ";expires=120;q=0.250");
        assertThat(answer.text("Date")).contains("Mon, 21 Sep 2026 14:13:20 GMT");
        assertThat(answer.text(HeaderName.TO).orElse("")).contains(";tag=");
        assertThat(registrar.device()).contains(DEVICE);
        assertThat(table.of(DEVICE)).extracting(Binding::userAgent).containsExactly("Hotphone");
    }

    @Test
    void answer_listsAllContacts() {
        register("Contact: " + CONTACT + ";expires=120;+sip.instance=\"<urn:a>\"");
        register("Contact: <sip:1001@10.0.0.2>;expires=90");
        assertThat(answer().texts(HeaderName.CONTACT))
                .containsExactlyInAnyOrder(
                        CONTACT + ";expires=120;+sip.instance=\"<urn:a>\"", "<sip:1001@10.0.0.2>;expires=90");
        assertThat(register()).isEqualTo(Answer.QUERIED);
        assertThat(answer().texts(HeaderName.CONTACT)).hasSize(2);
    }

    @Test
    void retransmission_getsTheSameAnswer() {
        fields.add("Contact: " + CONTACT);
        byte[] request = request(authorization());
        assertThat(send(request.clone())).isEqualTo(Answer.REGISTERED);
        byte[] first = answer().keep().buffer();
        assertThat(send(request)).isEqualTo(Answer.REPEATED);
        assertThat(answer().keep().buffer()).isEqualTo(first);
    }

    @Test
    void wrongPassword_looksLikeNoPassword() {
        password = "guess";
        assertThat(register("Contact: " + CONTACT)).isEqualTo(Answer.WRONG_PASSWORD);
        SipMessage answer = answer();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text(HeaderName.WWW_AUTHENTICATE).orElse("")).doesNotContain("stale");
        assertThat(registrar.device()).isEmpty();
    }

    @Test
    void replay_isChallengedAsStale() {
        fields.add("Contact: " + CONTACT);
        String authorization = authorization();
        send(request(authorization));
        cseq++;
        assertThat(send(request(authorization))).isEqualTo(Answer.STALE);
        assertThat(answer().text(HeaderName.WWW_AUTHENTICATE).orElse("")).endsWith("stale=true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip:other.example | UNKNOWN_DOMAIN",
                "sip:198.51.100.1 | UNKNOWN_DOMAIN",
                "sip:192.0.2.1:5060 | CHALLENGED",
                "sip:PBX.example;transport=tcp | CHALLENGED",
                "tel:1001 | UNKNOWN_DOMAIN"
            })
    void requestUri_mustBeOurs(String requestUri, Answer expected) {
        uri = requestUri;
        assertThat(send(request())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"sip:192.0.2.77, CHALLENGED", "sip:[2001:db8::1], CHALLENGED", "sip:pbx.example, UNKNOWN_DOMAIN"})
    void withoutDomains_anyAddressIsOurs(String requestUri, Answer expected) {
        registrar = registrar(RegistrarPolicy.usual(List.of()));
        uri = requestUri;
        assertThat(send(request())).isEqualTo(expected);
    }

    @Test
    void unknownExtension_isNamed() {
        assertThat(send(request("Require: path, gruu", "Require: foo"))).isEqualTo(Answer.BAD_EXTENSION);
        assertThat(answer().status()).isEqualTo(420);
        assertThat(answer().texts(HeaderName.UNSUPPORTED)).containsExactly("gruu", "foo");
    }

    @ParameterizedTest
    @CsvSource({
        "<sip:1002@pbx.example>, NOT_ITS_ADDRESS",
        "<sip:%31001@pbx.example>, REGISTERED",
        "<sip:1001@pbx.example;x=y>, REGISTERED",
        "<sip:pbx.example>, NOT_ITS_ADDRESS",
        "<tel:1001>, UNKNOWN_ADDRESS"
    })
    void to_mustBeTheDigestUser(String address, Answer expected) {
        to = address;
        assertThat(register("Contact: " + CONTACT)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120 | | 120",
                "'' | 90 | 90",
                "'' | | 300",
                "120 | 90 | 120",
                "abc | 90 | 300",
                "1 | | 60",
                "99999999999999999999 | | 600",
                "59 | | 60"
            })
    void expires_isReadAndBounded(String parameter, String header, int granted) {
        registrar = registrar(policy(false, false));
        String contact = "Contact: " + CONTACT + (parameter.isEmpty() ? "" : ";expires=" + parameter);
        assertThat(header == null ? register(contact) : register(contact, "Expires: " + header))
                .isEqualTo(Answer.REGISTERED);
        assertThat(answer().texts(HeaderName.CONTACT)).containsExactly(CONTACT + ";expires=" + granted);
    }

    private static RegistrarPolicy policy(boolean refuseBrief, boolean spread) {
        return new RegistrarPolicy(
                List.of("pbx.example"),
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                refuseBrief,
                spread,
                true);
    }

    @Test
    void tooBriefTime_isRefusedWhenSoConfigured() {
        registrar = registrar(policy(true, false));
        assertThat(register("Contact: " + CONTACT + ";expires=59")).isEqualTo(Answer.INTERVAL_TOO_BRIEF);
        assertThat(answer().status()).isEqualTo(423);
        assertThat(answer().number(HeaderName.MIN_EXPIRES)).isEqualTo(60);
        assertThat(register("Contact: " + CONTACT + ";expires=0")).isEqualTo(Answer.REGISTERED);
    }

    @Test
    void longTimes_areSpreadAndShortOnesAreNot() {
        Expiry expiry = new Expiry(policy(false, true), new Random(1));
        assertThat(expiry.granted(300)).isEqualTo(300);
        List<Integer> granted =
                new Random(2).ints(1_000, 600, 601).map(expiry::granted).boxed().toList();
        assertThat(granted).allMatch(seconds -> seconds >= 480 && seconds <= 600);
        assertThat(granted.stream().distinct().count()).isGreaterThan(50);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* | 0 | REGISTERED",
                "* | 1 | BAD_STAR",
                "* | '' | BAD_STAR",
                "*, <sip:1001@10.0.0.1> | 0 | BAD_STAR",
                "<mailto:a@b> | 60 | BAD_CONTACT",
                "<sip:1001@192.0.2.1> | 60 | FORBIDDEN_CONTACT",
                "<sip:1001@192.0.2.1:5060> | 60 | FORBIDDEN_CONTACT",
                "<sip:1001@192.0.2.1:5070> | 60 | REGISTERED",
                "<sip:1001@pbx.example> | 60 | FORBIDDEN_CONTACT",
                "<sip:1001@127.0.0.1> | 60 | FORBIDDEN_CONTACT",
                "<sip:1001@127.0.0.1> | 0 | REGISTERED",
                "<sip:1001@localhost> | 60 | FORBIDDEN_CONTACT",
                "<sip:1001@[::1]> | 60 | FORBIDDEN_CONTACT",
                "<sip:1001@[::ffff:127.0.0.1]> | 60 | FORBIDDEN_CONTACT",
                "<sip:1001@[ff02::1]> | 60 | FORBIDDEN_CONTACT",
                "<sip:1001@[2001:db8::9]:5060> | 60 | REGISTERED",
                "<sip:1001@[fff]> | 60 | FORBIDDEN_CONTACT",
                "<sip:1001@0.0.0.0> | 60 | FORBIDDEN_CONTACT",
                "<sip:1001@224.0.0.1> | 60 | FORBIDDEN_CONTACT",
                "<sip:1001@255.255.255.255> | 60 | FORBIDDEN_CONTACT",
                "<sip:1001@abc.invalid;transport=ws> | 60 | REGISTERED",
                "<sip:1001@10.0.0.1?Route=%3Csip:evil%3E> | 60 | REGISTERED"
            })
    void contacts_areJudged(String contact, String expires, Answer expected) {
        assertThat(
                        expires.isEmpty()
                                ? register("Contact: " + contact)
                                : register("Contact: " + contact, "Expires: " + expires))
                .isEqualTo(expected);
        assertThat(answer().status()).isEqualTo(expected.status());
    }

    @Test
    void loopbackContact_isTakenFromLoopback() {
        flow = FlowFrom.udp("127.0.0.1", 5070);
        assertThat(register("Contact: <sip:1001@127.0.0.1:5070>")).isEqualTo(Answer.REGISTERED);
        assertThat(register("Contact: <sip:1001@localhost:5070>")).isEqualTo(Answer.REGISTERED);
    }

    @Test
    void longContact_isRefused() {
        String user = "1".repeat(512 - "sip:@10.0.0.1".length());
        assertThat(register("Contact: <sip:" + user + "@10.0.0.1>")).isEqualTo(Answer.REGISTERED);
        assertThat(register("Contact: <sip:1" + user + "@10.0.0.1>")).isEqualTo(Answer.CONTACT_TOO_LONG);
    }

    @Test
    void oneBadContact_refusesAll() {
        assertThat(register("Contact: " + CONTACT, "Contact: <sip:1001@224.0.0.1>"))
                .isEqualTo(Answer.FORBIDDEN_CONTACT);
        assertThat(table.count()).isZero();
    }

    @Test
    void path_isStoredAndToldToWhoKnowsIt() {
        String path = "<sip:p1.example;lr>";
        assertThat(register("Contact: " + CONTACT, "Path: " + path)).isEqualTo(Answer.PATH_NOT_SUPPORTED);
        assertThat(answer().texts(HeaderName.UNSUPPORTED)).containsExactly("path");
        assertThat(register("Contact: " + CONTACT, "Supported: gruu, Path", "Path: " + path + ", <sip:p2;lr>"))
                .isEqualTo(Answer.REGISTERED);
        assertThat(answer().texts(HeaderName.PATH)).containsExactly(path, "<sip:p2;lr>");
        assertThat(table.of(DEVICE).get(0).path()).containsExactly(path, "<sip:p2;lr>");
    }

    @Test
    void recordRoute_isIgnored() {
        assertThat(register("Contact: " + CONTACT, "Record-Route: <sip:p;lr>")).isEqualTo(Answer.REGISTERED);
        assertThat(answer().has(HeaderName.RECORD_ROUTE)).isFalse();
        assertThat(table.of(DEVICE).get(0).path()).isEmpty();
    }

    @Test
    void lowerCseq_isRefused() {
        cseq = 10;
        register("Contact: " + CONTACT);
        cseq = 5;
        assertThat(register("Contact: " + CONTACT)).isEqualTo(Answer.OUT_OF_ORDER);
        callId = "restarted";
        assertThat(register("Contact: " + CONTACT)).isEqualTo(Answer.REGISTERED);
    }

    @Test
    void challenge_costsNoMemoryToSpeakOf() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] bytes = request("Contact: " + CONTACT);
        SipMessage message = read(bytes, bytes.length);
        rounds(message);
        long before = threads.getCurrentThreadAllocatedBytes();
        rounds(message);
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 2_000).isLessThan(64);
    }

    private void rounds(SipMessage message) {
        for (int i = 0; i < 2_000; i++) {
            if (registrar.register(message, flow, NOW) != Answer.CHALLENGED) {
                throw new AssertionError();
            }
        }
    }
}
