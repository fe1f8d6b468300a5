package org.hotdesk.sip.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Collects what phones see, for somebody who waits for it. Thread-safe; keeps all of it, so not for long service. */
public final class Sightings implements Consumer<Sighting> {
    private final List<Sighting> seen = new ArrayList<>();

    @Override
    public synchronized void accept(Sighting sighting) {
        seen.add(sighting);
        notifyAll();
    }

    /** All so far, oldest first. */
    public synchronized List<Sighting> all() {
        return List.copyOf(seen);
    }

    /** How many so far: the {@code from} of a later {@link #await}. */
    public synchronized int count() {
        return seen.size();
    }

    /** The newest lamp of that number. */
    public synchronized Optional<LampState> lamp(String number) {
        LampState state = null;
        for (Sighting sighting : seen) {
            if (sighting instanceof Sighting.Lamp lamp && lamp.number().equals(number)) {
                state = lamp.state();
            }
        }
        return Optional.ofNullable(state);
    }

    /** Waits for the first one that fits among those after the first {@code from}; empty when the time is over. */
    public synchronized Optional<Sighting> await(int from, Predicate<Sighting> fits, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        int next = from;
        while (true) {
            for (; next < seen.size(); next++) {
                if (fits.test(seen.get(next))) {
                    return Optional.of(seen.get(next));
                }
            }
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return Optional.empty();
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    /** Waits until a lamp shows that state, or is found to show it. */
    public Optional<Sighting> awaitLamp(int from, String number, LampState state, Duration atMost) {
        return await(
                from,
                sighting ->
                        sighting instanceof Sighting.Lamp lamp && lamp.number().equals(number) && lamp.state() == state,
                atMost);
    }

    /** Waits until a mailbox is told to be in that state. */
    public Optional<Sighting> awaitMailbox(int from, Predicate<Messages> fits, Duration atMost) {
        return await(from, sighting -> sighting instanceof Sighting.Mailbox box && fits.test(box.messages()), atMost);
    }
}
