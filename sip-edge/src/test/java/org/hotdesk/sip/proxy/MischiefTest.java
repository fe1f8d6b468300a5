package org.hotdesk.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hotdesk.sip.message.TortureFiles;
import org.hotdesk.sip.peer.RecordedFlow;
import org.hotdesk.sip.transport.Transport;
import org.junit.jupiter.api.Test;

/**
 * Torture messages and mutated ones in the middle of calls, from both sides: nothing is thrown, what goes out can be
 * read, and nothing is kept when all timers have run out. Rounds by {@code -Dhotdesk.noise}, seed in the failure.
 */
class MischiefTest {
    private static final byte[] SPICE = "\r\n \t\"<>;,:=@%\\/?[]()\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final String[] METHODS = {
        "INVITE", "INVITE", "INVITE", "ACK", "BYE", "CANCEL", "SUBSCRIBE", "MESSAGE", "OPTIONS"
    };
    private static final int[] CODES = {100, 180, 183, 200, 200, 302, 404, 486, 487, 503, 603};
    private static final int ROUNDS_OF_A_WORLD = 500;

    /** A message, and the way it goes or has gone. */
    private record Said(String text, RecordedFlow flow) {}

    private final List<String> torture = TortureFiles.rows().stream()
            .map(row -> new String(TortureFiles.message(row.file()), StandardCharsets.ISO_8859_1))
            .toList();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void mutatedMessages_neitherThrowNorStay() {
        int rounds = Integer.getInteger("hotdesk.noise", 20_000);
        long seed = Long.getLong("hotdesk.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int done = 0; done < rounds; done += ROUNDS_OF_A_WORLD) {
            try {
                oneWorld(random);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + " round " + done, e);
            }
        }
    }

    private void oneWorld(Random random) {
        World world = new World();
        List<RecordedFlow> all = new ArrayList<>(List.of(world.asterisk));
        all.add(world.register("1001", Transport.UDP, 7, 1000));
        all.add(world.register("1001", Transport.TCP, 8, 1000));
        all.add(world.register("1001", Transport.WS, 9, 300));
        List<Said> heard = new ArrayList<>();
        for (int round = 0; round < ROUNDS_OF_A_WORLD; round++) {
            Said next = next(all, heard, random);
            RecordedFlow flow = random.nextInt(10) == 0 ? all.get(random.nextInt(all.size())) : next.flow();
            byte[] message = bytes(next.text());
            world.give(random.nextInt(3) > 0 ? message : mutated(message, random), flow);
            if (random.nextInt(20) == 0) {
                world.timers.pass(Duration.ofMillis(random.nextInt(8_000)));
            }
            collect(all, heard);
        }
        assertThat(heard.stream().filter(said -> said.text().startsWith("INVITE ")))
                .isNotEmpty();
        all.get(2).close();
        world.proxy.closed(all.get(2));
        world.timers.pass(Duration.ofHours(2));
        collect(all, heard);
        assertThat(world.proxy.served()).isZero();
        assertThat(world.proxy.sent()).isZero();
        assertThat(world.timers.waiting()).isZero();
    }

    private Said next(List<RecordedFlow> flows, List<Said> heard, Random random) {
        int kind = random.nextInt(4);
        if (kind == 0) {
            return new Said(torture.get(random.nextInt(torture.size())), flows.get(random.nextInt(flows.size())));
        }
        if (kind == 1 || heard.isEmpty()) {
            String method = METHODS[random.nextInt(METHODS.length)];
            boolean fromPhone = random.nextBoolean();
            String text = fromPhone
                    ? Sip.fromPhone(method, "Reason: SIP;text=\"a\"\r\n")
                    : Sip.fromAsterisk(method, "1001", "Max-Breadth: 9\r\n");
            return new Said(
                    text.replace("z9hG4bK-", "z9hG4bK-" + random.nextInt(30)),
                    flows.get(fromPhone ? 1 + random.nextInt(3) : 0));
        }
        Said last = heard.get(heard.size() - 1 - random.nextInt(Math.min(heard.size(), 20)));
        return new Said(reply(last.text(), random), last.flow());
    }

    /** An answer to what went out, or the next request along its Record-Route. */
    private static String reply(String heard, Random random) {
        if (heard.startsWith("SIP/")) {
            return heard;
        }
        String answer = Sip.answer(heard, CODES[random.nextInt(CODES.length)], "t", "");
        if (random.nextInt(3) > 0) {
            return answer;
        }
        List<String> routes = Sip.values(heard, "Record-Route");
        String route = routes.isEmpty() ? "" : "Route: " + String.join(", ", routes) + "\r\n";
        return Sip.request(random.nextBoolean() ? "BYE" : "INVITE", "sip:x@pbx", "1001", "201@pbx>;tag=a", route);
    }

    private static void collect(List<RecordedFlow> flows, List<Said> heard) {
        for (RecordedFlow flow : flows) {
            for (String sent : flow.take()) {
                World.readable(sent);
                heard.add(new Said(sent, flow));
            }
        }
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = SPICE[random.nextInt(SPICE.length)];
                case 2 -> bytes[at] = (byte) (bytes[at] ^ 1);
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
