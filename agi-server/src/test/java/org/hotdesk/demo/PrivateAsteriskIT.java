package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LabExtension.class)
class PrivateAsteriskIT {

    @Test
    void start_bootsAsterisk22_withAllModulesThatItTries(Lab lab) {
        PrivateAsterisk asterisk = lab.asterisk(Map.of());

        assertThat(asterisk.version()).startsWith("22.");
        assertThat(asterisk.cli("core show version")).contains("Asterisk " + asterisk.version());
        assertThat(asterisk.cli("module show like res_pjsip.so")).contains("Running");
        assertThat(asterisk.cli("module show like app_voicemail.so")).contains("Running");
        assertThat(asterisk.console().since(0)).doesNotContain("ERROR[").doesNotContain("WARNING[");
    }

    @Test
    void voicemailRefresh_isThere_becauseNoSecondVoicemailModuleIsLoaded(Lab lab) {
        PrivateAsterisk asterisk = lab.asterisk(Map.of());

        assertThat(asterisk.cli("manager show command VoicemailRefresh")).contains("Mailbox");
    }

    @Test
    void consoleCommand_leadsToTheConsole_fromAnyShell(Lab lab) throws IOException {
        PrivateAsterisk asterisk = lab.asterisk(Map.of());

        Command.Outcome said = Command.run(
                Duration.ofSeconds(30), List.of("sh", "-c", asterisk.consoleCommand() + "x 'core show version'"));

        assertThat(said.output()).contains("Asterisk " + asterisk.version());
    }

    @Test
    void files_ofTheCaller_areIncluded(Lab lab) {
        PrivateAsterisk asterisk = lab.asterisk(Map.of(
                "extensions.d/test.conf", "[lab-test]\nexten => 42,1,NoOp(lab)\n",
                "voicemail.d/test.conf", "[default]\n201 => 1234,Ann Lee\n"));

        assertThat(asterisk.cli("dialplan show lab-test")).contains("NoOp(lab)");
        assertThat(asterisk.cli("voicemail show users")).contains("Ann Lee");
    }

    @Test
    void ami_acceptsItsUser(Lab lab) throws IOException {
        AmiAccess access = lab.asterisk(Map.of()).ami();

        try (Socket socket =
                new Socket(access.address().getAddress(), access.address().getPort())) {
            String login = "Action: Login\r\nUsername: %s\r\nSecret: %s\r\nEvents: off\r\n\r\n"
                    .formatted(access.user(), access.secret());
            socket.getOutputStream().write(login.getBytes(StandardCharsets.UTF_8));
            socket.setSoTimeout(5_000);
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).startsWith("Asterisk Call Manager/");
            assertThat(lines.readLine()).isEqualTo("Response: Success");
        }
    }

    @Test
    void twoSideBySide_haveEachTheirOwnDatabase(Lab lab) {
        PrivateAsterisk first = lab.asterisk(Map.of());
        PrivateAsterisk second = lab.asterisk(Map.of());

        first.cli("database put DEVICE/1001 user 201");

        assertThat(first.astdb()).containsEntry("/DEVICE/1001/user", "201");
        assertThat(second.astdb()).doesNotContainKey("/DEVICE/1001/user");
        assertThat(second.sip()).isNotEqualTo(first.sip());
    }

    @Test
    void restart_andKill_keepTheDatabase(Lab lab) {
        PrivateAsterisk asterisk = lab.asterisk(Map.of());
        asterisk.cli("database put DEVICE/1001 user 201");

        asterisk.restart();
        assertThat(asterisk.astdb()).containsEntry("/DEVICE/1001/user", "201");

        Waiting.pause(1_500); // Asterisk writes its database to disk once a second
        asterisk.kill();
        assertThat(asterisk.isRunning()).isFalse();
        asterisk.start();
        assertThat(asterisk.astdb()).containsEntry("/DEVICE/1001/user", "201");
    }

    @Test
    void console_showsWhatHappensAfterTheMark(Lab lab) {
        PrivateAsterisk asterisk = lab.asterisk(Map.of(
                "extensions.d/test.conf", "[lab-test]\nexten => 42,1,Verbose(1,heard ${EXTEN})\n same => n,Wait(5)\n"));
        long mark = asterisk.console().mark();

        asterisk.cli("channel originate Local/42@lab-test application Wait 1");

        assertThat(asterisk.console().await(mark, Pattern.compile("heard 42"), Duration.ofSeconds(5)))
                .isPresent();
    }

    @Test
    void close_leavesNoProcessAndNoFolder(Lab lab) {
        PrivateAsterisk asterisk = lab.asterisk(Map.of());
        long pid = asterisk.pid();
        Path folder = asterisk.configFolder().getParent();

        asterisk.close();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void running_mountsNothingForTheRestOfTheMachine(Lab lab) throws IOException {
        lab.asterisk(Map.of());

        String mounts = Files.readString(Path.of("/proc/self/mounts"));

        assertThat(mounts).doesNotContain("hotdesk");
    }

    @Test
    void englishSounds_areSeenFromOutside(Lab lab) {
        assertThat(lab.installation().englishSounds().resolve("vm-goodbye.gsm")).exists();
    }
}
