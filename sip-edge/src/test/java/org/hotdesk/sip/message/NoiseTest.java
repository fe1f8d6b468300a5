package org.hotdesk.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hotdesk.sip.digest.Challenge;
import org.hotdesk.sip.digest.Credentials;
import org.junit.jupiter.api.Test;

/**
 * Mutated torture messages and plain noise: nothing is thrown, whatever is read. The number of rounds is
 * {@code -Dhotdesk.noise=1000000}, the seed is in the message of a failure.
 */
class NoiseTest {
    private static final InetSocketAddress SOURCE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5060);
    private static final byte[] SPICE = StreamTest.bytes("\r\n \t\"<>;,:=@%\\/?[]()\0");

    private final SipParser parser = new SipParser(SipLimits.USUAL);
    private final MessageCheck check = new MessageCheck();
    private final SipWriter writer = new SipWriter();

    @Test
    void mutatedMessages_neverThrow() {
        List<byte[]> seeds = TortureFiles.rows().stream()
                .map(row -> TortureFiles.message(row.file()))
                .toList();
        int rounds = Integer.getInteger("hotdesk.noise", 50_000);
        long seed = Long.getLong("hotdesk.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int round = 0; round < rounds; round++) {
            byte[] bytes = mutated(seeds.get(random.nextInt(seeds.size())), random);
            try {
                readAll(bytes);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + " round " + round, e);
            }
        }
    }

    @Test
    void plainNoise_neverThrows() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            try {
                readAll(bytes);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + " round " + round, e);
            }
        }
    }

    private void readAll(byte[] bytes) {
        parser.stream(bytes.clone(), 0, bytes.length).fold(this::use, more -> 0, wrong -> answer(wrong));
        parser.datagram(bytes, 0, bytes.length).fold(this::use, more -> 0, wrong -> answer(wrong));
    }

    private int answer(Parsed.Wrong wrong) {
        assertThat(wrong.offset()).isNotNegative();
        wrong.head().filter(SipMessage::isRequest).ifPresent(this::answer);
        return 0;
    }

    private void answer(SipMessage request) {
        byte[] answer =
                writer.answer(request, SOURCE, 400, "Bad Request", "tag").bytes();
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
    }

    private int use(SipMessage message) {
        SipMessage kept = message.keep();
        for (int line = 0; line < kept.lines(); line++) {
            Credentials.parse(kept.valueText(line));
            Challenge.parse(kept.valueText(line));
        }
        if (check.check(kept).isEmpty() && kept.isRequest()) {
            answer(kept);
            CSeq.of(kept).orElseThrow().method();
            Via.top(kept).orElseThrow().branch();
            NameAddr from = NameAddr.of(kept, HeaderName.FROM).orElseThrow();
            from.displayName();
            from.uri().user();
        }
        return kept.texts(HeaderName.CONTACT).size();
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = SPICE[random.nextInt(SPICE.length)];
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> bytes = doubled(bytes, at, Math.min(bytes.length, at + random.nextInt(30)));
            }
        }
        return bytes;
    }

    private static byte[] doubled(byte[] bytes, int from, int to) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + to - from);
        System.arraycopy(bytes, from, longer, to, bytes.length - from);
        return longer;
    }
}
