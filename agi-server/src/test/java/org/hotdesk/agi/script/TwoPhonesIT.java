package org.hotdesk.agi.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hotdesk.ami.mirror.MirrorReport;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.Phone;
import org.hotdesk.demo.PhoneCall;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One person logs in at two phones at the same moment: both win, and astdb is what the store says, every time. */
@ExtendWith(LabExtension.class)
class TwoPhonesIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int ROUNDS_BY_PHONE = 20;

    // Four people at two phones each: 200 logins in every build, 2,000 with -Dhotdesk.login-rounds=250.
    private static final int PEOPLE = 4;
    private static final int ROUNDS_BY_SOCKET = Integer.getInteger("hotdesk.login-rounds", 25);
    private static final int ROUNDS_BETWEEN_CLI_LOOKS = 10;

    private LoginLab desk;

    @BeforeEach
    void start(Lab lab, @TempDir Path folder) throws IOException {
        List<UserNumber> people =
                IntStream.range(0, PEOPLE).mapToObj(TwoPhonesIT::person).toList();
        desk = LoginLab.start(
                lab,
                folder,
                IntStream.range(0, 2 * PEOPLE)
                        .mapToObj(TwoPhonesIT::phone)
                        .map(p -> device(p.digits()))
                        .toList(),
                people.stream()
                        .map(number -> user(number.digits(), "Person " + number))
                        .toList());
        people.forEach(number -> desk.store().pins().set(number, "4711".toCharArray()));
    }

    private static UserNumber person(int i) {
        return new UserNumber(Integer.toString(201 + i));
    }

    /** Each person has two neighbours of these. */
    private static DeviceNumber phone(int i) {
        return new DeviceNumber(Integer.toString(2001 + i));
    }

    @Test
    void bothPhones_areTheUsers_twentyTimes(Lab lab) {
        Phone first = lab.phone(desk.asterisk(), "2001");
        Phone second = lab.phone(desk.asterisk(), "2002");
        for (int round = 0; round < ROUNDS_BY_PHONE; round++) {
            PhoneCall one = first.dial("*11201*4711");
            PhoneCall other = second.dial("*11201*4711");
            assertThat(one.await(PhoneCall.State.CLOSED, SOON)).isTrue();
            assertThat(other.await(PhoneCall.State.CLOSED, SOON)).isTrue();
            assertTwice(0, round);
            assertRowsByCli(round);
            logAllOff();
        }
    }

    @Test
    void bothPhones_areTheUsers_thousandsOfTimes_withOthersAtTheSameMoment() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(2 * PEOPLE);
        try {
            for (int round = 0; round < ROUNDS_BY_SOCKET; round++) {
                List<Future<String>> results = IntStream.range(0, 2 * PEOPLE)
                        .mapToObj(i -> callers.submit(() -> login(phone(i), person(i / 2))))
                        .toList();
                for (Future<String> result : results) {
                    assertThat(result.get()).isIn("logged-in", "pending");
                }
                for (int i = 0; i < PEOPLE; i++) {
                    assertTwice(i, round);
                }
                awaitMirrored();
                assertRowsByReading(round);
                if (round % ROUNDS_BETWEEN_CLI_LOOKS == 0) {
                    assertRowsByCli(round);
                }
                logAllOff();
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private String login(DeviceNumber device, UserNumber user) throws IOException {
        return new ScriptedPhone()
                .call(desk.agi().address(), "login?device=" + device + "&user=" + user + "&pin=4711")
                .variable("HD_RESULT")
                .orElse("no result");
    }

    private void assertTwice(int person, int round) {
        assertThat(desk.store().floor().sessionsOf(person(person)))
                .as("round %d, person %d", round, person)
                .hasSize(2);
    }

    /** By the mirror's own reading, which is quick. */
    private void assertRowsByReading(int round) {
        MirrorReport report = desk.bridge().check();
        assertThat(report.isClean()).as("round %d: %s", round, report).isTrue();
    }

    private void assertRowsByCli(int round) {
        assertThat(desk.rowsInAsterisk()).as("round %d", round).isEqualTo(desk.rowsOfTheStore());
    }

    private void logAllOff() {
        IntStream.range(0, 2 * PEOPLE).forEach(i -> desk.store().logins().logoff(phone(i), How.CLI));
        awaitMirrored();
    }

    private void awaitMirrored() {
        assertThat(desk.bridge().awaitMirrored(desk.store().changes().latest(), SOON))
                .isTrue();
    }
}
