package org.hotdesk.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.Operator;
import org.hotdesk.demo.Phone;
import org.hotdesk.demo.PhoneCall;
import org.hotdesk.demo.PhoneCall.State;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.UserNumber;
import org.hotdesk.model.WeeklyCalendar;
import org.hotdesk.store.EndedSession.Why;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How sessions end, by dialling on a real Asterisk, with a clock that is put forward. */
@ExtendWith(LabExtension.class)
class SessionEndIT {
    private static final Duration SOON = ClockedSystem.SOON;
    private static final PolicyScope ANN = new PolicyScope.OfUser(new UserNumber("201"));
    private static final PolicyScope DESK = new PolicyScope.OfDevice(new DeviceNumber("1001"));
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static ClockedSystem system;
    private static Phone desk;
    private static Phone colleague;

    @BeforeAll
    static void start(Lab lab) throws IOException {
        system = ClockedSystem.start(lab, Map.of());
        system.system().addUser("201", "Ann Lee", "8264", "--ringtimer", "2", "--mailbox", "201@default");
        system.system().addUser("203", "Cleo Fox", "5937");
        desk = lab.phone(system.system().addDevice("1001"));
        colleague = lab.phone(system.system().addDevice("1003", "--type", "fixed", "--default-user", "203"));
    }

    @BeforeEach
    void logIn() {
        system.system().operator().ok("login", "201", "1001");
    }

    @AfterEach
    void forgetPolicies() {
        for (PolicyKey key : PolicyKey.values()) {
            if (key.name().startsWith("END_")
                    || Set.of(PolicyKey.EXEMPT, PolicyKey.WARN, PolicyKey.HOT_DESKING)
                            .contains(key)) {
                system.policy(ANN, key, "");
            }
        }
        system.system().operator().run("logoff", "1001");
    }

    private static void set(PolicyKey key, String value) {
        system.policy(ANN, key, value);
    }

    private static PhoneCall talk() {
        PhoneCall out = colleague.dial("201");
        PhoneCall in = rings();
        in.answer();
        assertThat(out.await(State.TALKING, SOON)).isTrue();
        return out;
    }

    private static PhoneCall rings() {
        return desk.awaitCall(SOON).orElseThrow();
    }

    @Test
    void afterADuration_thePhoneIsNobodys() {
        set(PolicyKey.END_AFTER, "8h");
        system.logOff(desk);
        system.logIn(desk, "201", "8264");
        system.clock().pass(Duration.ofHours(8).minusSeconds(60));
        system.assertStays("201", "1001");
        system.clock().pass(Duration.ofSeconds(60));

        assertThat(system.awaitEnd("1001")).isEqualTo(Why.DURATION);
        long mark = system.asterisk().console().mark();
        PhoneCall call = desk.dial("203");
        system.awaitSaid(mark, "feature-not-avail-line");
        call.hangUp();
        system.awaitQuiet(call);
    }

    @Test
    void atATimeOfDay_andByTheCalendarOfAZone() {
        WeeklyCalendar friday = WeeklyCalendar.parse("fri 18:00").orElseThrow();
        set(PolicyKey.END_AT, "mon-fri 18:00; sat 13:00");
        set(PolicyKey.TIME_ZONE, "Europe/Berlin");
        Instant six = friday.nextAfter(system.clock().instant().plus(Duration.ofDays(1)), BERLIN)
                .orElseThrow();
        // Days pass in which the session would end: the rule is set when it is Friday afternoon.
        set(PolicyKey.END_AT, "none");
        system.clock().forwardTo(six.minusSeconds(3600));
        system.system().operator().ok("logoff", "1001");
        logIn();
        set(PolicyKey.END_AT, "mon-fri 18:00; sat 13:00");
        assertThat(system.system().operator().ok("sessions", "--json"))
                .contains("\"ends\" : \"" + six + "\"", "\"ends_why\" : \"schedule\"");
        assertThat(system.system().operator().ok("sessions")).contains("ENDS").contains("schedule");

        system.clock().forwardTo(six.minusSeconds(20));
        system.assertStays("201", "1001");
        system.clock().forwardTo(six);
        assertThat(system.awaitEnd("1001")).isEqualTo(Why.SCHEDULE);

        logIn();
        system.clock().forwardTo(six.plus(Duration.ofHours(19)));
        assertThat(system.awaitEnd("1001")).as("Saturday at one").isEqualTo(Why.SCHEDULE);
    }

    @Test
    void afterIdleness_countedFromTheEndOfTheLastCall() {
        set(PolicyKey.END_IDLE, "1h");
        PhoneCall call = talk();
        system.clock().pass(Duration.ofHours(3));
        system.assertStays("201", "1001");
        call.hangUp();
        system.awaitQuiet(call);
        system.clock().pass(Duration.ofMinutes(59));
        system.assertStays("201", "1001");
        system.clock().pass(Duration.ofMinutes(1));

        assertThat(system.awaitEnd("1001")).isEqualTo(Why.IDLE);
    }

    @Test
    void neverInTheMiddleOfACall_butWhenItEnds_evenAfterARestartOfTheCompanion() throws IOException {
        set(PolicyKey.END_AFTER, "1h");
        PhoneCall call = talk();
        system.clock().pass(Duration.ofHours(2));
        system.assertStays("201", "1001");
        system.restartCompanion();
        system.assertStays("201", "1001");
        assertThat(call.state()).isEqualTo(State.TALKING);
        call.hangUp();

        assertThat(system.awaitEnd("1001")).isEqualTo(Why.DURATION);
    }

    @Test
    void hotDeskingSwitchedOff_endsTheSession_afterTheCall() {
        PhoneCall call = talk();
        set(PolicyKey.HOT_DESKING, "no");
        system.assertStays("201", "1001");
        call.hangUp();

        assertThat(system.awaitEnd("1001")).isEqualTo(Why.DISABLED);
        system.awaitQuiet(call);
    }

    @Test
    void afterMissedCalls_whetherTheyRangOutOrTheCallerGaveUp() {
        set(PolicyKey.END_MISSED, "2");
        long mark = system.asterisk().console().mark();
        PhoneCall first = colleague.dial("201");
        assertThat(rings().isIncoming()).isTrue();
        system.awaitSaid(mark, "vm-intro"); // it rang out, and the mailbox answers
        first.hangUp();
        system.awaitQuiet(first);
        system.assertStays("201", "1001");
        PhoneCall second = colleague.dial("201");
        assertThat(rings().isIncoming()).isTrue();
        second.hangUp();

        assertThat(system.awaitEnd("1001")).isEqualTo(Why.MISSED_CALLS);
    }

    @Test
    void aCallThatIsTaken_makesUpForThoseMissed() {
        set(PolicyKey.END_MISSED, "2");
        for (int i = 0; i < 2; i++) {
            PhoneCall missed = colleague.dial("201");
            assertThat(rings().isIncoming()).isTrue();
            missed.hangUp();
            system.awaitQuiet(missed);
            PhoneCall taken = talk();
            taken.hangUp();
            system.awaitQuiet(taken);
        }
        system.assertStays("201", "1001");
    }

    @Test
    void whenThePhoneIsGone() {
        set(PolicyKey.END_GONE, "10m");
        desk.unregister();
        system.eventually(
                "the phone is gone",
                () -> system.asterisk().cli("pjsip show endpoint 1001").contains("Unavailable"));
        system.assertStays("201", "1001");
        system.clock().pass(Duration.ofMinutes(11));

        assertThat(system.awaitEnd("1001")).isEqualTo(Why.PHONE_GONE);
        assertThat(desk.register(SOON)).startsWith("200");
    }

    @Test
    void whenThePhoneIsGoneFromTheSipEdge_andThePersonsOtherPhoneStays(Lab lab) {
        Phone remote = lab.phone(system.deviceBehindTheEdge("1002"));
        system.logIn(remote, "201", "8264");
        set(PolicyKey.END_GONE, "10m");
        remote.unregister();
        system.eventually("the edge knows", () -> system.system()
                .operator()
                .ok("sip", "registrations", "--json")
                .contains("\"registrations\" : [ ]"));
        system.clock().pass(Duration.ofMinutes(11));

        assertThat(system.awaitEnd("1002")).isEqualTo(Why.PHONE_GONE);
        assertThat(system.sits("201", "1001")).isTrue();
    }

    @Test
    void aWarningCall_comesBefore() {
        set(PolicyKey.END_AFTER, "1h");
        set(PolicyKey.WARN, "5m");
        long mark = system.asterisk().console().mark();
        system.clock().pass(Duration.ofMinutes(55));

        PhoneCall warning = rings();
        assertThat(warning.peerName()).isEqualTo(Optional.of("Logoff soon"));
        warning.answer();
        system.awaitSaid(mark, "descending-2tone");
        system.awaitSaid(mark, "minutes");
        system.awaitQuiet(warning);
        assertThat(system.sits("201", "1001")).isTrue();
        system.clock().pass(Duration.ofMinutes(5));
        assertThat(system.awaitEnd("1001")).isEqualTo(Why.DURATION);
    }

    @Test
    void exemptUsers_areEndedByNoTime() {
        system.policy(DESK, PolicyKey.END_AFTER, "1h");
        system.policy(DESK, PolicyKey.END_IDLE, "1h");
        set(PolicyKey.EXEMPT, "yes");
        system.clock().pass(Duration.ofDays(2));
        system.assertStays("201", "1001");

        set(PolicyKey.EXEMPT, "no");
        assertThat(system.awaitEnd("1001")).isEqualTo(Why.DURATION);
        system.policy(DESK, PolicyKey.END_AFTER, "");
        system.policy(DESK, PolicyKey.END_IDLE, "");
    }

    @Test
    void fromAnotherPhone_byCodeAndPin() {
        long mark = system.asterisk().console().mark();
        PhoneCall call = colleague.dial("*12201");
        system.awaitSaid(mark, "agent-pass");
        ClockedSystem.pause(Duration.ofMillis(700));
        call.press("1111#");
        system.awaitSaid(mark, "vm-incorrect");
        assertThat(system.sits("201", "1001")).isTrue();
        long again = system.asterisk().console().mark();
        system.awaitSaid(again, "agent-pass");
        ClockedSystem.pause(Duration.ofMillis(700));
        call.press("8264#");

        assertThat(system.awaitEnd("1001")).isEqualTo(Why.REMOTE);
        system.awaitSaid(again, "agent-loggedoff");
        assertThat(system.sits("203", "1003")).as("whose phone it was").isTrue();
    }

    @Test
    void byAnOperator() {
        Operator operator = system.system().operator();
        operator.ok("logoff", "1001");

        assertThat(system.awaitEnd("1001")).isEqualTo(Why.FORCED);
        assertThat(operator.ok("sessions", "--ended", "1")).contains("forced");
    }
}
