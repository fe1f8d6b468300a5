package org.hotdesk.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.hotdesk.keeper.Warner;
import org.hotdesk.model.Device;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Session;

/** Rings the phone and says in how many minutes its session ends, in files of Asterisk's core sounds. Thread-safe. */
public final class WarningCall implements Warner {
    private static final int LISTED = 20;
    private static final int NUMBER_MAX = 99;

    private final Supplier<Floor> floor;
    private final Ringer ringer;
    private final Clock clock;

    /** Rings a phone and plays files; never waits. */
    @FunctionalInterface
    public interface Ringer {
        /**
         * Rings.
         *
         * @param files with {@code &} between
         */
        void ring(Device device, String callerId, String files);
    }

    /** @param floor gives the newest snapshot without blocking */
    public WarningCall(Supplier<Floor> floor, Ringer ringer, Clock clock) {
        this.floor = floor;
        this.ringer = ringer;
        this.clock = clock;
    }

    @Override
    public void warn(Session session, Instant end) {
        String files = files(Duration.between(clock.instant(), end));
        floor.get()
                .device(session.device())
                .ifPresent(device -> ringer.ring(device, "\"Logoff soon\" <" + session.user() + ">", files));
    }

    /** Two falling tones, "agent logged off", "less than", "5", "minutes"; at more than 99 minutes in hours. */
    static String files(Duration left) {
        long minutes = roundedUp(left.toSeconds(), Duration.ofMinutes(1).toSeconds());
        boolean inMinutes = minutes <= NUMBER_MAX;
        long number = inMinutes
                ? minutes
                : roundedUp(left.toMinutes(), Duration.ofHours(1).toMinutes());
        String unit = inMinutes ? "minute" : "hour";
        return "descending-2tone&agent-loggedoff&queue-less-than&" + said((int) Math.min(NUMBER_MAX, number)) + "&"
                + unit + (number == 1 ? "" : "s");
    }

    private static long roundedUp(long amount, long unit) {
        return Math.max(1, (amount + unit - 1) / unit);
    }

    private static String said(int number) {
        if (number <= LISTED || number % 10 == 0) {
            return "digits/" + number;
        }
        return "digits/" + number / 10 * 10 + "&digits/" + number % 10;
    }
}
