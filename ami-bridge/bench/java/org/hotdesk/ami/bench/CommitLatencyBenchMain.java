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
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.hotdesk.ami.mirror.MirrorState;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.How;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.Store;

/**
 * From a login's commit to its rows acknowledged by a real Asterisk, at 50 logins a second; against a raw socket that sends
 * the same three DBPuts at the same rate, between them. A login ends when the one who waits for the acknowledgement runs again,
 * as the raw socket's does; when the link's thread had read it is told too. Prints a line for p50 and one for p99; exits 1
 * when one falls short.
 * Its arguments are the command that lends it the Asterisk.
 */
public final class CommitLatencyBenchMain {
    /** As fast as they go, since a daemon that has served a while runs compiled code: with fewer the compiler is at work yet. */
    private static final int WARM = 20_000;

    private static final int LOGINS = 6_000;

    /** On average, and at no rhythm: Asterisk writes astdb to disk a second after a change, which every 20 ms would meet. */
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long SEED = 2026;
    private static final double BOUND = 2;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final AtomicLong committedAt = new AtomicLong();
    private final AtomicLong answeredAt = new AtomicLong();

    private CommitLatencyBenchMain() {}

    public static void main(String[] arguments) throws IOException {
        boolean enough;
        Path folder = Files.createTempDirectory("hotdesk-bench-");
        try (LentAsterisk asterisk = new LentAsterisk(List.of(arguments));
                Store store = Store.open(BenchMirror.config(folder), Clock.systemUTC())) {
            enough = new CommitLatencyBenchMain().measure(asterisk, store);
        } finally {
            BenchMirror.delete(folder);
        }
        System.exit(enough ? 0 : 1);
    }

    private boolean measure(LentAsterisk asterisk, Store store) throws IOException {
        List<Device> devices = new ArrayList<>();
        List<AmpUser> users = new ArrayList<>();
        for (int i = 0; i < WARM + LOGINS; i++) {
            devices.add(Device.adhoc(device(i)));
            users.add(AmpUser.named(user(i), new DisplayName("User " + i)));
        }
        store.directory().putAll(devices, users);
        store.onCommit((seq, floor) -> committedAt.set(System.nanoTime()));
        try (BenchMirror mirrored = new BenchMirror(asterisk, store, link -> new TimedAstDb(link, answeredAt));
                RawSocket raw = new RawSocket(asterisk.ami())) {
            mirrored.awaitState(MirrorState.LIVE);
            long[] ours = new long[LOGINS];
            long[] read = new long[LOGINS];
            long[] peer = new long[LOGINS];
            for (int i = 0; i < WARM; i++) {
                timeRaw(raw, i);
                timeLogin(store, mirrored, i);
            }
            Random random = new Random(SEED);
            long due = System.nanoTime();
            for (int i = 0; i < LOGINS; i++) {
                due += random.nextLong(EVERY_NANOS);
                sleepUntil(due);
                peer[i] = timeRaw(raw, WARM + i);
                due += random.nextLong(EVERY_NANOS);
                sleepUntil(due);
                ours[i] = timeLogin(store, mirrored, WARM + i);
                read[i] = answeredAt.get() - committedAt.get();
            }
            if (!mirrored.mirror().check().isClean()) {
                throw new IllegalStateException("astdb is not the image of the store");
            }
            return report(ours, read, peer);
        }
    }

    private static boolean report(long[] ours, long[] read, long[] peer) {
        Arrays.sort(ours);
        Arrays.sort(read);
        Arrays.sort(peer);
        boolean enough = true;
        for (int percent : new int[] {50, 99}) {
            long mine = ours[LOGINS * percent / 100];
            long its = peer[LOGINS * percent / 100];
            long link = read[LOGINS * percent / 100];
            tell(
                    "# p%d: raw socket %.3f ms, mirror %.3f ms; read by the link's thread after %.3f ms, ratio %.2f",
                    percent, its / 1e6, mine / 1e6, link / 1e6, (double) link / its);
            enough &= figure("commit-latency-p" + percent, (double) mine / its);
        }
        return enough;
    }

    private long timeLogin(Store store, BenchMirror mirrored, int i) {
        long seq = store.logins()
                .login(device(i), user(i), How.CODE)
                .fold(changed -> changed.seq(), unchanged -> 0L, refused -> 0L);
        if (seq == 0 || !mirrored.mirror().awaitMirrored(seq, LONG)) {
            throw new IllegalStateException("not mirrored in time");
        }
        return System.nanoTime() - committedAt.get();
    }

    /** The same rows under other keys, which are as long. */
    private static long timeRaw(RawSocket raw, int i) throws IOException {
        List<Map.Entry<String, String>> rows = List.of(
                Map.entry("AMPUSES/" + user(i) + "/device", device(i).digits()),
                Map.entry("DEVICF/" + device(i) + "/user", user(i).digits()),
                Map.entry("HOTDESL/device/" + device(i) + "/call", Integer.toString(i + 1)));
        long began = System.nanoTime();
        raw.putAll(rows, 2 * rows.size());
        return System.nanoTime() - began;
    }

    private static DeviceNumber device(int i) {
        return new DeviceNumber(Integer.toString(10_000 + i));
    }

    private static UserNumber user(int i) {
        return new UserNumber(Integer.toString(50_000 + i));
    }

    private static void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @SuppressWarnings("SystemOut") // what the program is for
    private static boolean figure(String name, double value) {
        boolean enough = value <= BOUND;
        System.out.printf(Locale.ROOT, "figure %s %.2f %.2f %s%n", name, value, BOUND, enough ? "ok" : "short");
        return enough;
    }

    @SuppressWarnings("SystemOut") // what the program is for
    private static void tell(String format, Object... arguments) {
        System.err.println(String.format(Locale.ROOT, format, arguments));
    }
}
