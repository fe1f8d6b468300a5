package org.hotdesk.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hotdesk.sip.message.SipLimits;
import org.hotdesk.sip.message.SipParser;
import org.junit.jupiter.api.Test;

class StreamFramerTest {
    private static final String A = "OPTIONS sip:a@b SIP/2.0\r\nCall-ID: 1\r\nContent-Length: 0\r\n\r\n";
    private static final String B =
            "MESSAGE sip:a@b SIP/2.0\r\nSubject: x\r\n y\r\nContent-Length: 7\r\n\r\n\r\n\r\nabc";
    private static final SipLimits LIMITS = new SipLimits(1024, 32);

    private final List<String> seen = new ArrayList<>();
    private final StreamFramer framer = framer();

    private StreamFramer framer() {
        return new StreamFramer(new SipParser(LIMITS), LIMITS.messageBytes(), new StreamFramer.Sink() {
            @Override
            public void message(byte[] bytes) {
                seen.add(new String(bytes, StandardCharsets.ISO_8859_1));
            }

            @Override
            public void ping() {
                seen.add("ping");
            }

            @Override
            public void wrong(byte[] bytes) {
                seen.add("wrong " + bytes.length);
            }
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The parser unfolds in place. */
    private static String unfolded(String message) {
        return message.replace("\r\n y", "   y");
    }

    @Test
    void messagesCutAtEachByte_comeOutWhole() {
        byte[] all = bytes(A + B + A);
        for (int cut = 0; cut <= all.length; cut++) {
            seen.clear();
            StreamFramer one = framer();
            one.feed(Arrays.copyOfRange(all, 0, cut));
            one.feed(Arrays.copyOfRange(all, cut, all.length));
            assertThat(seen).as("cut at %d", cut).containsExactly(A, unfolded(B), A);
            assertThat(one.isInside()).isFalse();
        }
    }

    @Test
    void messagesByteForByte_comeOutWhole() {
        for (byte each : bytes(A + B + A)) {
            framer.feed(new byte[] {each});
        }
        assertThat(seen).containsExactly(A, unfolded(B), A);
    }

    @Test
    void messagesInAnyPieces_comeOutWhole() {
        long seed = 99;
        Random random = new Random(seed);
        byte[] all = bytes((A + B).repeat(200));
        for (int at = 0; at < all.length; ) {
            int length = Math.min(all.length - at, 1 + random.nextInt(300));
            framer.feed(Arrays.copyOfRange(all, at, at + length));
            at += length;
        }
        assertThat(seen).as("seed %d", seed).hasSize(400);
        assertThat(seen.stream().distinct()).containsExactly(A, unfolded(B));
    }

    @Test
    void cutOff_isInsideAndHandsOverNothing() {
        byte[] all = bytes(B);
        for (int cut = 1; cut < all.length; cut++) {
            StreamFramer one = framer();
            one.feed(Arrays.copyOf(all, cut));
            assertThat(one.isInside()).as("cut at %d", cut).isTrue();
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void twoLineEnds_areAPing_oneIsNothing() {
        framer.feed(bytes("\r\n"));
        assertThat(seen).isEmpty();
        framer.feed(bytes("\r"));
        framer.feed(bytes("\n"));
        assertThat(seen).containsExactly("ping");
        assertThat(framer.isInside()).isFalse();
        framer.feed(bytes("\r\n\r\n\r\n\r\n" + A));
        assertThat(seen).as("one answer for each read").containsExactly("ping", A, "ping");
    }

    @Test
    void noLength_isWrong_andNothingComesBehind() {
        framer.feed(bytes("OPTIONS sip:a@b SIP/2.0\r\nCall-ID: 1\r\n\r\n"));
        framer.feed(bytes(A));
        assertThat(seen).containsExactly("wrong 39");
    }

    @Test
    void bareLineFeed_isWrongAtOnce() {
        framer.feed(bytes("OPTIONS sip:a@b SIP/2.0\n"));
        assertThat(seen).containsExactly("wrong 24");
    }

    @Test
    void headWithoutEnd_isWrongAtTheLimit() {
        byte[] noise = bytes("x".repeat(LIMITS.messageBytes()));
        for (byte each : noise) {
            assertThat(seen).isEmpty();
            framer.feed(new byte[] {each});
        }
        assertThat(seen).containsExactly("wrong " + LIMITS.messageBytes());
    }

    @Test
    void bodyBeyondTheLimit_isWrongBeforeItComes() {
        framer.feed(bytes("MESSAGE sip:a@b SIP/2.0\r\nContent-Length: 2000\r\n\r\n"));
        assertThat(seen).containsExactly("wrong 49");
    }

    @Test
    void noise_neverThrows() {
        long seed = 7;
        Random random = new Random(seed);
        String alphabet = "\r\n :aSIP/2.0";
        for (int round = 0; round < 2_000; round++) {
            StreamFramer one = framer();
            for (int piece = 0; piece < 4; piece++) {
                byte[] bytes = new byte[random.nextInt(40)];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
                }
                one.feed(bytes);
            }
        }
        assertThat(seen).as("seed %d", seed).isNotEmpty();
    }
}
