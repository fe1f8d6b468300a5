package org.hotdesk.ami.bench;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.hotdesk.ami.link.AmiLink;
import org.hotdesk.ami.link.AstDbLink;
import org.hotdesk.ami.link.LinkState;
import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.astdb.EntityRows;
import org.hotdesk.astdb.Projection;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.Floor;

/**
 * A full mirror of 10,000 users and 10,000 devices into a real Asterisk, by the projection and the writer link, against a raw socket that sends the same DBPuts
 * to the same Asterisk with the same window, in alternating rounds. Prints {@code figure <name> <ratio> <bound> ok|short};
 * exits 1 when it falls short. Its arguments are the command that lends it the Asterisk.
 */
public final class MirrorBenchMain {
    private static final int WARM_ROUNDS = 3;
    private static final int ROUNDS = 15;
    private static final double BOUND = 0.7;
    private static final int BAR_WIDTH = 40;

    private final Floor floor = BigFloor.make();
    private final SortedMap<AstDbKey, String> rows = BigFloor.rows(floor);
    private final List<Map.Entry<String, String>> plainRows = plain(rows);
    private final boolean onTerminal = Boolean.getBoolean("bench.terminal");

    private MirrorBenchMain() {}

    public static void main(String[] arguments) throws IOException {
        boolean enough;
        try (LentAsterisk asterisk = new LentAsterisk(List.of(arguments))) {
            enough = new MirrorBenchMain().measure(asterisk);
        }
        System.exit(enough ? 0 : 1);
    }

    private static List<Map.Entry<String, String>> plain(SortedMap<AstDbKey, String> rows) {
        List<Map.Entry<String, String>> plain = new ArrayList<>();
        rows.forEach((key, value) -> plain.add(Map.entry(key.family() + "/" + key.key(), value)));
        return plain;
    }

    private boolean measure(LentAsterisk asterisk) throws IOException {
        tell("# Asterisk %s, %d rows of %d objects", asterisk.version(), rows.size(), 2 * BigFloor.SIZE);
        try (AmiLink link = new AmiLink(asterisk.ami(), Clock.systemUTC());
                RawSocket raw = new RawSocket(asterisk.ami())) {
            link.start();
            while (link.status().writer().state() != LinkState.UP) {
                Thread.onSpinWait();
            }
            double[] ratios = new double[ROUNDS];
            for (int round = -WARM_ROUNDS; round < ROUNDS; round++) {
                double peer = timeRaw(raw, asterisk.ami().pace().window());
                double ours = timeMirror(link.astDb());
                if (round >= 0) {
                    ratios[round] = ours / peer;
                    tell(
                            "# round %d: raw socket %.0f rows/s, mirror %.0f rows/s, ratio %.2f",
                            round + 1, peer, ours, ours / peer);
                }
            }
            checkImage(link.astDb());
            Arrays.sort(ratios);
            return figure("mirror-rate", ratios[ROUNDS / 2]);
        }
    }

    private double timeRaw(RawSocket raw, int window) throws IOException {
        long began = System.nanoTime();
        raw.putAll(plainRows, window);
        return rows.size() * 1e9 / (System.nanoTime() - began);
    }

    /** Objects to rows and rows to Asterisk, until the last is acknowledged. */
    private double timeMirror(AstDbLink astDb) {
        long began = System.nanoTime();
        List<CompletableFuture<Void>> answers = new ArrayList<>(rows.size());
        for (Device device : floor.devices()) {
            put(astDb, Projection.device(floor, device.number()), answers);
        }
        for (AmpUser user : floor.users()) {
            put(astDb, Projection.user(floor, user.number()), answers);
        }
        CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0])).join();
        if (answers.size() != rows.size()) {
            throw new IllegalStateException("the mirror has " + answers.size() + " rows and not " + rows.size());
        }
        return rows.size() * 1e9 / (System.nanoTime() - began);
    }

    private void put(AstDbLink astDb, EntityRows some, List<CompletableFuture<Void>> answers) {
        for (int i = 0; i < some.size(); i++) {
            Optional<String> text = some.texts().get(i);
            if (text.isPresent()) {
                answers.add(astDb.put(some.key(i), text.get()));
            }
        }
        if (onTerminal && answers.size() % 1_000 < some.size()) {
            bar(answers.size());
        }
    }

    private void bar(int done) {
        int full = done * BAR_WIDTH / rows.size();
        draw("\r# [" + "#".repeat(full) + " ".repeat(BAR_WIDTH - full) + "] ");
        if (done >= rows.size() - 1_000) {
            draw("\r" + " ".repeat(BAR_WIDTH + 6) + "\r");
        }
    }

    private void checkImage(AstDbLink astDb) {
        List<CompletableFuture<Boolean>> same = new ArrayList<>();
        rows.forEach((key, value) -> same.add(astDb.get(key).thenApply(Optional.of(value)::equals)));
        long wrong = same.stream().filter(one -> !one.join()).count();
        if (wrong > 0) {
            throw new IllegalStateException(wrong + " rows are not as they were written");
        }
        tell("# every row read back and found right");
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

    @SuppressWarnings("SystemOut") // what the program is for
    private static void draw(String text) {
        System.err.print(text);
    }
}
