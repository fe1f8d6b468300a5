package org.hotdesk.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.hotdesk.sip.peer.RecordedFlow;
import org.junit.jupiter.api.Test;

class SipRelayTest {
    private static final InetSocketAddress SOURCE = RecordedFlow.address(192, 0, 2, 9, 1024);
    private static final String HEAD = "INVITE sip:201@x SIP/2.0\r\n";
    private static final String REST = "f: <sip:a@x>;tag=a\r\nTo: <sip:b@x>\r\ni: c\r\nCSeq: 1 INVITE\r\n";
    private static final String VIAS = "v: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1;rport, SIP/2.0/UDP 10.0.0.2\r\n";
    private static final String END = "Content-Length: 4\r\n\r\nbody";

    private final SipRelay relay = new SipRelay();

    private SipRelay of(String text) {
        byte[] bytes = StreamTest.bytes(text);
        return relay.of(new SipParser(SipLimits.USUAL)
                .datagram(bytes, 0, bytes.length)
                .fold(message -> message, more -> fail(), wrong -> fail()));
    }

    private static SipMessage fail() {
        throw new AssertionError("not read");
    }

    @Test
    void nothingChanged_isTheSameBytes() {
        for (TortureFiles.Row row : TortureFiles.rows()) {
            byte[] bytes = TortureFiles.message(row.file());
            if (new SipParser(SipLimits.USUAL).datagram(bytes, 0, bytes.length) instanceof SipMessage message
                    && message.has(HeaderName.CONTENT_LENGTH)) {
                byte[] same = Arrays.copyOfRange(bytes, message.from(), message.end());
                assertThat(relay.of(message).write().copy()).as(row.file()).isEqualTo(same);
                assertThat(relay.of(message.keep()).write().copy())
                        .as(row.file())
                        .isEqualTo(same);
            }
        }
    }

    @Test
    void request_getsViaOnTop_andTellsItsSource() {
        String out = of(HEAD + "Max-Forwards: 70\r\n" + VIAS + REST + END)
                .pushVia("SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx")
                .onTop(HeaderName.RECORD_ROUTE, "<sip:t@127.0.0.1;lr>")
                .source(SOURCE)
                .hops(69)
                .uri("sip:00000001@127.0.0.1:5080")
                .write()
                .toString();
        assertThat(out)
                .isEqualTo("INVITE sip:00000001@127.0.0.1:5080 SIP/2.0\r\n"
                        + "Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx\r\nRecord-Route: <sip:t@127.0.0.1;lr>\r\n"
                        + "Max-Forwards: 69\r\n"
                        + "v: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1;rport=1024;received=192.0.2.9, SIP/2.0/UDP 10.0.0.2\r\n"
                        + REST + END);
    }

    @Test
    void sourceEqualToSentBy_isNotTold() {
        String via = "Via: SIP/2.0/UDP 192.0.2.9:1024;branch=z9hG4bK1\r\n";
        assertThat(of(HEAD + via + REST + END).source(SOURCE).write().toString())
                .isEqualTo(HEAD + via + REST + END);
    }

    @Test
    void hopsThatLack_areAdded() {
        assertThat(of(HEAD + VIAS + REST + END).hops(70).write().toString())
                .isEqualTo(HEAD + VIAS + REST + "Content-Length: 4\r\nMax-Forwards: 70\r\n\r\nbody");
    }

    @Test
    void lengthThatLacks_isAdded() {
        assertThat(of(HEAD + VIAS + REST + "\r\nbody").write().toString())
                .isEqualTo(HEAD + VIAS + REST + "Content-Length: 4\r\n\r\nbody");
    }

    @Test
    void response_losesTheTopmostViaOnly() {
        String status = "SIP/2.0 200 OK\r\n";
        assertThat(of(status + VIAS + REST + END).popVia().write().toString())
                .isEqualTo(status + "Via: SIP/2.0/UDP 10.0.0.2\r\n" + REST + END);
        assertThat(of(status + "Via: SIP/2.0/UDP a\r\nX: 1\r\nvia: SIP/2.0/UDP b, SIP/2.0/UDP c\r\n" + REST + END)
                        .popVia()
                        .write()
                        .toString())
                .isEqualTo(status + "X: 1\r\nvia: SIP/2.0/UDP b, SIP/2.0/UDP c\r\n" + REST + END);
    }

    @Test
    void status_isReplaced() {
        assertThat(of("SIP/2.0 503 Away\r\n" + VIAS + REST + END)
                        .status(500, "Server Internal Error")
                        .write()
                        .toString())
                .startsWith("SIP/2.0 500 Server Internal Error\r\nv: ");
    }

    @Test
    void halfALineEndInThePhrase_isNoStatusLine() {
        byte[] bytes = StreamTest.bytes("SIP/2.0 200 O\nX: y\r\n" + VIAS + REST + END);
        Parsed parsed = new SipParser(SipLimits.USUAL).datagram(bytes, 0, bytes.length);
        assertThat(parsed.fold(message -> Fault.EMPTY, more -> Fault.EMPTY, Parsed.Wrong::fault))
                .isEqualTo(Fault.START_LINE);
    }

    @Test
    void routes_areDroppedFromTheTopAndTheEnd() {
        String routes = "Route: <sip:1;lr>, \"a, b\" <sip:2;lr>\r\nX: y\r\nROUTE: <sip:3;lr>\r\n";
        String text = HEAD + VIAS + routes + REST + END;
        assertThat(of(text).dropRoutes(1).write().toString())
                .isEqualTo(HEAD + VIAS + "Route: \"a, b\" <sip:2;lr>\r\nRoute: <sip:3;lr>\r\nX: y\r\n" + REST + END);
        assertThat(of(text).dropRoutes(1).dropLastRoute().write().toString())
                .isEqualTo(HEAD + VIAS + "Route: \"a, b\" <sip:2;lr>\r\nX: y\r\n" + REST + END);
        assertThat(of(text).dropRoutes(3).write().toString()).isEqualTo(HEAD + VIAS + "X: y\r\n" + REST + END);
        assertThat(of(text).write().toString()).isEqualTo(text);
    }

    @Test
    void namedFields_areLeftOut() {
        Set<HeaderName> names = EnumSet.of(HeaderName.P_ASSERTED_IDENTITY, HeaderName.IDENTITY);
        String forged = "P-Asserted-Identity: <sip:boss@x>\r\nY: forged\r\np-asserted-identity: <tel:1>\r\n";
        assertThat(of(HEAD + VIAS + forged + REST + END)
                        .remove(names)
                        .add(HeaderName.P_ASSERTED_IDENTITY, "<sip:7001@x>")
                        .write()
                        .toString())
                .isEqualTo(HEAD + VIAS + REST + "Content-Length: 4\r\nP-Asserted-Identity: <sip:7001@x>\r\n\r\nbody");
    }

    @Test
    void credentials_areLeftOutForOurRealmAlone() {
        String ours = "Proxy-Authorization: Digest username=\"1\", realm=\"hotdesk\"\r\n";
        String other = "Proxy-Authorization: Digest username=\"1\", realm=\"other\"\r\n";
        assertThat(of(HEAD + VIAS + ours + other + REST + END)
                        .removeCredentials("hotdesk")
                        .write()
                        .toString())
                .isEqualTo(HEAD + VIAS + other + REST + END);
    }

    @Test
    void foldedField_survives() {
        String folded = "Subject: one\r\n two\r\n";
        assertThat(of(HEAD + folded + VIAS + REST + END).hops(3).write().toString())
                .contains("Subject: one   two\r\n", "Max-Forwards: 3\r\n");
    }

    @Test
    void lineEndInWhatIsAdded_isRefused() {
        of(HEAD + VIAS + REST + END);
        assertThatThrownBy(() -> relay.onTop(HeaderName.ROUTE, "<sip:a>\r\nX: y"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> relay.uri("sip:a b")).isInstanceOf(IllegalArgumentException.class);
    }
}
