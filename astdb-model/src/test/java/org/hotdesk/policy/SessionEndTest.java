package org.hotdesk.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.model.WeeklyCalendar;
import org.hotdesk.policy.SessionEnd.Rule;
import org.junit.jupiter.api.Test;

class SessionEndTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z"); // a Friday
    private static final Duration NO = Duration.ZERO;
    private static final Activity QUIET = Activity.quietSince(NINE);
    private static final EndRules NONE = new EndRules(NO, WeeklyCalendar.NEVER, Optional.empty(), NO, 0, NO, false, NO);

    private static Session session(Instant began) {
        return new Session(1, new DeviceNumber("1001"), new UserNumber("201"), began, How.CODE);
    }

    private static Optional<SessionEnd> end(EndRules rules, Activity activity) {
        return SessionEnd.of(session(NINE), rules, true, ZoneOffset.UTC, activity);
    }

    private static EndRules after(Duration span) {
        return new EndRules(span, WeeklyCalendar.NEVER, Optional.empty(), NO, 0, NO, false, NO);
    }

    private static EndRules at(String calendar, ZoneId zone) {
        return new EndRules(NO, WeeklyCalendar.parse(calendar).orElseThrow(), Optional.of(zone), NO, 0, NO, false, NO);
    }

    private static EndRules idle(Duration span) {
        return new EndRules(NO, WeeklyCalendar.NEVER, Optional.empty(), span, 0, NO, false, NO);
    }

    private static EndRules missed(int calls) {
        return new EndRules(NO, WeeklyCalendar.NEVER, Optional.empty(), NO, calls, NO, false, NO);
    }

    private static EndRules gone(Duration span) {
        return new EndRules(NO, WeeklyCalendar.NEVER, Optional.empty(), NO, 0, span, false, NO);
    }

    private static SessionEnd at(String moment, Rule rule) {
        return new SessionEnd(Instant.parse(moment), rule, Optional.empty());
    }

    @Test
    void withoutRules_itNeverEnds() {
        assertThat(end(NONE, QUIET)).isEmpty();
        assertThat(end(NONE, new Activity(false, NINE, 99, NINE, Optional.of(NINE))))
                .isEmpty();
    }

    @Test
    void duration_countsFromTheLogin() {
        assertThat(end(after(Duration.ofHours(8)), QUIET)).contains(at("2026-11-20T17:00:00Z", Rule.DURATION));
    }

    @Test
    void schedule_isTheFirstTimeAfterTheLogin_byTheZonesClocks() {
        assertThat(end(at("18:00", BERLIN), QUIET)).contains(at("2026-11-20T17:00:00Z", Rule.SCHEDULE));
        assertThat(end(at("10:00", BERLIN), QUIET)) // that is when it began
                .contains(at("2026-11-21T09:00:00Z", Rule.SCHEDULE));
        assertThat(end(at("mon-fri 08:00; sat 13:00", BERLIN), QUIET))
                .contains(at("2026-11-21T12:00:00Z", Rule.SCHEDULE));
    }

    @Test
    void schedule_withoutAZone_isByTheMachinesClocks() {
        EndRules rules =
                new EndRules(NO, WeeklyCalendar.parse("18:00").orElseThrow(), Optional.empty(), NO, 0, NO, false, NO);

        assertThat(SessionEnd.of(session(NINE), rules, true, ZoneId.of("Asia/Tokyo"), QUIET))
                .contains(at("2026-11-21T09:00:00Z", Rule.SCHEDULE));
    }

    /** Clocks in Berlin went from 02:00 to 03:00 on 29 March 2026, at 01:00Z. */
    @Test
    void schedule_onTheDayClocksGoForward() {
        Session evening = session(Instant.parse("2026-03-28T20:00:00Z"));

        assertThat(SessionEnd.of(evening, at("02:30", BERLIN), true, ZoneOffset.UTC, QUIET))
                .as("there is no half past two: the first moment after the gap")
                .contains(at("2026-03-29T01:00:00Z", Rule.SCHEDULE));
        assertThat(SessionEnd.of(evening, at("18:00", BERLIN), true, ZoneOffset.UTC, QUIET))
                .contains(at("2026-03-29T16:00:00Z", Rule.SCHEDULE));
    }

    /** Clocks in Berlin went from 03:00 to 02:00 on 25 October 2026, at 01:00Z: 02:30 was at 00:30Z and at 01:30Z. */
    @Test
    void schedule_onTheDayClocksGoBack() {
        EndRules rules = at("02:30", BERLIN);

        assertThat(SessionEnd.of(session(Instant.parse("2026-10-24T20:00:00Z")), rules, true, ZoneOffset.UTC, QUIET))
                .contains(at("2026-10-25T00:30:00Z", Rule.SCHEDULE));
        assertThat(SessionEnd.of(session(Instant.parse("2026-10-25T00:45:00Z")), rules, true, ZoneOffset.UTC, QUIET))
                .as("the second half past two is none")
                .contains(at("2026-10-26T01:30:00Z", Rule.SCHEDULE));
    }

    @Test
    void idleness_countsFromTheLastCall_andNotDuringOne() {
        Instant noon = Instant.parse("2026-11-20T12:00:00Z");
        EndRules hour = idle(Duration.ofHours(1));

        assertThat(end(hour, QUIET)).contains(at("2026-11-20T10:00:00Z", Rule.IDLE));
        assertThat(end(hour, Activity.quietSince(noon))).contains(at("2026-11-20T13:00:00Z", Rule.IDLE));
        assertThat(end(hour, Activity.quietSince(NINE.minusSeconds(7200))))
                .as("a login is no idleness")
                .contains(at("2026-11-20T10:00:00Z", Rule.IDLE));
        assertThat(end(hour, new Activity(true, NINE, 0, NINE, Optional.empty())))
                .isEmpty();
    }

    @Test
    void missedCalls_endItAtTheLastOfThem() {
        Instant ten = Instant.parse("2026-11-20T10:00:00Z");

        assertThat(end(missed(3), new Activity(false, NINE, 2, ten, Optional.empty())))
                .isEmpty();
        assertThat(end(missed(3), new Activity(false, NINE, 3, ten, Optional.empty())))
                .contains(at("2026-11-20T10:00:00Z", Rule.MISSED_CALLS));
    }

    @Test
    void goneForSoLong_endsIt_andAPhoneThatIsThereDoesNot() {
        EndRules tenMinutes = gone(Duration.ofMinutes(10));

        assertThat(end(tenMinutes, QUIET)).isEmpty();
        assertThat(end(tenMinutes, new Activity(false, NINE, 0, NINE, Optional.of(NINE.plusSeconds(60)))))
                .contains(at("2026-11-20T09:11:00Z", Rule.PHONE_GONE));
        assertThat(end(tenMinutes, new Activity(false, NINE, 0, NINE, Optional.of(NINE.minusSeconds(3600)))))
                .as("nobody sat there before")
                .contains(at("2026-11-20T09:10:00Z", Rule.PHONE_GONE));
    }

    @Test
    void theFirstOfSeveralRulesHolds() {
        EndRules rules = new EndRules(
                Duration.ofHours(8),
                WeeklyCalendar.parse("17:00").orElseThrow(),
                Optional.empty(),
                Duration.ofHours(2),
                0,
                NO,
                false,
                NO);

        assertThat(end(rules, QUIET)).contains(at("2026-11-20T11:00:00Z", Rule.IDLE));
        assertThat(end(rules, Activity.quietSince(Instant.parse("2026-11-20T16:30:00Z"))))
                .as("at the same moment the one that is named first")
                .contains(at("2026-11-20T17:00:00Z", Rule.DURATION));
    }

    @Test
    void exempt_isEndedByNoTime_butByTheRightBeingTaken() {
        EndRules rules = new EndRules(Duration.ofHours(1), WeeklyCalendar.NEVER, Optional.empty(), NO, 1, NO, true, NO);
        Activity busy = new Activity(false, NINE, 5, NINE, Optional.of(NINE));

        assertThat(end(rules, busy)).isEmpty();
        assertThat(SessionEnd.of(session(NINE), rules, false, ZoneOffset.UTC, busy))
                .contains(at("2026-11-20T09:00:00Z", Rule.DISABLED));
    }

    @Test
    void warning_isSoLongBefore_andOfKnownEndsOnly() {
        Duration five = Duration.ofMinutes(5);
        EndRules known =
                new EndRules(Duration.ofHours(8), WeeklyCalendar.NEVER, Optional.empty(), NO, 0, NO, false, five);
        EndRules surprise =
                new EndRules(NO, WeeklyCalendar.NEVER, Optional.empty(), Duration.ofHours(1), 0, NO, false, five);
        EndRules shorter =
                new EndRules(Duration.ofMinutes(2), WeeklyCalendar.NEVER, Optional.empty(), NO, 0, NO, false, five);

        assertThat(end(known, QUIET).flatMap(SessionEnd::warnAt)).contains(Instant.parse("2026-11-20T16:55:00Z"));
        assertThat(end(surprise, QUIET).flatMap(SessionEnd::warnAt)).isEmpty();
        assertThat(end(shorter, QUIET).flatMap(SessionEnd::warnAt)).contains(NINE);
    }
}
