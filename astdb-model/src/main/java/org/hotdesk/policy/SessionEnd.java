package org.hotdesk.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.Session;

/**
 * When a session ends by rule, as its facts stand now, and by which rule. That may be in the past: then it is to end as soon
 * as it may, which is never in the middle of a call.
 *
 * @param warnAt when the phone is to be rung before; empty when it is not
 */
public record SessionEnd(Instant at, Rule rule, Optional<Instant> warnAt) {
    /** Which rule ends a session; where two say the same moment, the one that stands first. */
    public enum Rule {
        /** Hot-desking was switched off for the user or the device. */
        DISABLED,
        DURATION,
        SCHEDULE,
        IDLE,
        MISSED_CALLS,
        PHONE_GONE
    }

    private record Moment(Instant at, Rule rule) {}

    /**
     * The first end that applies; empty when none does.
     *
     * @param allowed whether hot-desking is allowed for this user at this device
     * @param machine the zone that holds where the rules name none
     */
    public static Optional<SessionEnd> of(
            Session session, EndRules rules, boolean allowed, ZoneId machine, Activity activity) {
        if (!allowed) {
            return Optional.of(new SessionEnd(session.began(), Rule.DISABLED, Optional.empty()));
        }
        if (rules.exempt()) {
            return Optional.empty();
        }
        List<Moment> moments = new ArrayList<>();
        Instant began = session.began();
        if (isSet(rules.endAfter())) {
            moments.add(new Moment(began.plus(rules.endAfter()), Rule.DURATION));
        }
        rules.calendar()
                .nextAfter(began, rules.zone().orElse(machine))
                .ifPresent(at -> moments.add(new Moment(at, Rule.SCHEDULE)));
        if (isSet(rules.endIdle()) && !activity.inCall()) {
            moments.add(new Moment(later(began, activity.quietSince()).plus(rules.endIdle()), Rule.IDLE));
        }
        if (rules.endMissed() > 0 && activity.missed() >= rules.endMissed()) {
            moments.add(new Moment(later(began, activity.missedLast()), Rule.MISSED_CALLS));
        }
        if (isSet(rules.endGone())) {
            activity.goneSince()
                    .ifPresent(
                            gone -> moments.add(new Moment(later(began, gone).plus(rules.endGone()), Rule.PHONE_GONE)));
        }
        return moments.stream()
                .min(Comparator.comparing(Moment::at).thenComparing(Moment::rule))
                .map(first -> new SessionEnd(first.at(), first.rule(), warning(first, began, rules.warn())));
    }

    /** Only of ends that are known beforehand; a session shorter than the warning time is warned at once. */
    private static Optional<Instant> warning(Moment end, Instant began, Duration before) {
        boolean known = end.rule() == Rule.DURATION || end.rule() == Rule.SCHEDULE;
        return known && isSet(before) ? Optional.of(later(began, end.at().minus(before))) : Optional.empty();
    }

    private static boolean isSet(Duration span) {
        return !span.isZero();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
