package org.hotdesk.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What RFC 5118 §4 tries with IPv6, as far as reading and writing of messages goes. */
class Ipv6MessagesTest {
    private static final InetSocketAddress SOURCE = source(0);

    private static InetSocketAddress source(int zone) {
        try {
            byte[] address = {(byte) 0xfe, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9};
            return new InetSocketAddress(
                    zone == 0 ? Inet6Address.getByAddress(address) : Inet6Address.getByAddress("", address, zone),
                    5062);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    private static byte[] message(String uri, String via, String contact) {
        String text = "OPTIONS " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP " + via + ";branch=z9hG4bKas3-111\r\n"
                + "To: sip:user@example.com\r\nFrom: sip:user@example.com;tag=81x2\r\nMax-Forwards: 70\r\n"
                + "Contact: <sip:user@" + contact + ">\r\nCall-ID: SSG9559905523997077@hlau_4100\r\n"
                + "CSeq: 98176 OPTIONS\r\nContent-Length: 0\r\n\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Parsed read(byte[] bytes) {
        Parsed parsed = new SipParser(SipLimits.USUAL).datagram(bytes, 0, bytes.length);
        return parsed instanceof SipMessage message
                ? new MessageCheck().check(message).map(Parsed.class::cast).orElse(message)
                : parsed;
    }

    private static SipMessage good(String uri, String via, String contact) {
        Parsed parsed = read(message(uri, via, contact));
        assertThat(parsed).isInstanceOf(SipMessage.class);
        return (SipMessage) parsed;
    }

    // §4.1, 4.3, 4.4, 4.9: with a port in the brackets it is part of the address, behind them it is the port.
    @ParameterizedTest
    @CsvSource({
        "sip:[2001:db8::10], [2001:db8::10], 5060",
        "sip:[2001:db8::10:5070], [2001:db8::10:5070], 5060",
        "sip:[2001:db8::10]:5070, [2001:db8::10], 5070",
        "sip:user@[::ffff:192.0.2.10]:19823, [::ffff:192.0.2.10], 19823",
    })
    void reference_endsAtItsBracket(String uri, String host, int port) {
        SipMessage message = good(uri, "[2001:db8::9:1]", "[2001:db8::9:1]");
        Uri read = Uri.parse(message.requestUri()).orElseThrow();
        assertThat(read.host()).isEqualTo(host);
        assertThat(read.port(5060)).isEqualTo(port);
    }

    // §4.2.
    @ParameterizedTest
    @CsvSource({"sip:2001:db8::10", "sip:user@2001:db8::10", "sip:user@[2001:db8::10"})
    void addressWithoutBrackets_isRefused(String uri) {
        assertThat(read(message(uri, "[2001:db8::9:1]", "[2001:db8::9:1]")))
                .isInstanceOfSatisfying(
                        Parsed.Wrong.class, wrong -> assertThat(wrong.fault()).isEqualTo(Fault.REQUEST_URI));
    }

    // §4.10: the grammar of RFC 3261 let three colons pass, so we do; nothing is ever sent to what stands there.
    @Test
    void threeColons_areTaken() {
        SipMessage message = good("sip:user@[2001:db8:::192.0.2.1]", "[2001:db8::9:1]", "[2001:db8::9:1]");
        assertThat(message.requestUri()).endsWith("[2001:db8:::192.0.2.1]");
    }

    // §4.5: with brackets or without, both are met.
    @ParameterizedTest
    @CsvSource({"[2001:db8::9:255]", "2001:db8::9:255"})
    void received_isReadInBothForms(String address) {
        SipMessage message = good("sip:[2001:db8::10]", "[2001:db8::9:1];received=" + address, "[2001:db8::9:1]");
        assertThat(Via.top(message).orElseThrow().params().value("received")).contains(address);
    }

    // §4.8: both versions in one message.
    @Test
    void bothVersionsInOneMessage_areRead() {
        String vias = "[2001:db8::9:1]:6050;branch=z9hG4bKas3-112\r\nVia: SIP/2.0/UDP 192.0.2.1";
        SipMessage message = good("sip:user@[2001:db8::10]", vias, "[2001:db8::9:1]");
        assertThat(message.texts(HeaderName.VIA)).hasSize(2);
        assertThat(Via.top(message).orElseThrow().port(0)).isEqualTo(6050);
    }

    @Test
    void answerAndCopy_tellAnIpv6SourceWithoutItsZone() {
        for (InetSocketAddress source : new InetSocketAddress[] {SOURCE, source(3)}) {
            SipMessage message = good("sip:[2001:db8::10]", "[2001:db8::9:1];rport", "[2001:db8::9:1]");
            byte[] answer =
                    new SipWriter().answer(message, source, 200, "OK", "t").bytes();
            byte[] copy = new SipRelay().of(message).source(source).write().copy();
            for (byte[] written : new byte[][] {answer, copy}) {
                SipMessage again = (SipMessage) read(written);
                assertThat(Via.top(again).orElseThrow().params().value("received"))
                        .contains("fe80:0:0:0:0:0:0:9");
                assertThat(Via.top(again).orElseThrow().params().value("rport")).contains("5062");
            }
        }
    }
}
