package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A box that is defined in the store, on a real Asterisk: a message is left in it, and its owner gives it another password by phone. */
@ExtendWith(LabExtension.class)
class VoicemailBoxIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String OLD = "4711";
    private static final String NEW = "59264";

    private static final String DIALPLAN =
            """
            [from-internal]
            exten => _82XX,1,VoiceMail(2${EXTEN:2}@default,s)
            exten => _92XX,1,VoiceMailMain(2${EXTEN:2}@default)
            """;

    /** A system with a phone, and what is seen of it. */
    private record Desk(LiveSystem system, Phone phone) {
        static Desk start(Lab lab, Map<String, String> settings) {
            LiveSystem system = lab.add(LiveSystem.start(
                    lab.installation(),
                    lab.ports(),
                    Clock.systemUTC(),
                    Map.of("extensions.d/lab.conf", DIALPLAN),
                    settings));
            Operator operator = system.operator();
            operator.ok("person", "add", "ann", "--first-name", "Ann", "--email", "ann@example.org");
            operator.okWith(
                    OLD + "\n",
                    "mailbox",
                    "add",
                    "201@default",
                    "--name",
                    "Ann",
                    "--person",
                    "ann",
                    "--password-file",
                    "-");
            return new Desk(system, lab.phone(system.addDevice("1001")));
        }

        PrivateAsterisk asterisk() {
            return system.asterisk();
        }

        void leaveMessage(String number, Path message) {
            PhoneCall call = phone.dial(number);
            assertThat(call.await(PhoneCall.State.TALKING, SOON)).isTrue();
            pause(4_000);
            call.hangUp();
            assertThat(Waiting.until(SOON, () -> Files.exists(message)))
                    .as("%s, console: %s", message, asterisk().console().since(0))
                    .isTrue();
        }

        /** Dials the box and its password, and says whether Asterisk lets in. */
        boolean entersBy(String password) {
            PhoneCall call = phone.dial("9201");
            boolean in = enter(call, password);
            hangUp(call);
            return in;
        }

        void changePassword(String password, String fresh) {
            PhoneCall call = phone.dial("9201");
            assertThat(enter(call, password)).isTrue();
            press(call, "0", "vm-options");
            press(call, "5", "vm-newpassword");
            press(call, fresh + "#", "vm-reenterpassword");
            press(call, fresh + "#", "vm-passchanged");
            hangUp(call);
        }

        private boolean enter(PhoneCall call, String password) {
            long mark = asterisk().console().mark();
            assertThat(call.await(PhoneCall.State.TALKING, SOON)).isTrue();
            awaitSaid(Math.max(0, mark - 2_000), "vm-password");
            pause(700);
            mark = asterisk().console().mark();
            call.press(password + "#");
            return awaitSaid(mark, "vm-youhave|vm-incorrect").equals("vm-youhave");
        }

        private void press(PhoneCall call, String keys, String heard) {
            pause(700);
            long mark = asterisk().console().mark();
            call.press(keys);
            awaitSaid(mark, heard);
        }

        private String awaitSaid(long mark, String files) {
            var said = asterisk().console().await(mark, Pattern.compile("Playing '(" + files + ")[.']"), SOON);
            assertThat(said)
                    .as("%s is played: %s", files, asterisk().console().since(mark))
                    .isPresent();
            Matcher file = Pattern.compile("Playing '([a-z-]+)").matcher(said.get());
            return file.find() ? file.group(1) : "";
        }

        private static void hangUp(PhoneCall call) {
            call.hangUp();
            assertThat(call.await(PhoneCall.State.CLOSED, SOON)).isTrue();
        }

        /** How often any module has read its configuration again. */
        long reloads() {
            return Pattern.compile("Reloading module '")
                    .matcher(asterisk().console().since(0))
                    .results()
                    .count();
        }
    }

    @Test
    void ownersChangeByPhone_isInTheStore_withoutAReload(Lab lab) {
        Desk desk = Desk.start(lab, Map.of());
        Path box = desk.asterisk().spoolFolder().resolve("voicemail/default/201");
        long pid = desk.asterisk().pid();

        desk.leaveMessage("8201", box.resolve("INBOX/msg0000.txt"));
        assertThat(desk.entersBy("0000")).isFalse();
        long reloads = desk.reloads();
        desk.changePassword(OLD, NEW);

        assertThat(Waiting.until(SOON, () -> desk.system().companion().log().contains("password changed by phone")))
                .isTrue();
        assertThat(desk.entersBy(OLD)).isFalse();
        assertThat(desk.entersBy(NEW)).isTrue();
        assertThat(desk.reloads()).isEqualTo(reloads);
        assertThat(desk.asterisk().pid()).isEqualTo(pid);
    }

    private static void pause(long millis) {
        Waiting.pause(millis);
    }
}
