package org.hotdesk.login.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.hotdesk.login.PinGate;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreConfig;

/**
 * How long a refusal takes, in turns: for a number that is nobody's, for a wrong PIN, and while locked. Prints the medians
 * and {@code figure <name> <ratio> <bound> ok|short} for each other one to the wrong PIN; exits 1 when one falls short.
 */
public final class PinTimingMain {
    private static final long SEED = 20261121;
    private static final int WARM = 60;
    private static final int ROUNDS = Integer.getInteger("hotdesk.rounds", 300);
    private static final double LOWEST = 0.95;
    private static final double HIGHEST = 1.05;
    private static final int FIRST_DEVICE = 10_000;
    private static final int FIRST_USER = 20_000;
    private static final int FIRST_NOBODY = 30_000;
    private static final int WRONG_BEFORE_THE_LOCK = 5;
    private static final DeviceNumber LOCKED_DESK = new DeviceNumber("40000");

    private final PinGate gate;

    private PinTimingMain(PinGate gate) {
        this.gate = gate;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("pin-timing");
        var config = new StoreConfig(
                "jdbc:h2:file:" + folder.resolve("hotdesk"),
                folder.resolve("pepper"),
                folder.resolve("keys"),
                "hotdesk",
                false);
        boolean enough;
        try (Store store = Store.open(config, Clock.systemUTC())) {
            fill(store);
            enough = new PinTimingMain(PinGate.standard(store)).measure();
        } finally {
            deleteAll(folder);
        }
        System.exit(enough ? 0 : 1);
    }

    /** A device and a user for each round, so that none is locked; one PIN for all, since hashing takes time. */
    private static void fill(Store store) {
        store.directory()
                .putAll(
                        IntStream.concat(
                                        IntStream.range(FIRST_DEVICE, FIRST_DEVICE + WARM + ROUNDS),
                                        IntStream.of(Integer.parseInt(LOCKED_DESK.digits())))
                                .mapToObj(number -> Device.adhoc(new DeviceNumber(Integer.toString(number))))
                                .toList(),
                        IntStream.range(FIRST_USER, FIRST_USER + WARM + ROUNDS)
                                .mapToObj(number -> AmpUser.named(
                                        new UserNumber(Integer.toString(number)), new DisplayName("User")))
                                .toList());
        for (int i = 0; i < WARM + ROUNDS; i++) {
            store.pins().set(new UserNumber(Integer.toString(FIRST_USER + i)), "864297".toCharArray());
        }
    }

    private boolean measure() {
        for (int i = 0; i < WRONG_BEFORE_THE_LOCK; i++) {
            nanos(LOCKED_DESK, FIRST_NOBODY);
        }
        var random = new Random(SEED);
        double[][] times = new double[3][ROUNDS];
        for (int i = 0; i < WARM + ROUNDS; i++) {
            var device = new DeviceNumber(Integer.toString(FIRST_DEVICE + i));
            // In any order, since what comes after a pause finds cold caches.
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2));
            Collections.shuffle(order, random);
            for (int which : order) {
                double took =
                        switch (which) {
                            case 0 -> nanos(device, FIRST_NOBODY + i);
                            case 1 -> nanos(device, FIRST_USER + i);
                            default -> nanos(LOCKED_DESK, FIRST_USER + i);
                        };
                if (i >= WARM) {
                    times[which][i - WARM] = took;
                }
            }
        }
        say(
                "# median of %d: unknown user %.2f ms, wrong PIN %.2f ms, locked %.2f ms",
                ROUNDS, median(times[0]), median(times[1]), median(times[2]));
        boolean nobody = figure("pin-timing", median(times[0]) / median(times[1]));
        return figure("pin-timing-locked", median(times[2]) / median(times[1])) && nobody;
    }

    private double nanos(DeviceNumber device, int user) {
        long began = System.nanoTime();
        gate.check(device, Optional.of(new UserNumber(Integer.toString(user))), "0815".toCharArray());
        return System.nanoTime() - began;
    }

    private static double median(double[] nanos) {
        double[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e6;
    }

    private static boolean figure(String name, double ratio) {
        boolean enough = ratio >= LOWEST && ratio <= HIGHEST;
        say("figure %s %.3f %.2f..%.2f %s", name, ratio, LOWEST, HIGHEST, enough ? "ok" : "short");
        return enough;
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @SuppressWarnings("SystemOut") // what the program is for
    private static void say(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }
}
