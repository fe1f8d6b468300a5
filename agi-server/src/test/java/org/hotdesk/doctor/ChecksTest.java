package org.hotdesk.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.config.ConfigReader;
import org.hotdesk.dialplan.ExtensionsConf;
import org.hotdesk.dialplan.system.MailboxMode;
import org.hotdesk.doctor.Finding.Level;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreOnFile;
import org.hotdesk.store.StoreProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judgements, and the looks that need no Asterisk. */
class ChecksTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void database_thatIsNotThere_orBroken_orOpen_isSeenAsSuch() throws IOException {
        StoreProbe.Look absent = StoreProbe.look(StoreOnFile.config(folder));
        assertThat(first(StoreChecks.of(absent, false, NOON)))
                .matches(finding -> finding.level() == Level.FAIL
                        && finding.what().startsWith("there is no database " + folder)
                        && finding.mend().contains("hotdesk restore FILE"));
        try (Store store = StoreOnFile.open(folder)) {
            assertThat(store.floor().userCount()).isZero();
            assertThat(first(StoreChecks.of(StoreProbe.look(StoreOnFile.config(folder)), true, NOON)))
                    .isEqualTo(Finding.ok("database", "the daemon has it open"));
        }
        StoreProbe.Look closed = StoreProbe.look(StoreOnFile.config(folder));
        assertThat(closed.fault()).isEmpty();
        assertThat(closed.version()).matches("[0-9]+");
        Files.writeString(folder.resolve("hotdesk.mv.db"), "no database at all");
        assertThat(first(StoreChecks.of(StoreProbe.look(StoreOnFile.config(folder)), false, NOON))
                        .level())
                .isEqualTo(Level.FAIL);
    }

    @Test
    void schema_thatIsOlder_isToldWithTheMend() {
        var older = new StoreProbe.Look(Optional.empty(), false, false, "1", 2, Optional.of(NOON.minusSeconds(60)));

        List<Finding> findings = StoreChecks.of(older, true, NOON);

        assertThat(findings).extracting(Finding::level).containsOnly(Level.WARN);
        assertThat(findings.get(0).mend()).contains("restart the daemon");
        assertThat(findings.get(1).what()).isEqualTo("the database's clock is 60 s off this machine's");
    }

    @Test
    void diskSpace_isJudgedByWhatIsLeft() {
        assertThat(StoreChecks.room(StoreChecks.ROOM_LEAST - 1, "/var/lib/hotdesk")
                        .level())
                .isEqualTo(Level.FAIL);
        assertThat(StoreChecks.room(StoreChecks.ROOM_LEAST, "/var/lib/hotdesk").mend())
                .startsWith("df -h /var/lib/hotdesk");
        assertThat(StoreChecks.room(5_000_000_000L, "/var/lib/hotdesk").level()).isEqualTo(Level.OK);
    }

    @Test
    void secretOfSomebodyElse_isToldWithTheOwnerItNeeds() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        var look = new FileLook(file, true, "root", false, false, 12);

        assertThat(SecretChecks.of(look, Optional.of("asterisk"), false, true))
                .extracting(Finding::mend)
                .containsExactly("chown asterisk: " + file);
        assertThat(first(SecretChecks.of(FileLook.at(file), Optional.empty(), false, true))
                        .what())
                .endsWith("is empty");
        assertThat(first(SecretChecks.of(FileLook.at(folder.resolve("no")), Optional.empty(), false, false))
                        .mend())
                .isEqualTo("hotdesk init");
    }

    @Test
    void daemonOfAnotherVersion_withABacklog_andFaults_isTold() throws IOException {
        JsonNode status = new ObjectMapper()
                .readTree(
                        "{\"version\":\"0.0.9\",\"asterisk\":{\"faults\":[\"the AMI writer is DOWN\"]},\"sip\":{\"faults\":[]},"
                                + "\"asterisks\":[{\"name\":\"pbx\",\"backlog\":5000,\"drift_found\":7,\"drift_repaired\":3}]}");

        List<Finding> findings = DaemonChecks.of(status, "0.1.0");

        assertThat(findings)
                .extracting(Finding::what)
                .containsExactly(
                        "runs version 0.0.9, and this command is version 0.1.0",
                        "the AMI writer is DOWN",
                        "5000 changes wait for pbx",
                        "4 rows of pbx differ from the store");
        assertThat(findings).allMatch(finding -> !finding.mend().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "Asterisk at 127.0.0.1:5038 cannot be reached: Connection refused, systemctl start asterisk",
        "Asterisk refused the AMI login: Authentication failed, hotdesk init",
        "lamps: not set, hotdesk status"
    })
    void faultOfTheDaemon_hasTheMendOfItsCause(String fault, String mend) throws IOException {
        JsonNode status = new ObjectMapper().readTree("{\"asterisk\":{\"faults\":[\"%s\"]}}".formatted(fault));

        assertThat(DaemonChecks.of(status, "0.1.0"))
                .filteredOn(finding -> finding.level() == Level.FAIL)
                .singleElement()
                .matches(finding -> finding.mend().startsWith(mend));
    }

    @ParameterizedTest
    @CsvSource({
        "empty, WARN, pbx was not reached since the daemon started; changes waiting: 17",
        "loading, WARN, pbx is being compared with the store row by row; changes waiting: 17",
        "stale, WARN, pbx is as it was when the link was lost; changes waiting: 17",
        "standby, OK, pbx has what we have",
        "live, OK, pbx has what we have"
    })
    void mirror_isJudgedByItsState(String state, Level level, String what) throws IOException {
        JsonNode status = new ObjectMapper()
                .readTree("{\"asterisks\":[{\"name\":\"pbx\",\"mirror\":\"%s\",\"backlog\":17}]}".formatted(state));

        List<Finding> mirror = DaemonChecks.of(status, "0.1.0").stream()
                .filter(finding -> finding.check().equals("mirror"))
                .toList();

        assertThat(mirror).extracting(Finding::level).containsExactly(level);
        assertThat(mirror).extracting(Finding::what).containsExactly(what);
    }

    @Test
    void ports_areThoseThatSomebodyListensAt() throws IOException {
        try (var tcp = new ServerSocket();
                DatagramChannel udp = DatagramChannel.open()) {
            tcp.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            udp.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            PortLook now = PortLook.now();

            assertThat(now.tcp()).contains(tcp.getLocalPort());
            assertThat(now.tcpEverywhere()).doesNotContain(tcp.getLocalPort());
            assertThat(now.udp()).contains(((InetSocketAddress) udp.getLocalAddress()).getPort());
        }
    }

    @Test
    void managerInterfaceForEverybody_isTold() {
        var everywhere = new PortLook(Set.of(5038), Set.of(5038), Set.of());

        assertThat(first(PortChecks.ami(asterisk(), everywhere)).mend()).contains("bindaddr = 127.0.0.1");
        assertThat(PortChecks.ami(asterisk(), new PortLook(Set.of(5038), Set.of(), Set.of())))
                .isEmpty();
    }

    @Test
    void unit_needsAWatchdog_andFail2banTheFilter() throws IOException {
        assertThat(SystemChecks.unit(Optional.empty()).mend()).startsWith("hotdesk systemd");
        assertThat(SystemChecks.unit(Optional.of("[Service]\nType=exec\n")).what())
                .contains("no watchdog");
        assertThat(SystemChecks.unit(Optional.of("Type=notify\nWatchdogSec=30\n"))
                        .level())
                .isEqualTo(Level.OK);
        assertThat(first(SystemChecks.firewall(Optional.of(folder))).mend()).startsWith("hotdesk sip filter > ");
        Files.writeString(folder.resolve("hotdesk-edge.conf"), "");
        assertThat(SystemChecks.firewall(Optional.of(folder))).isEmpty();
        assertThat(SystemChecks.firewall(Optional.empty())).isEmpty();
    }

    @Test
    void somethingElseAtTheManagersPort_isNoAsterisk() throws IOException {
        try (var server = new ServerSocket()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var stranger = new Thread(() -> {
                try (var peer = server.accept()) {
                    peer.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                    // The test is over.
                }
            });
            stranger.start();

            AmiLook look = AmiProbe.look(
                    (InetSocketAddress) server.getLocalSocketAddress(), "hotdesk", "secret", List.of(), Set.of());

            assertThat(look.refusal()).contains("what answers there is no Asterisk manager interface");
            assertThat(first(AmiChecks.of(asterisk(), look, "", NOON)).mend()).contains("ami-port");
        }
    }

    @Test
    void generatedDialplan_isReadWhole() {
        String text = ExtensionsConf.text(
                ConfigReader.presets().fold(read -> read.config().dialplan(), refused -> {
                    throw new AssertionError(refused.problems().toString());
                }));

        assertThat(DialplanText.lines(text)).hasSizeGreaterThan(100);
        assertThat(DialplanText.contexts(text)).contains("hotdesk-users");
    }

    @Test
    void realtimeMailboxes_thatAsteriskIsNotToldOf_areAFault() throws IOException {
        Files.writeString(folder.resolve("asterisk.conf"), "[directories]\n");
        Files.writeString(folder.resolve("extconfig.conf"), "[settings]\nqueues => pgsql,general\n");
        assertThat(AsteriskFileChecks.realtime(folder).map(Finding::mend).orElse(""))
                .startsWith("write voicemail => pgsql,general,voicemail there");

        Files.writeString(folder.resolve("extconfig.conf"), "[settings]\nvoicemail => pgsql,general,voicemail\n");
        assertThat(AsteriskFileChecks.realtime(folder)).isEmpty();
    }

    private static Finding first(List<Finding> findings) {
        return findings.get(0);
    }

    private Patient.Asterisk asterisk() {
        return new Patient.Asterisk(
                "asterisk",
                22,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 5038),
                "hotdesk",
                folder.resolve("ami.secret"),
                Optional.empty(),
                folder,
                MailboxMode.SYMLINK,
                true,
                folder);
    }
}
