package org.hotdesk.sip.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hotdesk.sip.message.SipLimits;
import org.hotdesk.sip.message.SipParser;
import org.hotdesk.sip.message.TortureFiles;
import org.hotdesk.sip.peer.RecordedFlow;
import org.hotdesk.sip.transport.Pieces;
import org.hotdesk.sip.transport.Transport;
import org.junit.jupiter.api.Test;

/**
 * Cut and mutated messages from both sides through the whole edge but its sockets: no exception, all that is sent can be
 * framed, nothing is kept once all timers have run out, and the heap does not grow. Rounds by
 * {@code -Dhotdesk.fuzz-rounds}, seed by {@code -Dhotdesk.seed}; both are printed by what fails.
 */
class EdgeFuzzTest {
    private static final int ROUNDS = Integer.getInteger("hotdesk.fuzz-rounds", 60_000);
    private static final long SEED = Long.getLong("hotdesk.seed", new Random().nextLong());
    private static final int ROUNDS_OF_A_DAY = 2_500;
    private static final long HEAP_GROWTH = 8L << 20;
    private static final byte[] SPICE = "\r\n \t\"<>;,:=@%\\/?[]()\0*".getBytes(StandardCharsets.ISO_8859_1);

    private final List<byte[]> torture = TortureFiles.rows().stream()
            .map(row -> TortureFiles.message(row.file()))
            .toList();
    private final Random random = new Random(SEED);
    private final Hall hall = new Hall();
    private final Talk talk = new Talk(random);
    private final List<Line> lines = new ArrayList<>();
    private long framed;
    private int hosts;

    /** A way with what carries bytes over it. */
    private record Line(RecordedFlow flow, Pieces stream) {}

    @Test
    void mutatedMessages_neitherThrowNorStay() {
        long heap = 0;
        for (int done = 0; done < ROUNDS; done += ROUNDS_OF_A_DAY) {
            try {
                day();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("-Dhotdesk.seed=" + SEED + " round " + done + " of " + ROUNDS, e);
            }
            if (done == 5 * ROUNDS_OF_A_DAY) {
                heap = heapUsed();
            }
        }
        assertThat(talk.reached()).as("kinds of messages that came through").contains("INVITE", "BYE", "200 REGISTER");
        assertThat(framed).isGreaterThan(ROUNDS / 10);
        if (heap > 0) {
            assertThat(heapUsed() - heap).as("growth of the heap").isLessThan(HEAP_GROWTH);
        }
    }

    @Test
    void messagesCutAnywhere_neitherThrowNorStay() {
        List<byte[]> whole = new ArrayList<>(torture);
        lines();
        registered();
        whole.add(Talk.bytes(talk.register()));
        whole.add(Talk.bytes(talk.fromPhone("INVITE")));
        whole.add(Talk.bytes(talk.fromAsterisk("INVITE")));
        whole.add(Talk.bytes(talk.answer()));
        for (byte[] message : whole) {
            for (int end = 0; end <= message.length; end++) {
                byte[] cut = Arrays.copyOf(message, end);
                hall.give(cut, hall.asterisk);
                hall.give(cut.clone(), lines.get(1).flow());
                collect();
            }
            over(lines.get(2), message);
        }
        nothingStays();
    }

    /** One day of noise: at its end everybody has hung up, and nothing may be left. */
    private void day() {
        lines();
        registered();
        for (int round = 0; round < ROUNDS_OF_A_DAY; round++) {
            Line line = lines.get(random.nextInt(lines.size()));
            byte[] message = next(line.flow() == hall.asterisk);
            over(line, random.nextInt(3) == 0 ? message : mutated(message));
            if (random.nextInt(20) == 0) {
                hall.timers.pass(Duration.ofMillis(random.nextInt(8_000)));
            }
            collect();
        }
        nothingStays();
    }

    private void lines() {
        lines.clear();
        hall.phones.clear();
        lines.add(new Line(hall.asterisk, new Pieces(message -> {}, random)));
        line(Transport.UDP);
        line(Transport.TCP);
        line(Transport.WS);
        line(Transport.UDP);
    }

    private void line(Transport transport) {
        RecordedFlow flow = hall.phone(transport, 2 + hosts++ % 200);
        lines.add(new Line(flow, new Pieces(message -> hall.give(message, flow), random)));
    }

    private void registered() {
        talk.forget();
        for (Line line : List.copyOf(lines)) {
            // The first is challenged, and the challenge is what the second answers.
            for (int i = 0; i < 2 && line.flow() != hall.asterisk; i++) {
                hall.give(Talk.bytes(talk.register(3600)), line.flow());
                collect();
            }
        }
        assertThat(hall.locations.count()).isPositive();
    }

    private byte[] next(boolean asterisk) {
        return random.nextInt(6) == 0
                ? torture.get(random.nextInt(torture.size())).clone()
                : Talk.bytes(asterisk ? talk.ofAsterisk() : talk.ofPhone());
    }

    private void over(Line line, byte[] message) {
        if (line.flow().transport() != Transport.TCP) {
            hall.give(message, line.flow());
        } else if (!line.stream().send(message)) {
            line.flow().close();
            hall.entrance.closed(line.flow());
            collect();
            lines.remove(line);
            hall.phones.remove(line.flow());
            line(Transport.TCP);
        }
    }

    private void collect() {
        collect(hall.asterisk);
        hall.phones.forEach(this::collect);
    }

    private void collect(RecordedFlow flow) {
        for (String sent : flow.take()) {
            byte[] bytes = Talk.bytes(sent);
            boolean good = new SipParser(new SipLimits(65_535, 1024))
                    .stream(bytes, 0, bytes.length)
                            .fold(message -> message.end() == bytes.length, more -> false, wrong -> false);
            assertThat(good).as("can be framed: %s", sent).isTrue();
            framed++;
            talk.heard(sent, flow == hall.asterisk);
        }
    }

    private void nothingStays() {
        hall.leave();
        collect();
        assertThat(hall.proxy.served()).as("requests served").isZero();
        assertThat(hall.proxy.sent()).as("requests sent").isZero();
        assertThat(hall.locations.count()).as("contacts").isZero();
        assertThat(hall.timers.waiting()).as("timers but that of the contacts").isEqualTo(1);
    }

    private static long heapUsed() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private byte[] mutated(byte[] message) {
        byte[] bytes = message.clone();
        for (int i = 1 + random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, at + random.nextInt(60));
            switch (random.nextInt(7)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = SPICE[random.nextInt(SPICE.length)];
                case 2 -> bytes[at] = (byte) (bytes[at] ^ 1 << random.nextInt(8));
                case 3 -> bytes = joined(bytes, to, at);
                case 4 -> bytes = joined(bytes, at, to);
                case 5 -> bytes = random.nextInt(8) == 0 ? Arrays.copyOf(bytes, at) : bytes;
                default -> bytes = spliced(bytes, at);
            }
        }
        return bytes;
    }

    /** The beginning up to one offset, then the end from another: doubled or left out in between. */
    private static byte[] joined(byte[] bytes, int upTo, int from) {
        byte[] result = Arrays.copyOf(bytes, upTo + bytes.length - from);
        System.arraycopy(bytes, from, result, upTo, bytes.length - from);
        return result;
    }

    /** The beginning of one message and the end of a torture message. */
    private byte[] spliced(byte[] bytes, int at) {
        byte[] other = torture.get(random.nextInt(torture.size()));
        int from = random.nextInt(other.length);
        byte[] result = Arrays.copyOf(bytes, at + other.length - from);
        System.arraycopy(other, from, result, at, other.length - from);
        return result;
    }
}
