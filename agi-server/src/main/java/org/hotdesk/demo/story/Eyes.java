package org.hotdesk.demo.story;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.hotdesk.demo.MessageWaiting;
import org.hotdesk.demo.Phone;
import org.hotdesk.demo.PhoneCall;
import org.hotdesk.sip.watch.LampState;

/** Looks whether the story goes as told: in astdb, on the displays, at the lamps. Each look waits a while before it fails. */
final class Eyes {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LOOK_MILLIS = 50;

    private final Cast cast;

    Eyes(Cast cast) {
        this.cast = cast;
    }

    /** The row as {@code database show} prints it becomes this; empty means that there is none. */
    void row(String key, Optional<String> wanted) {
        until(
                () -> Optional.ofNullable(cast.system().asterisk().astdb().get(key))
                        .equals(wanted),
                () -> key + " is " + cast.system().asterisk().astdb().getOrDefault(key, "absent") + " and not "
                        + wanted.orElse("absent"));
    }

    /** All rows of devices and users. */
    SortedMap<String, String> rows() {
        SortedMap<String, String> all = cast.system().asterisk().astdb();
        all.keySet().removeIf(key -> !key.startsWith("/DEVICE/") && !key.startsWith("/AMPUSER/"));
        return all;
    }

    /** The phone rings; the call and what its display shows. */
    PhoneCall ringing(Phone phone) {
        return phone.awaitCall(PATIENCE)
                .orElseThrow(() -> new StepFailed("phone " + phone.account().name() + " did not ring"));
    }

    /** The display of a ringing phone shows this caller. */
    void display(PhoneCall call, String name, String number) {
        if (!call.peerNumber().equals(number) || !call.peerName().equals(Optional.of(name))) {
            throw new StepFailed("the display shows " + call.peerName().orElse("no name") + " <" + call.peerNumber()
                    + "> and not " + name + " <" + number + ">");
        }
    }

    void reaches(PhoneCall call, PhoneCall.State state) {
        if (!call.await(state, PATIENCE)) {
            throw new StepFailed("the call is " + call.state() + " and not " + state
                    + call.closedBecause().map(why -> ": " + why).orElse(""));
        }
    }

    /** The message lamp of the phone becomes this, told after the given moment; how long that took. */
    Duration messageLamp(Phone phone, boolean lit, Instant since) {
        MessageWaiting told = phone.awaitMessageWaiting(
                        told2 -> told2.waiting() == lit && !told2.at().isBefore(since), PATIENCE)
                .orElseThrow(() -> new StepFailed(
                        "the message lamp of " + phone.account().name() + " did not go " + (lit ? "on" : "off")));
        return Duration.between(since, told.at());
    }

    /** The lamp key for Ann shows this now or soon. */
    void annsKey(LampState wanted) {
        until(
                () -> !cast.annsLamp().isEmpty()
                        && cast.annsLamp().get(cast.annsLamp().size() - 1) == wanted,
                () -> "the lamp key for " + Cast.ANN + " showed " + cast.annsLamp() + " and is not " + wanted);
    }

    private static void until(Supplier<Boolean> condition, Supplier<String> complaint) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.get()) {
            if (System.nanoTime() > end) {
                throw new StepFailed(complaint.get());
            }
            pause(Duration.ofMillis(LOOK_MILLIS));
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("interrupted");
        }
    }
}
