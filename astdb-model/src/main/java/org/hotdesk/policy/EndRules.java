package org.hotdesk.policy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.hotdesk.model.WeeklyCalendar;

/**
 * When a session ends by itself. A duration of zero and a number of 0 are rules that there are not.
 *
 * @param endAfter how long a session lasts
 * @param calendar when sessions end, by the clocks of the zone
 * @param zone empty for the machine's
 * @param endIdle how long one may make and take no call
 * @param endMissed how many calls in a row may ring unanswered
 * @param endGone how long the phone may be away
 * @param exempt whether none of them applies
 * @param warn how long before {@code endAfter} or the calendar the phone is warned
 */
public record EndRules(
        Duration endAfter,
        WeeklyCalendar calendar,
        Optional<ZoneId> zone,
        Duration endIdle,
        int endMissed,
        Duration endGone,
        boolean exempt,
        Duration warn) {}
