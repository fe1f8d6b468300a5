package org.hotdesk.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hotdesk.Hotdesk;
import org.hotdesk.agi.script.ScriptedPhone;
import org.hotdesk.config.ConfigReader;
import org.hotdesk.config.ConfigReading;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.Operator;
import org.hotdesk.demo.PrivateAsterisk;
import org.hotdesk.model.How;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One companion with two Asterisks, of which one goes, freezes and comes back. */
@ExtendWith(LabExtension.class)
class TwoAsterisksIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Who waited for the frozen one would wait for the whole two seconds of LoginScript.ACKNOWLEDGED_WITHIN. */
    private static final Duration MORE_THAN_ALONE = Duration.ofMillis(1_500);

    @TempDir
    Path folder;

    private PrivateAsterisk house;
    private PrivateAsterisk branch;
    private Hotdesk hotdesk;
    private Operator operator;

    @BeforeEach
    void start(Lab lab) throws IOException {
        int agi = lab.ports().take(1);
        house = lab.asterisk(Map.of("extensions.d/lab.conf", dialplan(agi)));
        branch = lab.asterisk(Map.of());
        Path config = config(agi, lab.ports().take(1));
        hotdesk = lab.add(Hotdesk.start(
                ConfigReader.read(config).fold(ConfigReading.Accepted::config, refused -> {
                    throw new AssertionError(refused.problems().toString());
                }),
                Clock.systemUTC()));
        operator = new Operator(config, Clock.systemUTC());
        operator.awaitHealthy(SOON);
        List.of("2001", "2002").forEach(device -> operator.ok("device", "add", device));
        operator.okWith("4711\n", "user", "add", "201", "--name", "Ann Lee", "--pin-file", "-");
    }

    /** A login as our own dialplan asks for it, by a real Asterisk; what came of it is said on the console. */
    private static String dialplan(int agi) {
        return """
                [lab]
                exten => login,1,AGI(agi://127.0.0.1:%d/login?device=2001&user=201&pin=4711)
                 same => n,Verbose(1,came to ${HD_RESULT})
                """
                .formatted(agi);
    }

    private Path config(int agi, int admin) throws IOException {
        return Files.writeString(
                folder.resolve("hotdesk.toml"),
                """
                [store]
                path = "hotdesk"
                [secrets]
                pepper-file = "pepper"
                key-file = "key"
                [agi]
                listen = "127.0.0.1:%d"
                [admin]
                listen = "127.0.0.1:%d"
                token-file = "token"
                """
                                .formatted(agi, admin)
                        + asterisk("house", house)
                        + asterisk("branch", branch));
    }

    private String asterisk(String name, PrivateAsterisk asterisk) throws IOException {
        Path secret = Files.writeString(
                folder.resolve(name + ".secret"), asterisk.ami().secret() + "\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        return """
                [[asterisk]]
                name = "%1$s"
                ami-port = %2$d
                ami-user = "%3$s"
                ami-secret-file = "%1$s.secret"
                config-folder = ""
                voicemail-spool = "%4$s"
                """
                .formatted(
                        name,
                        asterisk.ami().address().getPort(),
                        asterisk.ami().user(),
                        asterisk.spoolFolder().resolve("voicemail"));
    }

    @Test
    void login_isSeenOnBoth_andADeadOneDelaysNobody() throws IOException {
        Duration alone = login("2001", "house", "logged-in");
        awaitRow(house, "/AMPUSER/201/device", "2001");
        awaitRow(branch, "/AMPUSER/201/device", "2001");
        awaitLamp(house, "INVALID");
        awaitLamp(branch, "INVALID");
        assertThat(operator.ok("mirror", "check")).contains("house: ", "branch: ", " 0 differ");

        branch.kill();
        Duration withDead = login("2002", "house", "logged-in");
        assertThat(withDead).isLessThan(alone.plus(MORE_THAN_ALONE));
        awaitRow(house, "/AMPUSER/201/device", "2001&2002");
        awaitStatus("branch: the AMI WRITER is ");
        assertThat(operator.run("mirror", "check", "--server", "house").code()).isZero();
        assertThat(operator.run("mirror", "check", "--server", "branch").code()).isEqualTo(5);
        assertThat(operator.run("mirror", "check", "--server", "barn").err())
                .contains("there is no Asterisk called barn; there are: house, branch");

        branch.start();
        awaitRow(branch, "/AMPUSER/201/device", "2001&2002");
        operator.awaitHealthy(SOON);
        assertThat(operator.ok("mirror", "check")).contains(" 0 differ");
    }

    @Test
    void frozenOne_delaysNoCallFromTheOther() throws IOException {
        assertThat(house.cli("dialplan show globals")).contains("HD_SERVER=house");
        Duration alone = login("2002", "house", "logged-in");
        branch.freeze();
        try {
            long mark = house.console().mark();
            house.cli("channel originate Local/login@lab application Wait 20");
            Bridged.eventually(() -> house.console().since(mark).contains("came to "));
            assertThat(house.console().since(mark)).contains("came to logged-in");
            hotdesk.store().logins().logoff(RealBridge.E, How.CLI);
            assertThat(login("2002", "house", "logged-in")).isLessThan(alone.plus(MORE_THAN_ALONE));
        } finally {
            branch.thaw();
        }
        awaitRow(branch, "/AMPUSER/201/device", "2001&2002");
        assertThat(hotdesk.store().floor().sessionsOf(new UserNumber("201"))).hasSize(2);
    }

    /** Logs Ann in by FastAGI, as a call of that Asterisk; how long it took. */
    private Duration login(String device, String server, String result) throws IOException {
        InetSocketAddress agi = hotdesk.agiAddress();
        long began = System.nanoTime();
        ScriptedPhone phone = new ScriptedPhone()
                .holding("HD_SERVER", server)
                .call(agi, "login?device=" + device + "&user=201&pin=4711");
        assertThat(phone.variable("HD_RESULT")).contains(result);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void awaitRow(PrivateAsterisk asterisk, String path, String text) {
        Bridged.eventually(() -> text.equals(asterisk.astdb().get(path)));
    }

    private static void awaitLamp(PrivateAsterisk asterisk, String state) {
        Bridged.eventually(() -> asterisk.cli("devstate list").contains("'Custom:HD201'  State: '" + state + "'"));
    }

    private void awaitStatus(String line) {
        Bridged.eventually(() -> operator.run("status").out().contains(line));
    }
}
