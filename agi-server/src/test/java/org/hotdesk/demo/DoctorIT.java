package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotdesk.demo.Operator.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Faults planted in a real Asterisk and a real daemon, one after another: the doctor finds each and names the mend. */
@ExtendWith(LabExtension.class)
class DoctorIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is done wrong, put right again, and must be said. */
    private record Fault(String name, Act plant, Act undo, String level, String check, String what, String mend) {}

    @FunctionalInterface
    private interface Act {
        void run() throws IOException;
    }

    @Test
    void plantedFaults_areFound_withTheirMends(Lab lab) throws IOException {
        LiveSystem system =
                lab.add(LiveSystem.start(lab.installation(), lab.ports(), Clock.systemUTC(), contexts(), Map.of()));
        Files.createDirectories(system.asterisk().configFolder().resolve("../spool/voicemail/device"));
        Answer well = system.operator().run("doctor", "--json", "--quiet");
        // A machine without systemd has no unit; nothing else may be wrong.
        assertThat(JSON.readTree(well.out()).path("findings"))
                .allSatisfy(
                        finding -> assertThat(finding.path("check").asText()).isEqualTo("systemd"));
        assertThat(well.code()).isLessThan(2);

        var early = new Operator(system.config(), Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)));
        assertThat(early.run("doctor").out())
                .containsPattern("warn  clock +Asterisk's clock is 3[56][0-9]{2} s off this machine's")
                .contains("-> timedatectl set-ntp true");

        List<String> notFound = new ArrayList<>();
        List<Fault> faults = new ArrayList<>(asteriskFaults(system));
        faults.addAll(dialplanFaults(system));
        faults.addAll(ourFaults(system));
        faults.addAll(fileFaults(system));
        faults.addAll(deaths(system));
        for (Fault fault : faults) {
            fault.plant().run();
            Answer answer = system.operator().run("doctor", "--json");
            if (!isFound(answer, fault)) {
                notFound.add(fault.name() + " in exit code " + answer.code() + answer.err() + shown(answer));
            }
            fault.undo().run();
        }
        assertThat(notFound).isEmpty();
        assertThat(faults).hasSizeGreaterThanOrEqualTo(15);
    }

    private static Map<String, String> contexts() {
        return Map.of(
                "extensions.d/outside.conf",
                """
                [hotdesk-outbound]
                exten => _X.,1,Congestion()
                [hotdesk-emergency]
                exten => _X.,1,Congestion()
                """);
    }

    private static boolean isFound(Answer answer, Fault fault) throws IOException {
        int expected = fault.level().equals("fail") ? 2 : 1;
        for (JsonNode finding : JSON.readTree(answer.out()).path("findings")) {
            if (finding.path("level").asText().equals(fault.level())
                    && finding.path("check").asText().equals(fault.check())
                    && finding.path("what").asText().contains(fault.what())
                    && finding.path("mend").asText().contains(fault.mend())) {
                return answer.code() >= expected;
            }
        }
        return false;
    }

    private static String shown(Answer answer) throws IOException {
        var text = new StringBuilder();
        for (JsonNode finding : JSON.readTree(answer.out()).path("findings")) {
            if (!finding.path("level").asText().equals("ok")) {
                text.append("\n    ").append(finding);
            }
        }
        return text.toString();
    }

    private static List<Fault> asteriskFaults(LiveSystem system) {
        PrivateAsterisk asterisk = system.asterisk();
        Path folder = asterisk.configFolder();
        Path manager = folder.resolve("hotdesk/manager.conf");
        return List.of(
                new Fault(
                        "module",
                        () -> asterisk.cli("module unload app_userevent.so"),
                        () -> asterisk.cli("module load app_userevent.so"),
                        "fail",
                        "modules",
                        "app_userevent.so is not loaded",
                        "module load app_userevent.so"),
                edited(
                        "right to write",
                        manager,
                        "write = system,",
                        "write = ",
                        () -> asterisk.cli("manager reload"),
                        "fail",
                        "AMI rights",
                        "lacks write=system",
                        "manager reload"),
                edited(
                        "right to read",
                        manager,
                        "read = system,user,",
                        "read = system,",
                        () -> asterisk.cli("manager reload"),
                        "fail",
                        "AMI rights",
                        "read=user is lacking",
                        "hotdesk init"),
                edited(
                        "include of the dialplan",
                        folder.resolve("extensions.conf"),
                        "hotdesk/extensions.conf",
                        "hotdesk/nothing.conf",
                        () -> asterisk.cli("dialplan reload"),
                        "fail",
                        "dialplan",
                        "has not loaded ours",
                        "hotdesk init"));
    }

    private static List<Fault> dialplanFaults(LiveSystem system) {
        PrivateAsterisk asterisk = system.asterisk();
        Path folder = asterisk.configFolder();
        Path ours = folder.resolve("hotdesk/extensions.conf");
        return List.of(
                edited(
                        "include of the phones",
                        folder.resolve("pjsip.conf"),
                        "hotdesk/pjsip.conf",
                        "hotdesk/nothing.conf",
                        () -> {},
                        "fail",
                        "Asterisk's files",
                        "pjsip.conf is not as 'hotdesk init' writes it",
                        "hotdesk init"),
                new Fault(
                        "older dialplan loaded",
                        () -> {
                            String text = Files.readString(ours);
                            Files.writeString(ours, text.replace("Congestion(", "Busy("));
                            asterisk.cli("dialplan reload");
                            Files.writeString(ours, text);
                        },
                        () -> asterisk.cli("dialplan reload"),
                        "fail",
                        "dialplan",
                        "are older ones",
                        "dialplan reload"),
                new Fault(
                        "drift",
                        () -> {
                            system.addDevice("1001");
                            asterisk.cli("database put DEVICE 1001/user 999");
                        },
                        () -> system.operator().ok("mirror", "repair"),
                        "warn",
                        "mirror",
                        "1 rows of astdb differ from the store",
                        "hotdesk mirror repair"));
    }

    private static List<Fault> ourFaults(LiveSystem system) throws IOException {
        Path config = system.config();
        Path secret = config.resolveSibling("ami.secret");
        return List.of(
                edited(
                        "another version",
                        config,
                        "version = 22",
                        "version = 20",
                        () -> {},
                        "fail",
                        "Asterisk's version",
                        "the dialplan is written for 20",
                        "set version = 22"),
                edited(
                        "a typing mistake",
                        config,
                        "ami-port",
                        "ami-prot",
                        () -> {},
                        "fail",
                        "configuration",
                        "did you mean ami-port?",
                        "hotdesk config check"),
                edited(
                        "no sounds",
                        config,
                        "sounds/en\"",
                        "sounds/nowhere\"",
                        () -> {},
                        "fail",
                        "sounds",
                        "there is no folder",
                        "asterisk-core-sounds-en"),
                edited(
                        "another AMI secret",
                        secret,
                        "",
                        "wrong",
                        () -> {},
                        "fail",
                        "AMI",
                        "is refused",
                        "manager reload"));
    }

    private static List<Fault> fileFaults(LiveSystem system) throws IOException {
        Path secret = system.config().resolveSibling("ami.secret");
        Path pepper = system.config().resolveSibling("secrets/pepper");
        Path links = system.asterisk()
                .configFolder()
                .resolve("../spool/voicemail/device")
                .normalize();
        return List.of(
                new Fault(
                        "open secret",
                        () -> mode(secret, "rw-r--r--"),
                        () -> mode(secret, "rw-------"),
                        "fail",
                        "secret file",
                        "ami.secret may be read by others",
                        "chmod 640 "),
                new Fault(
                        "pepper for the group",
                        () -> mode(pepper, "rw-r-----"),
                        () -> mode(pepper, "rw-------"),
                        "fail",
                        "secret file",
                        "pepper may be read by others",
                        "chmod 600 "),
                new Fault(
                        "lost link",
                        () -> Files.createSymbolicLink(links.resolve("7777"), Path.of("../default/7777")),
                        () -> Files.delete(links.resolve("7777")),
                        "warn",
                        "mailboxes",
                        "7777 leads to a mailbox that is not there",
                        "hotdesk mirror repair"),
                new Fault(
                        "no link",
                        () -> Files.createDirectory(links.resolve("7778")),
                        () -> Files.delete(links.resolve("7778")),
                        "warn",
                        "mailboxes",
                        "7778 is no link",
                        "rm -r"));
    }

    /** The last ones, since they are not put right again. */
    private static List<Fault> deaths(LiveSystem system) {
        return List.of(
                new Fault(
                        "dead daemon",
                        () -> system.companion().kill(),
                        () -> {},
                        "fail",
                        "daemon",
                        "no daemon answers",
                        "systemctl start hotdesk"),
                new Fault(
                        "nobody at the FastAGI port",
                        () -> {},
                        () -> {},
                        "fail",
                        "FastAGI",
                        "nobody answers",
                        "systemctl start hotdesk"),
                new Fault(
                        "dead Asterisk",
                        () -> system.asterisk().kill(),
                        () -> {},
                        "fail",
                        "AMI",
                        "no Asterisk at 127.0.0.1",
                        "systemctl start asterisk"));
    }

    /** A file with this instead of that, and as it was afterwards; an empty text is the beginning. */
    private static Fault edited(
            String name,
            Path file,
            String from,
            String to,
            Act then,
            String level,
            String check,
            String what,
            String mend) {
        String[] before = {""};
        return new Fault(
                name,
                () -> {
                    before[0] = Files.readString(file, StandardCharsets.ISO_8859_1);
                    assertThat(before[0]).contains(from);
                    Files.writeString(
                            file,
                            from.isEmpty() ? to + before[0] : before[0].replace(from, to),
                            StandardCharsets.ISO_8859_1);
                    then.run();
                },
                () -> {
                    Files.writeString(file, before[0], StandardCharsets.ISO_8859_1);
                    then.run();
                },
                level,
                check,
                what,
                mend);
    }

    private static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
