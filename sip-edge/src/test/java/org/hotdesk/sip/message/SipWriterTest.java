package org.hotdesk.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipWriterTest {
    private static final String LETTERS = "abcXYZ019 -.!%*_+`'~\"<>;,=@()[]{}?/\\:äжⅷ";

    private record Field(String name, String value) {}

    @Test
    void generatedMessage_isReadAsWritten() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        SipWriter writer = new SipWriter();
        SipParser parser = new SipParser(new SipLimits(65_535, 1024));
        for (int round = 0; round < 3_000; round++) {
            List<Field> fields = fields(random);
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            writer.request("NOTIFY", "sip:" + round + "@[::1]:5060;transport=udp");
            fields.forEach(field -> writer.header(field.name(), field.value()));
            byte[] bytes = writer.bytes("x/y", body);
            SipMessage message = read(parser, bytes, seed);
            assertThat(message.method()).isEqualTo("NOTIFY");
            assertThat(message.requestUri()).isEqualTo("sip:" + round + "@[::1]:5060;transport=udp");
            assertThat(fieldsOf(message, fields.size())).as("seed %d", seed).isEqualTo(fields);
            assertThat(message.body()).isEqualTo(body);
            assertThat(message.end()).isEqualTo(bytes.length);
        }
    }

    private static SipMessage read(SipParser parser, byte[] bytes, long seed) {
        Parsed parsed = parser.stream(bytes, 0, bytes.length);
        assertThat(parsed).as("seed %d", seed).isInstanceOf(SipMessage.class);
        return (SipMessage) parsed;
    }

    private static List<Field> fields(Random random) {
        List<Field> fields = new ArrayList<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            StringBuilder value = new StringBuilder();
            for (int c = random.nextInt(60); c > 0; c--) {
                value.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            fields.add(new Field("X-" + random.nextInt(1000), value.toString().strip()));
        }
        return fields;
    }

    private static List<Field> fieldsOf(SipMessage message, int count) {
        List<Field> fields = new ArrayList<>();
        for (int line = 0; line < count; line++) {
            fields.add(new Field(message.nameText(line), message.valueText(line)));
        }
        return fields;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX: y", "a\nb", "a\rb", "a\0b"})
    void lineEndOrNullInAValue_isRefused(String value) {
        SipWriter writer = new SipWriter().request("OPTIONS", "sip:a@b");
        assertThatThrownBy(() -> writer.header(HeaderName.SUBJECT, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(value);
        assertThatThrownBy(() -> writer.header("X" + value, "v")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.request("OPTIONS", "sip:" + value))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.request(value, "sip:a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.response(200, value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answer_tellsSourceAndAddsTag() throws UnknownHostException {
        SipMessage answer = answered("SIP/2.0/UDP phone.example:5070;rport;branch=z9hG4bK1");
        assertThat(answer.texts(HeaderName.VIA))
                .containsExactly(
                        "SIP/2.0/UDP phone.example:5070;rport=40000;branch=z9hG4bK1;received=127.0.0.9",
                        "SIP/2.0/UDP second");
        assertThat(answer.text(HeaderName.TO)).contains("<sip:b@h>;tag=ours");
        assertThat(answer.text(HeaderName.CSEQ)).contains("7 OPTIONS");
        assertThat(answer.status()).isEqualTo(486);
    }

    @Test
    void answerToAnHonestVia_addsNothing() throws UnknownHostException {
        assertThat(answered("SIP/2.0/UDP 127.0.0.9:5070;branch=z9hG4bK1").texts(HeaderName.VIA))
                .startsWith("SIP/2.0/UDP 127.0.0.9:5070;branch=z9hG4bK1");
    }

    private static SipMessage answered(String via) throws UnknownHostException {
        byte[] request = new SipWriter()
                .request("OPTIONS", "sip:b@h")
                .header(HeaderName.VIA, via)
                .header(HeaderName.VIA, "SIP/2.0/UDP second")
                .header(HeaderName.FROM, "<sip:a@h>;tag=a")
                .header("t", "<sip:b@h>")
                .header(HeaderName.CALL_ID, "c")
                .header(HeaderName.CSEQ, "7 OPTIONS")
                .bytes();
        SipMessage message = (SipMessage) new SipParser(SipLimits.USUAL).datagram(request, 0, request.length);
        InetSocketAddress source = new InetSocketAddress(InetAddress.getByName("127.0.0.9"), 40_000);
        byte[] answer = new SipWriter()
                .answer(message, source, 486, "Busy Here", "ours")
                .bytes();
        assertThat(new String(answer, StandardCharsets.UTF_8)).endsWith("Content-Length: 0\r\n\r\n");
        return (SipMessage) new SipParser(SipLimits.USUAL).datagram(answer, 0, answer.length);
    }
}
