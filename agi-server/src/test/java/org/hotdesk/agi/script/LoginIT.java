package org.hotdesk.agi.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.Phone;
import org.hotdesk.demo.PhoneCall;
import org.hotdesk.demo.PrivateAsterisk;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Logins by real phones through a real Asterisk; who sits where is read from its own CLI. */
@ExtendWith(LabExtension.class)
class LoginIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private LoginLab desk;
    private PrivateAsterisk asterisk;
    private Phone free;
    private Phone home;
    private Phone fixed;

    @BeforeEach
    void start(Lab lab, @TempDir Path folder) throws IOException {
        UserNumber bob = new UserNumber("301");
        desk = LoginLab.start(
                lab,
                folder,
                List.of(
                        device("2001"),
                        device("2002").fallingBackTo(bob),
                        device("2003").fixedTo(bob)),
                List.of(user("201", "Ann"), user("301", "Bob")));
        desk.store().pins().set(new UserNumber("201"), "4711".toCharArray());
        asterisk = desk.asterisk();
        free = lab.phone(asterisk, "2001");
        home = lab.phone(asterisk, "2002");
        fixed = lab.phone(asterisk, "2003");
    }

    /** The vectors of FreePBX's own login script, in one go: each leaves the floor for the next. */
    @Test
    void loginsAndLogoffs_moveDevicesAsFreePbxDoes() {
        asserting("2001 none", "2002 301", "2003 301", "201 -", "301 2002&2003");
        hear(free, "*11201*4711", "agent-loginok");
        asserting("2001 201", "2002 301", "2003 301", "201 2001", "301 2002&2003");
        hear(home, "*11201*4711", "agent-loginok");
        asserting("2001 201", "2002 201", "2003 301", "201 2001&2002", "301 2003");
        hear(home, "*12", "agent-loggedoff");
        asserting("2001 201", "2002 301", "2003 301", "201 2001", "301 2003&2002");
        hear(free, "*12", "agent-loggedoff");
        asserting("2001 none", "2002 301", "2003 301", "201 -", "301 2003&2002");
        long before = desk.store().changes().latest();
        hear(free, "*12", "de-activated");
        hear(fixed, "*11201*4711", "feature-not-avail-line");
        hear(fixed, "*12", "feature-not-avail-line");
        assertThat(desk.store().changes().latest())
                .as("changes by codes that change nothing")
                .isEqualTo(before);
    }

    @Test
    void login_asksForUserAndPin_byKeys() {
        long mark = asterisk.console().mark();
        PhoneCall call = free.dial("*11");
        press(call, mark, "agent-newlocation", "201#");
        press(call, mark, "agent-pass", "4711#");
        awaitSaid(mark, "agent-loginok");
        asserting("2001 201");
    }

    @Test
    void login_withAWrongPinFirst_asksAgain() {
        long mark = asterisk.console().mark();
        PhoneCall call = free.dial("*11201");
        press(call, mark, "agent-pass", "1111#");
        awaitSaid(mark, "vm-incorrect");
        long again = asterisk.console().mark();
        press(call, again, "agent-pass", "4711#");
        awaitSaid(again, "agent-loginok");
        asserting("2001 201");
    }

    @Test
    void hangingUp_whileAskedForThePin_changesNothing() {
        long before = desk.store().changes().latest();
        long mark = asterisk.console().mark();
        PhoneCall call = free.dial("*11201");
        awaitSaid(mark, "agent-pass");
        LoginLab.pause(500);
        call.press("47");
        call.hangUp();
        assertThat(call.await(PhoneCall.State.CLOSED, SOON)).isTrue();
        LoginLab.pause(1_000);
        assertThat(desk.store().changes().latest()).isEqualTo(before);
        asserting("2001 none");
    }

    @Test
    void toggle_logsOffWhoIsHere() {
        hear(free, "*11201*4711", "agent-loginok");
        hear(free, "*13", "agent-loggedoff");
        asserting("2001 none");
    }

    private void hear(Phone phone, String code, String file) {
        long mark = asterisk.console().mark();
        PhoneCall call = phone.dial(code);
        awaitSaid(mark, file);
        assertThat(call.await(PhoneCall.State.CLOSED, SOON)).as("%s ends", code).isTrue();
    }

    private void press(PhoneCall call, long mark, String prompt, String keys) {
        awaitSaid(mark, prompt);
        LoginLab.pause(700);
        call.press(keys);
    }

    private void awaitSaid(long mark, String file) {
        assertThat(asterisk.console().await(mark, Pattern.compile("Playing '" + file + "[.']"), SOON))
                .as("%s is played", file)
                .isPresent();
    }

    /**
     * Each row is a device and DEVICE/d/user, or a user and AMPUSER/u/device, with a dash for an absent key; read when
     * the caller has heard of success, so they must be there.
     */
    private void asserting(String... expected) {
        SortedMap<String, String> rows = desk.rowsInAsterisk();
        for (String row : expected) {
            String number = row.substring(0, row.indexOf(' '));
            String key = number.length() == 4 ? "/DEVICE/" + number + "/user" : "/AMPUSER/" + number + "/device";
            assertThat(number + " " + rows.getOrDefault(key, "-")).isEqualTo(row);
        }
        assertThat(rows).isEqualTo(desk.rowsOfTheStore());
    }
}
