package org.hotdesk.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.hotdesk.demo.Companion;
import org.hotdesk.store.Store;

/**
 * Rounds of faults under a storm. After each round the system must come to agree with itself and with everything that was
 * acknowledged; each so many rounds the companion is killed and the store compared as it lies on the disk. The seed
 * decides which faults come, when and how long, and what people do meanwhile. One owner thread.
 */
final class Chaos {
    private static final Duration CONVERGED_WITHIN = Duration.ofSeconds(90);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);
    private static final int FAULTS_A_ROUND = 8;
    private static final int ROUNDS_BETWEEN_LOOKS_AT_THE_DISK = 5;

    private final ChaosSystem system;
    private final Seats seats = new Seats();
    private final Random dice;
    private final long seed;
    private final Consumer<String> progress;
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
    private final List<Fault> possible;
    private final List<Fault> hand = new ArrayList<>();

    /** The result of a run: how often each fault came, and what was acknowledged. */
    record Report(Map<Fault, Integer> faults, long acknowledged, long withoutAnswer) {}

    /** @param progress gets a line after each round */
    Chaos(ChaosSystem system, long seed, Consumer<String> progress) {
        this.system = system;
        this.seed = seed;
        this.dice = new Random(seed);
        this.possible = Arrays.stream(Fault.values())
                .filter(fault -> fault.isPossible(system))
                .toList();
        this.progress = progress;
    }

    /** Throws an {@link AssertionError} that names the seed at the first thing lost or not agreed on. */
    Report run(int faults) throws IOException {
        ChaosSystem.devices().forEach(device -> seats.tries(device, Seats.NOBODY));
        ChaosSystem.users().forEach(user -> seats.tries(ChaosSystem.nameOf(user), ChaosSystem.FIRST_NAME));
        int done = 0;
        for (int round = 1; done < faults; round++) {
            int now = Math.min(FAULTS_A_ROUND, faults - done);
            Storm storm = Storm.over(system, seats, seed + round);
            try {
                strike(now);
                pause(300);
            } finally {
                storm.layDown();
            }
            done += now;
            Duration took = converge(round);
            if (round % ROUNDS_BETWEEN_LOOKS_AT_THE_DISK == 0 || done == faults) {
                lookAtTheDisk(round);
            }
            progress.accept("round " + round + ": " + done + " of " + faults + " faults, agreed after "
                    + took.toMillis() + " ms, " + seats.acknowledged() + " acknowledged, " + seats.withoutAnswer()
                    + " without an answer, 0 lost");
        }
        return new Report(struck, seats.acknowledged(), seats.withoutAnswer());
    }

    private void strike(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            pause(dice.nextInt(400));
            Fault fault = next();
            struck.merge(fault, 1, Integer::sum);
            startAgain();
            fault.strike(system, dice);
            if (dice.nextBoolean()) {
                awaitAnswer(); // or faults would mostly meet a companion that is not up yet
            }
        }
    }

    /** As a service manager does with one that ended, such as for a disk that was full at its start. */
    private void startAgain() {
        system.companions().stream()
                .map(ChaosCompanion::process)
                .filter(process -> !process.isRunning())
                .forEach(Companion::start);
    }

    private void awaitAnswer() {
        long end = System.nanoTime() + ANSWERED_WITHIN.toNanos();
        while (System.nanoTime() < end
                && system.companions().stream()
                        .anyMatch(one -> one.ask("/v1/status").isEmpty())) {
            pause(100);
        }
    }

    /** All kinds once in a random order before any comes again. */
    private Fault next() {
        if (hand.isEmpty()) {
            hand.addAll(possible);
            Collections.shuffle(hand, dice);
        }
        return hand.remove(hand.size() - 1);
    }

    private Duration converge(int round) {
        long began = System.nanoTime();
        List<String> differences = List.of("a companion does not answer");
        while (!differences.isEmpty()) {
            if (System.nanoTime() - began > CONVERGED_WITHIN.toNanos()) {
                throw failed(round, "not agreed after " + CONVERGED_WITHIN.toSeconds() + " s: " + differences);
            }
            pause(200);
            differences = look();
        }
        for (ChaosCompanion companion : system.companions()) {
            Told told = Told.by(companion).orElseThrow(() -> failed(round, "a companion stopped answering"));
            List<String> lost = seats.lost(told.seats());
            if (!lost.isEmpty()) {
                throw failed(round, "lost, says " + companion.name() + ": " + lost);
            }
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private List<String> look() {
        startAgain();
        var agreement = new Agreement();
        for (ChaosCompanion companion : system.companions()) {
            // Hand-made changes are found by the half-hourly verification, for which nobody waits here.
            boolean repaired = companion.tell("POST", "/v1/mirror/repair", "");
            Optional<Told> told = Told.by(companion);
            if (!repaired || told.isEmpty()) {
                return List.of(companion.name() + " does not answer");
            }
            for (ChaosAsterisk asterisk : system.asterisks()) {
                agreement
                        .ofRows(told.get(), asterisk)
                        .ofLinks(told.get(), asterisk)
                        .ofLamps(told.get(), asterisk);
            }
        }
        return agreement.differences();
    }

    private void lookAtTheDisk(int round) throws IOException {
        system.companions().forEach(companion -> companion.process().kill());
        try (Store store = system.storeOnDisk()) {
            var agreement = new Agreement();
            system.asterisks().forEach(asterisk -> agreement.ofAllRows(store.floor(), asterisk));
            if (!agreement.differences().isEmpty()) {
                throw failed(round, "the store on the disk differs from astdb: " + agreement.differences());
            }
        }
        system.companions().forEach(companion -> companion.process().start());
    }

    private AssertionError failed(int round, String what) {
        return new AssertionError("seed " + seed + ", round " + round + ": " + what
                + "\nreplay: agi-server/bench/chaos --seed " + seed + "\n" + system.lastWords());
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
