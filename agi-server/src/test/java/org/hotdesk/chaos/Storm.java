package org.hotdesk.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * People who log in and out and users who are renamed, all the time, until it is told to lie down. Each thread has phones
 * and a user's name of its own, and every user may sit at any phone, so that users meet and what each acknowledgement
 * means is known. Thread-safe.
 */
final class Storm {
    private static final int PAUSE_MILLIS = 60;

    private final ChaosSystem system;
    private final Seats seats;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean blowing = true;

    private Storm(ChaosSystem system, Seats seats) {
        this.system = system;
        this.seats = seats;
    }

    /** Begins; the same seed has the same people do the same, as far as the answers allow. */
    static Storm over(ChaosSystem system, Seats seats, long seed) {
        var storm = new Storm(system, seats);
        for (int lane = 0; lane < ChaosSystem.LANES; lane++) {
            int own = lane;
            var dice = new Random(seed * 31 + lane);
            var thread = new Thread(() -> storm.blow(own, dice), "storm-" + lane);
            storm.threads.add(thread);
            thread.start();
        }
        return storm;
    }

    private void blow(int lane, Random dice) {
        while (blowing) {
            String device = ChaosSystem.device(2 * lane + dice.nextInt(2));
            String user = ChaosSystem.user(dice.nextInt(ChaosSystem.LANES));
            ChaosCompanion companion =
                    system.companions().get(dice.nextInt(system.companions().size()));
            switch (dice.nextInt(8)) {
                case 0, 1 -> logoff(companion, device);
                case 2 -> rename(companion, ChaosSystem.user(lane), "Person " + dice.nextInt(1_000));
                case 3 -> loginByPhone(companion, device, user);
                default -> login(companion, device, user);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10 + dice.nextInt(PAUSE_MILLIS)));
        }
    }

    private void login(ChaosCompanion companion, String device, String user) {
        seats.tries(device, user);
        boolean done = companion.tell("POST", "/v1/login", "{\"device\":\"" + device + "\",\"user\":\"" + user + "\"}");
        note(done, device, user);
    }

    private void logoff(ChaosCompanion companion, String device) {
        seats.tries(device, Seats.NOBODY);
        note(companion.tell("POST", "/v1/logoff", "{\"device\":\"" + device + "\"}"), device, Seats.NOBODY);
    }

    private void rename(ChaosCompanion companion, String user, String name) {
        seats.tries(ChaosSystem.nameOf(user), name);
        boolean done = companion.tell("PATCH", "/v1/users/" + user, "{\"cidname\":\"" + name + "\"}");
        note(done, ChaosSystem.nameOf(user), name);
    }

    /** What the caller hears is the acknowledgement, also "it will be so soon". */
    private void loginByPhone(ChaosCompanion companion, String device, String user) {
        seats.tries(device, user);
        Optional<String> heard = companion.loginByPhone(device, user);
        note(
                heard.filter(List.of("logged-in", "pending", "already-here")::contains)
                        .isPresent(),
                device,
                user);
    }

    private void note(boolean acknowledged, String thing, String state) {
        if (acknowledged) {
            seats.acknowledged(thing, state);
        } else {
            seats.unanswered();
        }
    }

    /** Ends it, and returns when everybody has had the last answer. */
    void layDown() {
        blowing = false;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the storm lay down", e);
            }
        }
    }
}
