package org.hotdesk.ami.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.hotdesk.ami.mirror.AstDbMirror;
import org.hotdesk.ami.mirror.MirrorState;
import org.hotdesk.store.Store;

/**
 * All of 10,000 users and 10,000 devices change in one commit: from that commit through change log, projection and mirror
 * to the last acknowledgement of a real Asterisk; against a raw socket that sends the same DBPuts to it with the same
 * window, in alternating rounds. Prints {@code figure <name> <ratio> <bound> ok|short}; exits 1 when it falls short. Its
 * arguments are the command that lends it the Asterisk.
 */
public final class WholeMirrorBenchMain {
    private static final int WARM_ROUNDS = 3;
    private static final int ROUNDS = 9;
    private static final double BOUND = 0.7;
    private static final Duration LONG = Duration.ofMinutes(2);

    private final AtomicLong committedAt = new AtomicLong();

    private WholeMirrorBenchMain() {}

    public static void main(String[] arguments) throws IOException {
        boolean enough;
        Path folder = Files.createTempDirectory("hotdesk-bench-");
        try (LentAsterisk asterisk = new LentAsterisk(List.of(arguments));
                Store store = Store.open(BenchMirror.config(folder), Clock.systemUTC())) {
            enough = new WholeMirrorBenchMain().measure(asterisk, store);
        } finally {
            BenchMirror.delete(folder);
        }
        System.exit(enough ? 0 : 1);
    }

    private boolean measure(LentAsterisk asterisk, Store store) throws IOException {
        store.onCommit((seq, floor) -> committedAt.set(System.nanoTime()));
        try (BenchMirror mirrored = new BenchMirror(asterisk, store);
                RawSocket raw = new RawSocket(asterisk.ami())) {
            AstDbMirror mirror = mirrored.mirror();
            mirrored.awaitState(MirrorState.LIVE);
            double[] ratios = new double[ROUNDS];
            for (int round = -WARM_ROUNDS; round < ROUNDS; round++) {
                boolean second = (round & 1) == 0;
                List<Map.Entry<String, String>> rows = plainRows(second);
                double ours = timeMirror(store, mirror, second, rows.size());
                double peer = timeRaw(raw, rows, asterisk.ami().pace().window());
                if (round >= 0) {
                    ratios[round] = ours / peer;
                    tell(
                            "# round %d: %d rows, raw socket %.0f rows/s, mirror %.0f rows/s, ratio %.2f",
                            round + 1, rows.size(), peer, ours, ours / peer);
                }
            }
            if (!mirror.check().isClean()) {
                throw new IllegalStateException("astdb is not the image of the store");
            }
            tell("# every row read back and found right");
            Arrays.sort(ratios);
            return figure("mirror-whole", ratios[ROUNDS / 2]);
        }
    }

    private double timeMirror(Store store, AstDbMirror mirror, boolean second, int rows) {
        long seq = store.directory()
                .putAll(ChangingFloor.devices(second), ChangingFloor.users(second))
                .fold(stored -> stored.seq(), rejected -> {
                    throw new IllegalStateException(rejected.reasons().get(0));
                });
        if (!mirror.awaitMirrored(seq, LONG)) {
            throw new IllegalStateException("not mirrored in time");
        }
        return rows * 1e9 / (System.nanoTime() - committedAt.get());
    }

    private static double timeRaw(RawSocket raw, List<Map.Entry<String, String>> rows, int window) throws IOException {
        long began = System.nanoTime();
        raw.putAll(rows, window);
        return rows.size() * 1e9 / (System.nanoTime() - began);
    }

    private static List<Map.Entry<String, String>> plainRows(boolean second) {
        List<Map.Entry<String, String>> plain = new ArrayList<>();
        ChangingFloor.changedRows(second)
                .forEach((key, text) -> plain.add(Map.entry(key.family() + "/" + key.key(), text)));
        return plain;
    }

    @SuppressWarnings("SystemOut") // what the program is for
    private static boolean figure(String name, double value) {
        boolean enough = value >= BOUND;
        System.out.printf(Locale.ROOT, "figure %s %.2f %.2f %s%n", name, value, BOUND, enough ? "ok" : "short");
        return enough;
    }

    @SuppressWarnings("SystemOut") // what the program is for
    private static void tell(String format, Object... arguments) {
        System.err.println(String.format(Locale.ROOT, format, arguments));
    }
}
