package org.hotdesk.store.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.UserNumber;
import org.hotdesk.rules.CallKind;
import org.hotdesk.rules.Callee;
import org.hotdesk.rules.Caller;
import org.hotdesk.store.Change;
import org.hotdesk.store.Store;

/**
 * Measures one figure of the store: {@code StoreBenchMain <folder> <figure>}. Prints {@code figure <name> <value> <bound>
 * ok|short}; exits 1 when it falls short.
 */
public final class StoreBenchMain {
    private static final int SMALL = 1_000;
    private static final int BIG = 100_000;
    private static final int ROUNDS = 15;
    private static final int RING_SECONDS = 15;

    private static final int CALLS = 300;
    private static final long[] OTHER = new long[8 << 20];

    /** For the remark: one pass leaves part of a small floor in the cache. */
    private static final int MORE_PASSES = 3;

    private static boolean enough = true;
    private static long seen;

    private StoreBenchMain() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        switch (args[1]) {
            case "lookup-scale" -> lookups(folder);
            case "commit-scale" -> commits(folder);
            case "start" -> start(folder);
            case "outbox" -> outbox(folder);
            default -> throw new IllegalArgumentException("no figure " + args[1]);
        }
        say("%d", seen);
        System.exit(enough ? 0 : 1);
    }

    /**
     * What a call asks: who calls, and who is called with all the devices of theirs. As calls come: a few hundred a second,
     * with other work between them, so that little of the floor is in the processor's cache. Told beside it: the same after
     * more of other work, and in a tight loop, where all of the small floor stays there.
     */
    private static void lookups(Path folder) throws IOException {
        try (Store small = BigStore.open(folder, SMALL);
                Store big = BigStore.open(folder, BIG)) {
            double[] ratios = new double[ROUNDS];
            double[] more = new double[ROUNDS];
            double[] loop = new double[ROUNDS];
            for (int i = -2; i < ROUNDS; i++) {
                int round = Math.max(i, 0);
                ratios[round] =
                        ratio("after one pass", i, lookupNanos(small, SMALL, i, 1), lookupNanos(big, BIG, i, 1));
                more[round] = ratio(
                        "after three passes",
                        i,
                        lookupNanos(small, SMALL, i, MORE_PASSES),
                        lookupNanos(big, BIG, i, MORE_PASSES));
                loop[round] = ratio("in a loop", i, loopNanos(small, SMALL, i), loopNanos(big, BIG, i));
            }
            say("after three passes of other work %.2f, in a loop %.2f", median(more), median(loop));
            atMost("lookup-scale", median(ratios), 1.2);
        }
    }

    private static double ratio(String how, int round, double few, double many) {
        say("round %d, %s: %.0f ns with %d users, %.0f ns with %d", round + 1, how, few, SMALL, many, BIG);
        return many / few;
    }

    private static double lookupNanos(Store store, int size, int round, int passes) {
        var random = new Random(round);
        double[] nanos = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            String caller = BigStore.number(random.nextInt(size));
            String callee = BigStore.number(random.nextInt(size));
            otherWork(passes);
            long began = System.nanoTime();
            seen += lookup(store, caller, callee);
            nanos[i] = System.nanoTime() - began;
        }
        return median(nanos);
    }

    private static double loopNanos(Store store, int size, int round) {
        var random = new Random(round);
        String[] numbers = IntStream.range(0, 200 * CALLS)
                .mapToObj(i -> BigStore.number(random.nextInt(size)))
                .toArray(String[]::new);
        long began = System.nanoTime();
        for (int i = 1; i < numbers.length; i++) {
            seen += lookup(store, numbers[i - 1], numbers[i]);
        }
        return (double) (System.nanoTime() - began) / numbers.length;
    }

    private static int lookup(Store store, String calling, String called) {
        Floor floor = store.floor();
        Caller caller = Caller.at(floor, DeviceNumber.parse(calling), CallKind.INTERNAL);
        Callee callee = UserNumber.parse(called)
                .flatMap(user -> Callee.of(floor, user, RING_SECONDS))
                .orElseThrow();
        return caller.ampUser().length() + callee.dial().length();
    }

    /** Reads more than a processor's cache holds, so many times over. */
    private static void otherWork(int passes) {
        for (int i = 0; i < passes * OTHER.length; i += 8) {
            seen += OTHER[i % OTHER.length];
        }
    }

    /** A login, until it is on disk. */
    private static void commits(Path folder) throws IOException {
        try (Store small = BigStore.open(folder, SMALL);
                Store big = BigStore.open(folder, BIG)) {
            double[] ratios = new double[ROUNDS];
            for (int i = -2; i < ROUNDS; i++) {
                double few = loginMillis(small, SMALL, i);
                double many = loginMillis(big, BIG, i);
                ratios[Math.max(i, 0)] = many / few;
                say("round %d: %.2f ms with %d users, %.2f ms with %d", i + 1, few, SMALL, many, BIG);
            }
            atMost("commit-scale", median(ratios), 1.2);
        }
    }

    private static double loginMillis(Store store, int size, int round) {
        int logins = 200;
        var random = new Random(round);
        double[] millis = new double[logins];
        for (int i = 0; i < logins; i++) {
            long began = System.nanoTime();
            store.logins().login(BigStore.device(random.nextInt(size)), BigStore.user(random.nextInt(size)), How.CODE);
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        return median(millis);
    }

    private static void start(Path folder) throws IOException {
        Path crashed = folder.resolve("crashed");
        double[] seconds = new double[3];
        for (int i = 0; i < seconds.length; i++) {
            BigStore.crash(folder, crashed, BIG);
            long before = heapMb();
            long began = System.nanoTime();
            try (Store store = BigStore.open(crashed, BIG)) {
                seconds[i] = (System.nanoTime() - began) / 1e9;
                long after = heapMb();
                say(
                        "start %d: %.1f s, %d devices, %d MB",
                        i + 1, seconds[i], store.floor().deviceCount(), after - before);
                if (i == seconds.length - 1) {
                    atMost("start-heap-mb", (double) (after - before), 300);
                }
            }
        }
        atMost("start-seconds", median(seconds), 10);
    }

    /** An Asterisk that is away while a million changes of 10,000 entities are committed. */
    private static void outbox(Path folder) throws IOException {
        int entities = 10_000;
        Path place = Files.createTempDirectory(folder, "outbox");
        try (Store store = BigStore.open(place, entities / 2)) {
            List<Change> all = store.changes().after(0, 1_000_000).stream()
                    .filter(change -> change.kind() == Change.Kind.USER || change.kind() == Change.Kind.DEVICE)
                    .toList();
            store.changes().compact();
            store.changes().advance("away", store.changes().latest());
            long first = store.changes().latest();
            long heap = heapMb();
            long began = System.nanoTime();
            int longest = 0;
            double slowest = 0;
            for (int i = 0; store.changes().latest() < first + 1_000_000; i = (i + 500) % (all.size() - 500)) {
                long asked = System.nanoTime();
                store.changes().touchAgain(all.subList(i, i + 500));
                store.logins().login(BigStore.device(i % 5000), BigStore.user((i + 7) % 5000), How.CODE);
                slowest = Math.max(slowest, (System.nanoTime() - asked) / 1e9);
                longest = Math.max(longest, store.changes().after(0, 1_000_000).size());
            }
            say("%.0f s, the slowest commit %.2f s", (System.nanoTime() - began) / 1e9, slowest);
            atMost("outbox-entries-an-entity", (double) longest / entities, 6);
            atMost("outbox-heap-growth-mb", (double) (heapMb() - heap), 30);
            atMost("outbox-slowest-commit-seconds", slowest, 3);
        }
    }

    private static long heapMb() {
        System.gc();
        Runtime memory = Runtime.getRuntime();
        return (memory.totalMemory() - memory.freeMemory()) >> 20;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void atMost(String name, double value, double bound) {
        boolean ok = value <= bound;
        enough &= ok;
        System.out.printf(Locale.ROOT, "figure %s %.2f %.2f %s%n", name, value, bound, ok ? "ok" : "short");
    }

    private static void say(String format, Object... values) {
        System.err.printf(Locale.ROOT, "# " + format + "%n", values);
    }
}
