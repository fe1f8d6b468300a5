package org.hotdesk.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hotdesk.config.ConfigReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit that is printed. */
class UnitTest {
    private static final List<String> NEWER_THAN_252 = List.of("RestartSteps", "RestartMaxDelaySec");

    @TempDir
    Path folder;

    @Test
    void unit_hasTheConfigurationsPaths_andNeverHoldsAsteriskUp() {
        String unit = unit("/usr/local/bin/hotdesk");

        assertThat(unit)
                .contains("ExecStart=/usr/local/bin/hotdesk --config /etc/hotdesk/hotdesk.toml serve\n")
                .contains("User=asterisk\n")
                .contains("ReadWritePaths=-/var/lib/hotdesk\n")
                .contains("ReadWritePaths=-/etc/asterisk/hotdesk\n")
                .contains("ReadWritePaths=-/var/spool/asterisk/voicemail\n")
                .contains("Type=notify\n", "WatchdogSec=30\n", "Restart=on-failure\n")
                .doesNotContain("\nRequires=", "\nBefore=", "\nBindsTo=");
        assertThat(unit).as("nothing is left to fill in").doesNotContainPattern("@(COMMAND|CONFIG|USER|PATHS)@");
    }

    @Test
    void systemd_understandsIt() throws IOException, InterruptedException {
        Path analyze = Path.of("/usr/bin/systemd-analyze");
        assumeTrue(Files.isExecutable(analyze), "no systemd on this machine");
        Path file = Files.writeString(
                folder.resolve("hotdesk.service"), unit("/bin/true").replace("User=asterisk", "User=root"));

        Process verify = new ProcessBuilder(analyze.toString(), "verify", "--man=no", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        verify.waitFor();

        assertThat(said.lines().filter(line -> line.contains("hotdesk.service")))
                .allMatch(line -> NEWER_THAN_252.stream().anyMatch(line::contains));
    }

    private static String unit(String command) {
        return ConfigReader.presets()
                .fold(
                        read -> Unit.text(read.config(), Path.of("/etc/hotdesk/hotdesk.toml"), command, "asterisk"),
                        refused -> {
                            throw new AssertionError(refused.problems().toString());
                        });
    }
}
