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
import java.util.stream.LongStream;
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
 * as the raw socket's does. When the link's thread had read it is told too, and each round by itself, since neighbours on the
 * machine are felt by seconds. Prints a figure for p50 and one for p99, of all rounds together; exits 1 when one falls short.
 * Its arguments are the command that lends it the Asterisk.
 */
public final class CommitLatencyBenchMain {
    /** As fast as they go, since a daemon that has served a while runs compiled code: with fewer the compiler is at work yet. */
    private static final int WARM = 20_000;

    private static final int ROUNDS = 11;
    private static final int A_ROUND = 1_500;

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
        for (int i = 0; i < WARM + ROUNDS * A_ROUND; i++) {
            devices.add(Device.adhoc(device(i)));
            users.add(AmpUser.named(user(i), new DisplayName("User " + i)));
        }
        store.directory().putAll(devices, users);
        store.onCommit((seq, floor) -> committedAt.set(System.nanoTime()));
        try (BenchMirror mirrored = new BenchMirror(asterisk, store, link -> new TimedAstDb(link, answeredAt));
                RawSocket raw = new RawSocket(asterisk.ami())) {
            mirrored.awaitState(MirrorState.LIVE);
            for (int i = 0; i < WARM; i++) {
                timeRaw(raw, i);
                timeLogin(store, mirrored, i);
            }
            Random random = new Random(SEED);
            List<Round> rounds = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                Round round = round(store, mirrored, raw, random, WARM + i * A_ROUND);
                tell("# round %d: %s; %s", i + 1, round.tell(50), round.tell(99));
                rounds.add(round);
            }
            if (!mirrored.mirror().check().isClean()) {
                throw new IllegalStateException("astdb is not the image of the store");
            }
            return report(rounds);
        }
    }

    private Round round(Store store, BenchMirror mirrored, RawSocket raw, Random random, int first) throws IOException {
        long[] read = new long[A_ROUND];
        long[] awaited = new long[A_ROUND];
        long[] peer = new long[A_ROUND];
        long due = System.nanoTime();
        for (int i = 0; i < A_ROUND; i++) {
            due += random.nextLong(EVERY_NANOS);
            sleepUntil(due);
            peer[i] = timeRaw(raw, first + i);
            due += random.nextLong(EVERY_NANOS);
            sleepUntil(due);
            awaited[i] = timeLogin(store, mirrored, first + i);
            read[i] = answeredAt.get() - committedAt.get();
        }
        return new Round(new Times(read), new Times(awaited), new Times(peer));
    }

    private static boolean report(List<Round> rounds) {
        Round all = rounds.stream().reduce(Round::and).orElseThrow();
        tell("# all rounds together: %s; %s", all.tell(50), all.tell(99));
        boolean enough = figure("commit-latency-p50", all.awaited().over(all.peer(), 50));
        enough &= figure("commit-latency-p99", all.awaited().over(all.peer(), 99));
        return enough;
    }

    /** What each login of a round took, and each turn of the raw socket. */
    private record Round(Times read, Times awaited, Times peer) {
        Round and(Round other) {
            return new Round(read.and(other.read), awaited.and(other.awaited), peer.and(other.peer));
        }

        String tell(int percent) {
            return String.format(
                    Locale.ROOT,
                    "p%d raw socket %.3f ms, read %.3f ms (%.2f), awaited %.3f ms (%.2f)",
                    percent,
                    peer.at(percent) / 1e6,
                    read.at(percent) / 1e6,
                    read.over(peer, percent),
                    awaited.at(percent) / 1e6,
                    awaited.over(peer, percent));
        }
    }

    /** Nanoseconds, sorted. */
    private static final class Times {
        private final long[] nanos;

        Times(long[] nanos) {
            this.nanos = nanos;
            Arrays.sort(nanos);
        }

        Times and(Times others) {
            return new Times(LongStream.concat(Arrays.stream(nanos), Arrays.stream(others.nanos))
                    .toArray());
        }

        long at(int percent) {
            return nanos[nanos.length * percent / 100];
        }

        double over(Times others, int percent) {
            return (double) at(percent) / others.at(percent);
        }
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
