package org.hotdesk.keeper;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.model.PolicyKey;

/**
 * The policies of the simulated office, one for each team, and when a session must end by them: said here once more and in another
 * way than the product says it, so that one can be held against the other.
 */
enum SimulatedRules {
    SHIFT(Map.of(PolicyKey.END_AFTER, "8h", PolicyKey.WARN, "10m")),
    OFFICE(Map.of(PolicyKey.END_AT, "mon-fri 18:00; sat 13:00", PolicyKey.WARN, "5m")),
    IDLERS(Map.of(PolicyKey.END_IDLE, "2h")),
    AGENTS(Map.of(PolicyKey.END_MISSED, "3")),
    WANDERERS(Map.of(PolicyKey.END_GONE, "30m")),
    BOSSES(Map.of(PolicyKey.EXEMPT, "yes", PolicyKey.END_AFTER, "1h", PolicyKey.END_MISSED, "1")),
    /** The hour at which clocks change. */
    NIGHT(Map.of(PolicyKey.PHONES, "move", PolicyKey.END_AFTER, "20h", PolicyKey.END_AT, "02:30")),
    GUESTS(Map.of(
            PolicyKey.PHONES,
            "deny",
            PolicyKey.END_AFTER,
            "4h",
            PolicyKey.END_AT,
            "20:00",
            PolicyKey.TIME_ZONE,
            "America/New_York"));

    static final ZoneId HERE = ZoneId.of("Europe/Berlin");
    private static final ZoneId THERE = ZoneId.of("America/New_York");

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<PolicyKey, String> policies;

    SimulatedRules(Map<PolicyKey, String> policies) {
        this.policies = policies;
    }

    /** The policies as they are set for the team. */
    Map<PolicyKey, String> policies() {
        return policies;
    }

    /** What happened to one session: when its phone was last heard, went, or its user let calls ring. */
    record Facts(
            Instant began,
            Optional<Instant> lastCall,
            Instant knownSince,
            Optional<Instant> goneSince,
            int missed,
            Instant lastMissed) {}

    /** Whether the end stands when the session begins. */
    boolean isFixed() {
        return this == SHIFT || this == OFFICE || this == NIGHT || this == GUESTS;
    }

    /** When the session must end; empty for never. It ends later only while it is in a call. */
    Optional<Instant> deadline(Facts facts) {
        Instant began = facts.began();
        return switch (this) {
            case SHIFT -> Optional.of(began.plus(Duration.ofHours(8)));
            case OFFICE -> Optional.of(officeCloses(began));
            case IDLERS -> Optional.of(idleSince(facts).plus(Duration.ofHours(2)));
            case AGENTS -> facts.missed() >= 3 ? Optional.of(facts.lastMissed()) : Optional.empty();
            case WANDERERS -> facts.goneSince().map(gone -> later(gone, began).plus(Duration.ofMinutes(30)));
            case BOSSES -> Optional.empty();
            case NIGHT ->
                Optional.of(earlier(began.plus(Duration.ofHours(20)), nextShown(began, LocalTime.of(2, 30), HERE)));
            case GUESTS ->
                Optional.of(earlier(began.plus(Duration.ofHours(4)), nextShown(began, LocalTime.of(20, 0), THERE)));
        };
    }

    private static Instant idleSince(Facts facts) {
        return later(later(facts.began(), facts.knownSince()), facts.lastCall().orElse(Instant.MIN));
    }

    private static Instant officeCloses(Instant began) {
        for (LocalDate date = LocalDate.ofInstant(began, HERE); ; date = date.plusDays(1)) {
            int day = date.getDayOfWeek().getValue();
            if (day <= 6) {
                Instant closes = date.atTime(day == 6 ? LocalTime.of(13, 0) : LocalTime.of(18, 0))
                        .atZone(HERE)
                        .toInstant();
                if (closes.isAfter(began)) {
                    return closes;
                }
            }
        }
    }

    /** The first moment after this one at which clocks reach the time, found by looking at them minute by minute. */
    private static Instant nextShown(Instant began, LocalTime time, ZoneId zone) {
        for (LocalDate date = LocalDate.ofInstant(began, zone); ; date = date.plusDays(1)) {
            Instant reached = date.atTime(time).atZone(zone).toInstant().minus(Duration.ofHours(2));
            while (reached.atZone(zone).toLocalDateTime().isBefore(date.atTime(time))) {
                reached = reached.plus(Duration.ofMinutes(1));
            }
            if (reached.isAfter(began)) {
                return reached;
            }
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
