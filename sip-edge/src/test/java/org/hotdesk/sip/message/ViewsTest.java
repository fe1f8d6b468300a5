package org.hotdesk.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** URI, name-addr, Via, CSeq and parameters, one value at a time. */
class ViewsTest {
    @Test
    void uri_hasItsParts() {
        Uri uri = uri("SIPS:a%20b:pw@[2001:db8::1]:5061;transport=tls;lr?Subject=x&a=");
        assertThat(uri.scheme()).isEqualTo("sips");
        assertThat(uri.user()).isEqualTo("a b");
        assertThat(uri.host()).isEqualTo("[2001:db8::1]");
        assertThat(uri.port(5060)).isEqualTo(5061);
        assertThat(uri.params().value("transport")).contains("tls");
        assertThat(uri.params().value("lr")).contains("");
        assertThat(uri.params().value("maddr")).isEmpty();
        assertThat(uri.hasHeaders()).isTrue();
    }

    @Test
    void uriWithoutUserAndPort_hasNone() {
        Uri uri = uri("sip:example.com");
        assertThat(uri.hasUser()).isFalse();
        assertThat(uri.port(5060)).isEqualTo(5060);
        assertThat(uri.hasHeaders()).isFalse();
        assertThat(uri("sip:*11201*1234#@h").user()).isEqualTo("*11201*1234#");
        assertThat(uri("tel:+1-201-555-0123;x=y").isSip()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sip:",
                "sip",
                ":a@b",
                "sip:@b",
                "sip:a@",
                "sip:a@b@c",
                "sip:a@b:",
                "sip:a@b:65536",
                "sip:a@b:x",
                "sip:a@[::1",
                "sip:a@[]",
                "sip:a%2@b",
                "sip:a%zz@b",
                "sip:a@b;",
                "sip:a@b;;x",
                "sip:a@b;x=%",
                "sip:a@b?",
                "sip:a b@c",
                "sip:a\"@c",
                "sip:a@b>",
                "sip:a@b;x=\"y\"",
                "tel:",
                "x y:z",
                "sip:<a@b>"
            })
    void wrongUri_isNone(String text) {
        assertThat(Uri.parse(text)).isEmpty();
    }

    @Test
    void nameAddr_inItsForms() {
        assertThat(address("<sip:a@b>").displayName()).isEmpty();
        assertThat(address("Ann Lee  <sip:a@b>;tag=1").displayName()).isEqualTo("Ann Lee");
        assertThat(address("\"A, \\\"B\\\" <x>\" <sip:a@b> ; tag = 1").displayName())
                .isEqualTo("A, \"B\" <x>");
        assertThat(address("\"A\" <sip:a@b> ; tag = 1").tag()).contains("1");
        assertThat(address("sip:a@b;tag=1").tag()).contains("1");
        assertThat(address("sip:a@b;tag=1").uri().params().find("tag")).isFalse();
        assertThat(address("<sip:a@b;tag=no>").tag()).isEmpty();
        assertThat(address("<sip:a@b>;+sip.instance=\"<urn:uuid:1>\"").params().value("+sip.instance"))
                .contains("<urn:uuid:1>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"a",
                "\"a\"",
                "\"a\" sip:a@b",
                "a, b <sip:a@b>",
                "< sip:a@b>",
                "<sip:a@b >",
                "<sip:a@b",
                "<>",
                "sip:a@b?x=y",
                "sip:a@b,c",
                "<sip:a@b> x",
                "<sip:a@b>;",
                "<sip:a@b>;=x",
                "<sip:a@b>;x=",
                "<sip:a@b>;x=\"y"
            })
    void wrongNameAddr_isFaulty(String text) {
        byte[] bytes = StreamTest.bytes(text);
        assertThat(new NameAddr().read(bytes, 0, bytes.length)).isBetween(0, bytes.length);
    }

    @Test
    void via_hasItsParts() {
        Via via = new Via();
        byte[] bytes = StreamTest.bytes("SIP / 2.0 / WSS [::1] : 5061 ;branch=z9hG4bKx;received=2001:db8::9;rport");
        assertThat(via.read(bytes, 0, bytes.length)).isNegative();
        assertThat(via.transport()).isEqualTo("WSS");
        assertThat(via.host()).isEqualTo("[::1]");
        assertThat(via.port(5060)).isEqualTo(5061);
        assertThat(via.branch()).contains("z9hG4bKx");
        assertThat(via.params().value("received")).contains("2001:db8::9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "SIP/2.0/UDP", "SIP/2.0/ h", "SIP/3.0/UDP h", "SIP/2.0/UDP h:", "SIP/2.0/UDP h;;x", "h;x"})
    void wrongVia_isFaulty(String text) {
        byte[] bytes = StreamTest.bytes(text);
        assertThat(new Via().read(bytes, 0, bytes.length)).isBetween(0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "INVITE", "1INVITE", "-1 INVITE", "2147483648 INVITE", "1 INVITE x", "1 IN\"VITE"})
    void wrongCSeq_isFaulty(String text) {
        byte[] bytes = StreamTest.bytes(text);
        assertThat(new CSeq().read(bytes, 0, bytes.length)).isBetween(0, bytes.length);
    }

    @Test
    void listField_isPartedAtItsCommasOnly() {
        SipMessage message = message("m: \"a,b\" <sip:a,b@c>;x=\"y,z\", <sip:d@e>,", "Contact: *", "Date: a, b");
        assertThat(message.texts(HeaderName.CONTACT))
                .containsExactly("\"a,b\" <sip:a,b@c>;x=\"y,z\"", "<sip:d@e>", "", "*");
        assertThat(message.text("date")).contains("a, b");
    }

    @Test
    void header_isFoundByEachOfItsNames() {
        for (HeaderName name : HeaderName.values()) {
            if (name != HeaderName.OTHER) {
                assertThat(message(name.text().toUpperCase(Locale.ROOT) + " : 0")
                                .text(name))
                        .contains("0");
                name.compact()
                        .ifPresent(c -> assertThat(message(c + ":0").text(name)).contains("0"));
            }
        }
        assertThat(message("z: 0").name(0)).isEqualTo(HeaderName.OTHER);
    }

    @Test
    void keptMessage_outlivesItsBuffer() {
        byte[] bytes = StreamTest.bytes("\r\nSIP/2.0 200 OK fine\r\nSubject: s\r\nl: 1\r\n\r\nb");
        SipMessage kept = ((SipMessage) new SipParser(SipLimits.USUAL).datagram(bytes, 0, bytes.length)).keep();
        Arrays.fill(bytes, (byte) 'x');
        assertThat(kept.phrase()).isEqualTo("OK fine");
        assertThat(kept.text(HeaderName.SUBJECT)).isEqualTo(Optional.of("s"));
        assertThat(kept.body()).isEqualTo(StreamTest.bytes("b"));
    }

    @Test
    void keepAlive_isToldApartFromNoise() {
        for (String empty : List.of("", "\r\n", "\r\n\r\n")) {
            byte[] bytes = StreamTest.bytes(empty);
            Parsed parsed = new SipParser(SipLimits.USUAL).datagram(bytes, 0, bytes.length);
            assertThat(((Parsed.Wrong) parsed).fault()).isEqualTo(Fault.EMPTY);
        }
    }

    private static Uri uri(String text) {
        return Uri.parse(text).orElseThrow();
    }

    private static NameAddr address(String text) {
        byte[] bytes = StreamTest.bytes(text);
        NameAddr view = new NameAddr();
        assertThat(view.read(bytes, 0, bytes.length)).isNegative();
        return view;
    }

    private static SipMessage message(String... lines) {
        byte[] bytes = StreamTest.bytes("SIP/2.0 200 OK\r\n" + String.join("\r\n", lines) + "\r\n\r\n");
        return ((SipMessage) new SipParser(SipLimits.USUAL).datagram(bytes, 0, bytes.length)).keep();
    }
}
