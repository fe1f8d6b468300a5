package org.hotdesk.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that arrive in pieces: split at each byte, cut at each byte, one behind the other. */
class StreamTest {
    private static final String OPTIONS =
            """
            OPTIONS sip:a@b SIP/2.0
            Via: SIP/2.0/TCP h;branch=z9hG4bKx
            From: <sip:a@b>;tag=1
            To: <sip:a@b>
            Call-ID: c
            CSeq: 1 OPTIONS
            """
                    .replace("\n", "\r\n");

    /** The messages a stream can carry: good ones that tell their length. */
    static List<String> files() {
        return TortureFiles.rows().stream()
                .filter(row -> "good".equals(row.verdict()) && !"inv2543".equals(row.file()))
                .map(TortureFiles.Row::file)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void cutMessage_needsMoreUntilItsLastByte(String file) {
        byte[] whole = TortureFiles.message(file);
        SipParser parser = new SipParser(SipLimits.USUAL);
        Parsed all = parser.stream(whole.clone(), 0, whole.length);
        int end = ((SipMessage) all).end();
        for (int cut = 0; cut < end; cut++) {
            byte[] piece = Arrays.copyOf(whole, cut);
            assertThat(parser.stream(piece, 0, cut)).as("cut at %d", cut).isEqualTo(Parsed.NeedMore.NEED_MORE);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void messageSplitAtEachByte_isTheSameMessage(String file) {
        byte[] whole = TortureFiles.message(file);
        String expected = told((SipMessage) new SipParser(SipLimits.USUAL).stream(whole.clone(), 0, whole.length));
        SipParser parser = new SipParser(SipLimits.USUAL);
        for (int split = 1; split < whole.length; split++) {
            byte[] buffer = whole.clone();
            Parsed first = parser.stream(buffer, 0, split);
            SipMessage message = first.fold(early -> early, more -> second(parser, buffer), wrong -> {
                throw new AssertionError(wrong.toString());
            });
            assertThat(told(message)).as("split at %d", split).isEqualTo(expected);
        }
    }

    private static SipMessage second(SipParser parser, byte[] buffer) {
        return (SipMessage) parser.stream(buffer, 0, buffer.length);
    }

    @Test
    void brokenMessages_neverThrowHoweverCut() {
        SipParser parser = new SipParser(SipLimits.USUAL);
        for (TortureFiles.Row row : TortureFiles.rows()) {
            byte[] whole = TortureFiles.message(row.file());
            for (int cut = 0; cut <= whole.length; cut++) {
                byte[] piece = Arrays.copyOf(whole, cut);
                parser.stream(piece.clone(), 0, cut);
                parser.datagram(piece, 0, cut).fold(new MessageCheck()::check, more -> row, wrong -> row);
            }
        }
    }

    @Test
    void messagesBehindEachOther_areReadInTurn() {
        byte[] two = bytes("\r\n\r\n" + OPTIONS + "Content-Length: 3\r\n\r\nabc\r\n" + OPTIONS + "l: 0\r\n\r\n");
        SipParser parser = new SipParser(SipLimits.USUAL);
        SipMessage first = (SipMessage) parser.stream(two, 0, two.length);
        assertThat(first.from()).isEqualTo(4);
        assertThat(first.body()).isEqualTo(bytes("abc"));
        SipMessage second = (SipMessage) parser.stream(two, first.end(), two.length);
        assertThat(second.end()).isEqualTo(two.length);
    }

    @Test
    void streamWithoutContentLength_isRefused() {
        assertThat(fault(OPTIONS + "\r\n")).isEqualTo(Fault.NO_CONTENT_LENGTH);
    }

    @Test
    void tooLargeBody_isRefusedBeforeItArrives() {
        assertThat(fault(OPTIONS + "Content-Length: 17000\r\n\r\n")).isEqualTo(Fault.TOO_LARGE);
        assertThat(fault(OPTIONS + "Content-Length: 99999999999999999999\r\n\r\n"))
                .isEqualTo(Fault.TOO_LARGE);
    }

    @Test
    void endlessHead_isRefusedAtTheLimit() {
        assertThat(fault("OPTIONS sip:a@b SIP/2.0\r\nX: " + "x".repeat(17_000))).isEqualTo(Fault.TOO_LARGE);
    }

    @Test
    void tooManyLines_areRefused() {
        assertThat(fault(OPTIONS + "X: y\r\n".repeat(300) + "l: 0\r\n\r\n")).isEqualTo(Fault.TOO_LARGE);
    }

    @Test
    void lineEndThatIsNotCrLf_isRefusedAtOnce() {
        assertThat(fault("OPTIONS sip:a@b SIP/2.0\nVia")).isEqualTo(Fault.HEADER_LINE);
        assertThat(fault("OPTIONS sip:a@b SIP/2.0\rVia")).isEqualTo(Fault.HEADER_LINE);
    }

    private static Fault fault(String text) {
        byte[] bytes = bytes(text);
        return ((Parsed.Wrong) new SipParser(SipLimits.USUAL).stream(bytes, 0, bytes.length)).fault();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String told(SipMessage message) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(message.body());
        StringBuilder out = new StringBuilder(message.toString());
        for (int line = 0; line < message.lines(); line++) {
            out.append('\n').append(message.nameText(line)).append('=').append(message.valueText(line));
        }
        return out.append('\n')
                .append(body.toString(StandardCharsets.ISO_8859_1))
                .toString();
    }
}
