package org.hotdesk.ami.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.hotdesk.ami.mirror.MirrorReport;
import org.hotdesk.ami.mirror.MirrorState;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.Store;

/**
 * 100,000 users and as many devices: the first fill of a real Asterisk, then rows of 1 % of them changed behind our back,
 * found and repaired by a full verification, while somebody reads a row by {@code DB()} every 5 ms. Prints a line for
 * the seconds, the heap and the longest such read; exits 1 when one falls short. Its arguments are the command that lends it
 * the Asterisk.
 */
public final class HundredThousandBenchMain {
    private static final int SIZE = 100_000;
    private static final int CHUNK = 10_000;
    private static final int DRIFT = 2 * SIZE / 100;
    private static final double SECONDS_BOUND = 300;
    private static final double HEAP_BOUND = 768;
    private static final double WAIT_BOUND = 50;
    private static final double MEGABYTE = 1 << 20;

    private HundredThousandBenchMain() {}

    public static void main(String[] arguments) throws IOException {
        boolean enough;
        Path folder = Files.createTempDirectory("hotdesk-bench-");
        try (LentAsterisk asterisk = new LentAsterisk(List.of(arguments));
                Store store = Store.open(BenchMirror.config(folder), Clock.systemUTC())) {
            enough = new HundredThousandBenchMain().measure(asterisk, store);
        } finally {
            BenchMirror.delete(folder);
        }
        System.exit(enough ? 0 : 1);
    }

    private boolean measure(LentAsterisk asterisk, Store store) throws IOException {
        long began = System.nanoTime();
        for (int from = 0; from < SIZE; from += CHUNK) {
            put(store, from);
        }
        tell("# stored in %.0f s, heap %.0f MB", seconds(began), heap());
        try (BenchMirror mirrored = new BenchMirror(asterisk, store);
                RawSocket raw = new RawSocket(asterisk.ami())) {
            long fill = System.nanoTime();
            watch(mirrored, () -> mirrored.mirror().status().state() != MirrorState.LIVE);
            tell("# filled in %.0f s", seconds(fill));
            raw.putAll(drift(), asterisk.ami().pace().window());
            return repair(asterisk, mirrored);
        }
    }

    private boolean repair(LentAsterisk asterisk, BenchMirror mirrored) throws IOException {
        try (var reader = new DialplanReader(asterisk.ami(), "DB(DEVICE/" + (100_000 + SIZE / 2) + "/dial)")) {
            pause(2_000);
            double before = reader.takeLongestMillis();
            long began = System.nanoTime();
            List<MirrorReport> reports = new ArrayList<>();
            var worker = new Thread(() -> reports.add(mirrored.mirror().repair(false)), "repair");
            worker.start();
            watch(mirrored, worker::isAlive);
            double took = seconds(began);
            double wait = reader.takeLongestMillis();
            double heap = heap();
            MirrorReport report = reports.get(0);
            if (!report.complete() || report.written() != DRIFT) {
                throw new IllegalStateException("repaired " + report.written() + " rows and not " + DRIFT);
            }
            tell("# %d rows read, %d repaired; longest DB() before %.1f ms", report.read(), report.written(), before);
            boolean soon = figure("verify-100k-seconds", took, SECONDS_BOUND);
            boolean small = figure("verify-100k-heap", heap, HEAP_BOUND);
            return figure("db-read-wait-max", wait, WAIT_BOUND) && soon && small;
        }
    }

    /** Shows how far the mirror is. */
    private static void watch(BenchMirror mirrored, BooleanSupplier busy) {
        for (int second = 0; busy.getAsBoolean(); second++) {
            pause(1_000);
            if (second % 10 == 9) {
                mirrored.mirror()
                        .status()
                        .verifying()
                        .ifPresent(progress -> tell("# verifying %d of %d", progress.done(), progress.all()));
            }
        }
    }

    private static void put(Store store, int from) {
        List<Device> devices = new ArrayList<>();
        List<AmpUser> users = new ArrayList<>();
        for (int i = from; i < from + CHUNK; i++) {
            devices.add(Device.adhoc(new DeviceNumber(Integer.toString(100_000 + i))));
            users.add(AmpUser.named(new UserNumber(Integer.toString(500_000 + i)), new DisplayName("User " + i)));
        }
        store.directory().putAll(devices, users);
    }

    private static List<Map.Entry<String, String>> drift() {
        List<Map.Entry<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < DRIFT; i++) {
            int at = i * (SIZE / DRIFT);
            rows.add(
                    i % 2 == 0
                            ? Map.entry("DEVICE/" + (100_000 + at) + "/user", "666")
                            : Map.entry("AMPUSER/" + (500_000 + at) + "/cidname", "Mallory"));
        }
        return rows;
    }

    /** What lives, in MB: what a collection leaves. */
    private static double heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @SuppressWarnings("SystemOut") // what the program is for
    private static boolean figure(String name, double value, double bound) {
        boolean enough = value <= bound;
        System.out.printf(Locale.ROOT, "figure %s %.1f %.0f %s%n", name, value, bound, enough ? "ok" : "short");
        return enough;
    }

    @SuppressWarnings("SystemOut") // what the program is for
    private static void tell(String format, Object... arguments) {
        System.err.println(String.format(Locale.ROOT, format, arguments));
    }
}
