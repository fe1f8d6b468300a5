package org.hotdesk.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hotdesk.agi.protocol.LogLines;
import org.hotdesk.ami.link.AmiEvent.EmergencyCalled;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmergencyNoticesTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final EmergencyCalled FROM_ANN =
            new EmergencyCalled("1001", "201", "112", "1795197240.1", "Room 1 (left) by the door");
    private static final Floor FLOOR = Floor.of(
            List.of(Device.adhoc(new DeviceNumber("1001"))
                    .at(CallerId.parse("<911>").orElseThrow(), new DisplayName("Room 1 (left), by the door"))),
            List.of(AmpUser.named(new UserNumber("201"), new DisplayName("Ann Lee"))),
            List.of());

    @TempDir
    Path folder;

    private final LogLines log = LogLines.of(EmergencyNotices.class.getName());

    @AfterEach
    void stopListening() {
        log.close();
    }

    private List<String> writing(String text) {
        return List.of("/bin/sh", "-c", text, "notice", folder.resolve("told").toString());
    }

    private String told() throws IOException {
        Path file = folder.resolve("told");
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end
                && (!Files.exists(file) || Files.readString(file).isEmpty())) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return Files.readString(file);
    }

    private String line(String words) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            for (String text : log.texts()) {
                if (text.contains(words)) {
                    return text;
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return "never logged: " + words;
    }

    @Test
    void command_hasWhoAndWhere_inItsEnvironment() throws IOException {
        List<String> command =
                writing("echo \"$HOTDESK_NUMBER|$HOTDESK_DEVICE|$HOTDESK_LOCATION|$HOTDESK_USER|$HOTDESK_NAME|"
                        + "$HOTDESK_CALL|$HOTDESK_ASTERISK\" > \"$1.new\"; mv \"$1.new\" \"$1\"");
        try (var notices = new EmergencyNotices(command, () -> FLOOR, LIMIT)) {
            notices.called("pbx", FROM_ANN);

            assertThat(told()).isEqualTo("112|1001|Room 1 (left), by the door|201|Ann Lee|1795197240.1|pbx\n");
        }
    }

    @Test
    void wordsOfTheCommand_areReadByNoShell() throws IOException {
        List<String> command =
                List.of("/bin/cp", "/proc/self/cmdline", folder.resolve("told").toString(), "$(id)`id`;");
        try (var notices = new EmergencyNotices(command, () -> Floor.EMPTY, LIMIT)) {
            notices.called("pbx", new EmergencyCalled("1001", "none", "112", "1.1", "$(id); `id`"));

            assertThat(line("failed")).contains("exit=1 call=1.1");
        }
    }

    @Test
    void call_isLogged_atALevelThatIsAlwaysLogged() {
        try (var notices = new EmergencyNotices(List.of(), () -> Floor.EMPTY, LIMIT)) {
            notices.called("pbx", new EmergencyCalled("1009", "none", "911", "1.1", "Lobby\u0007"));

            assertThat(line("EMERGENCY CALL"))
                    .contains("number=911 device=1009 location=Lobby? user= name= call=1.1 asterisk=pbx");
        }
    }

    @Test
    void commandThatTakesTooLong_isKilled() {
        try (var notices =
                new EmergencyNotices(List.of("/bin/sh", "-c", "sleep 60; true"), () -> FLOOR, Duration.ofMillis(100))) {
            notices.called("pbx", FROM_ANN);

            assertThat(line("killed")).contains("call=1795197240.1");
        }
    }

    @Test
    void commandThatIsNotThere_isReported() {
        try (var notices = new EmergencyNotices(List.of("/no/such/program"), () -> FLOOR, LIMIT)) {
            notices.called("pbx", FROM_ANN);

            assertThat(line("cannot be run")).contains("/no/such/program");
        }
    }
}
