package org.hotdesk.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The 49 messages of RFC 4475 against the table {@code torture/verdicts.txt}. */
class TortureTest {
    private final SipParser parser = new SipParser(SipLimits.USUAL);

    static List<TortureFiles.Row> rows() {
        return TortureFiles.rows();
    }

    @Test
    void table_hasAllMessagesOfTheRfc() {
        assertThat(rows()).hasSize(49).extracting(TortureFiles.Row::file).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void message_getsItsVerdict(TortureFiles.Row row) {
        Optional<Parsed.Wrong> wrong = judge(TortureFiles.message(row.file()));
        assertThat(wrong.map(w -> w.fault().name()).orElse("")).isEqualTo(row.fault());
        assertThat(wrong.map(TortureTest::verdict).orElse("good")).isEqualTo(row.verdict());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void refusedRequest_canBeAnswered(TortureFiles.Row row) {
        InetSocketAddress source = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5062);
        Optional<Parsed.Wrong> wrong = judge(TortureFiles.message(row.file()));
        Optional<SipMessage> request = wrong.flatMap(Parsed.Wrong::head).filter(SipMessage::isRequest);
        request.ifPresent(head -> {
            Fault fault = wrong.get().fault();
            byte[] answer = new SipWriter()
                    .answer(head, source, fault.status(), fault.phrase(), "t1")
                    .bytes();
            Parsed parsed = new SipParser(SipLimits.USUAL).datagram(answer, 0, answer.length);
            assertThat(parsed).isInstanceOf(SipMessage.class);
            assertThat(((SipMessage) parsed).status()).isEqualTo(fault.status());
        });
    }

    @Test
    void wsinv_isReadThroughFoldsAndCompactNames() {
        SipMessage message = good("wsinv");
        assertThat(message.texts(HeaderName.VIA)).hasSize(3);
        assertThat(Via.top(message).orElseThrow().branch()).contains("390skdjuw");
        NameAddr from = NameAddr.of(message, HeaderName.FROM).orElseThrow();
        assertThat(from.displayName()).isEqualTo("J Rosenberg \\\"");
        assertThat(from.tag()).contains("98asjd8");
        NameAddr contact = NameAddr.of(message, HeaderName.CONTACT).orElseThrow();
        assertThat(contact.displayName()).isEqualTo("Quoted string \"\"");
        assertThat(contact.params().value("q")).contains("0.33");
        assertThat(contact.params().value("newparam")).contains("newvalue");
        assertThat(message.number(HeaderName.MAX_FORWARDS)).isEqualTo(68);
        assertThat(CSeq.of(message).orElseThrow().number()).isEqualTo(9);
        assertThat(message.text("newfangledHEADER"))
                .hasValueSatisfying(
                        v -> assertThat(v).startsWith("newfangled value").endsWith("continued newfangled value"));
    }

    @Test
    void esc01_isNotSplitAtTheEscapedAt() {
        Uri uri = Uri.parse(good("esc01").requestUri()).orElseThrow();
        assertThat(uri.user()).isEqualTo("sips:user@example.com");
        assertThat(uri.host()).isEqualTo("example.net");
    }

    @Test
    void escnull_keepsTheNull() {
        SipMessage message = good("escnull");
        assertThat(NameAddr.of(message, HeaderName.TO).orElseThrow().uri().user())
                .isEqualTo("null-\0-null");
        assertThat(message.texts(HeaderName.CONTACT)).hasSize(2);
    }

    @Test
    void esc02_isNoRegister() {
        SipMessage message = good("esc02");
        assertThat(message.isMethod("REGISTER")).isFalse();
        assertThat(message.method()).isEqualTo("RE%47IST%45R");
        assertThat(message.texts(HeaderName.CONTACT)).hasSize(2);
    }

    @Test
    void dblreq_endsAtItsContentLength() {
        SipMessage message = good("dblreq");
        assertThat(message.method()).isEqualTo("REGISTER");
        assertThat(message.end()).isLessThan(TortureFiles.message("dblreq").length);
        assertThat(message.body()).isEmpty();
    }

    @Test
    void semiuri_keepsTheSemicolonInTheUser() {
        Uri uri = Uri.parse(good("semiuri").requestUri()).orElseThrow();
        assertThat(uri.user()).isEqualTo("user;par=u@example.net");
        assertThat(uri.host()).isEqualTo("example.com");
    }

    @Test
    void cparam_belongsToHeaderWithoutBracketsAndToUriWithin() {
        NameAddr bare = NameAddr.of(good("cparam01"), HeaderName.CONTACT).orElseThrow();
        assertThat(bare.params().find("unknownparam")).isTrue();
        NameAddr bracketed = NameAddr.of(good("cparam02"), HeaderName.CONTACT).orElseThrow();
        assertThat(bracketed.params().find("unknownparam")).isFalse();
        assertThat(bracketed.uri().params().find("unknownparam")).isTrue();
    }

    @Test
    void regescrt_keepsTheRouteAsData() {
        NameAddr contact = NameAddr.of(good("regescrt"), HeaderName.CONTACT).orElseThrow();
        assertThat(contact.uri().hasHeaders()).isTrue();
        assertThat(contact.uri().text()).endsWith("?Route=%3Csip:sip.example.com%3E");
    }

    @Test
    void noreason_hasAnEmptyPhrase() {
        assertThat(good("noreason").phrase()).isEmpty();
        assertThat(good("unreason").phrase()).startsWith("= 2**3 * 5**2 но сто девяносто");
    }

    private SipMessage good(String file) {
        byte[] bytes = TortureFiles.message(file);
        assertThat(judge(bytes)).isEmpty();
        return ((SipMessage) new SipParser(SipLimits.USUAL).datagram(bytes, 0, bytes.length)).keep();
    }

    private Optional<Parsed.Wrong> judge(byte[] bytes) {
        return parser.datagram(bytes, 0, bytes.length)
                .fold(
                        message -> new MessageCheck().check(message),
                        more -> {
                            throw new AssertionError("a datagram never needs more");
                        },
                        Optional::of);
    }

    private static String verdict(Parsed.Wrong wrong) {
        boolean request = wrong.head().map(SipMessage::isRequest).orElse(false);
        return request ? Integer.toString(wrong.fault().status()) : "drop";
    }
}
