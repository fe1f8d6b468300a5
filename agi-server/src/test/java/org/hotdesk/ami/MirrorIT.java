package org.hotdesk.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.ami.RealBridge.ANN;
import static org.hotdesk.ami.RealBridge.BOB;
import static org.hotdesk.ami.RealBridge.D;
import static org.hotdesk.ami.RealBridge.E;
import static org.hotdesk.ami.RealBridge.FIXED;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hotdesk.ami.mailbox.MailboxMode;
import org.hotdesk.ami.mirror.MirrorReport;
import org.hotdesk.ami.mirror.MirrorState;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.PrivateAsterisk;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rows in a real astdb. */
@ExtendWith(LabExtension.class)
class MirrorIT {
    @TempDir
    Path folder;

    private RealBridge live(Lab lab) {
        return RealBridge.live(lab, lab.asterisk(Map.of()), folder, new MailboxMode.Off());
    }

    @Test
    void vectors_leaveTheRowsThatFreePbxWould(Lab lab) {
        RealBridge real = live(lab);
        assertRows(real, "2001 none", "2002 301", "201 -", "301 2002&2003");

        real.login(D, ANN);
        assertRows(real, "2001 201", "2002 301", "201 2001", "301 2002&2003");
        real.login(E, ANN);
        assertRows(real, "2001 201", "2002 201", "201 2001&2002", "301 2003");
        real.logoff(E);
        assertRows(real, "2001 201", "2002 301", "201 2001", "301 2003&2002");
        real.logoff(D);
        assertRows(real, "2001 none", "2002 301", "201 -", "301 2003&2002");
        real.logoff(D);
        real.login(FIXED, ANN);
        real.logoff(FIXED);
        assertRows(real, "2001 none", "2002 301", "201 -", "301 2003&2002");

        assertThat(real.rows()).isEqualTo(real.projection(Map.of()));
    }

    /** Each word is a number and what its row {@code user} or {@code device} holds; a dash when there is no row. */
    private static void assertRows(RealBridge real, String... rows) {
        for (String row : rows) {
            List<String> words = List.of(row.split(" "));
            String path = words.get(0).startsWith("2") && words.get(0).length() == 4
                    ? "/DEVICE/" + words.get(0) + "/user"
                    : "/AMPUSER/" + words.get(0) + "/device";
            assertThat(real.rows().getOrDefault(path, "-")).as(path).isEqualTo(words.get(1));
        }
    }

    @Test
    void restartOfAsterisk_losesNothing_evenAKill(Lab lab) {
        RealBridge real = live(lab);
        real.login(D, ANN);
        real.asterisk.restart();
        real.awaitLive();
        assertThat(real.rows()).isEqualTo(real.projection(Map.of()));

        real.login(E, ANN);
        real.asterisk.kill(); // what was written in the last second is lost there
        Bridged.eventually(() -> real.bridge().status().mirror().state() == MirrorState.STALE);
        real.asterisk.start();
        real.awaitLive();

        assertThat(real.rows()).isEqualTo(real.projection(Map.of()));
        assertThat(real.rows()).containsEntry("/AMPUSER/201/device", "2001&2002");
    }

    @Test
    void changedByHand_isFoundAndRepaired_foreignRowsStay(Lab lab) throws InterruptedException {
        RealBridge real = live(lab);
        real.login(D, ANN);
        // Asterisk says FullyBooted to the second link too, and that look would repair what is done here by hand.
        Bridged.eventually(() -> real.bridge().status().links().isUp());
        Thread.sleep(1_000);
        assertThat(real.bridge().check().isClean()).isTrue();
        real.asterisk.cli("database put DEVICE 2001/user 999");
        real.asterisk.cli("database del AMPUSER 201/device");
        real.asterisk.cli("database put AMPUSER 201/followme/ddial DIRECT");
        real.asterisk.cli("database put DEVICE 9999/dial SIP/9999");
        Map<String, String> others = Map.of("/AMPUSER/201/followme/ddial", "DIRECT", "/DEVICE/9999/dial", "SIP/9999");

        MirrorReport found = real.bridge().check();
        assertThat(found.complete()).isTrue();
        assertThat(found.differences())
                .extracting(difference -> difference.row().toString())
                .containsExactlyInAnyOrder("/DEVICE/2001/user", "/AMPUSER/201/device");
        assertThat(real.bridge().repair(true).written()).isZero();
        assertThat(real.bridge().repair(false).written()).isEqualTo(2);

        assertThat(real.rows()).isEqualTo(real.projection(others));
        assertThat(real.bridge().check().isClean()).isTrue();
    }

    @Test
    void changedByHandWhileTheCompanionIsDown_isRepairedAtItsStart(Lab lab) {
        RealBridge real = live(lab);
        real.login(D, ANN);
        real.bridge().close();
        real.asterisk.cli("database put AMPUSER 201/device 2001&2002&666");
        real.asterisk.cli("database put DND 201 YES");
        real.asterisk.cli("database put CF 301 5551234");

        real.restart();

        assertThat(real.rows()).isEqualTo(real.projection(Map.of()));
        assertThat(real.rows()).containsEntry("/DND/201", "YES").containsEntry("/CF/301", "5551234");
        assertThat(real.store.floor().user(ANN).orElseThrow().features().doNotDisturb())
                .isTrue();
        assertThat(real.store.floor().user(BOB).orElseThrow().features().forward())
                .contains("5551234");
    }

    @Test
    void featureCode_isReadBackAtOnce(Lab lab) {
        PrivateAsterisk asterisk = lab.asterisk(
                Map.of(
                        "extensions.d/lab.conf",
                        """
                        [lab]
                        exten => 78,1,Set(DB(DND/201)=YES)
                         same => n,UserEvent(HotdeskFeature,Family: DND,User: 201)
                         same => n,Answer()
                         same => n,Wait(5)
                        """));
        RealBridge real = RealBridge.live(lab, asterisk, folder, new MailboxMode.Off());

        real.asterisk.cli("channel originate Local/78@lab application Wait 1");

        Bridged.eventually(
                () -> real.store.floor().user(ANN).orElseThrow().features().doNotDisturb());
        assertThat(real.asterisk.astdb()).containsEntry("/DND/201", "YES");
    }

    @Test
    void acknowledgedLogin_survivesTheDeathOfTheCompanion(Lab lab) throws IOException, InterruptedException {
        RealBridge real = live(lab);
        real.close();
        Process companion = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoginThenWaitMain.class.getName(),
                        folder.toString(),
                        Integer.toString(real.asterisk.ami().address().getPort()),
                        real.asterisk.ami().user(),
                        real.asterisk.ami().secret())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(companion.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            while (line != null && !line.equals("acknowledged")) {
                line = output.readLine();
            }
            assertThat(line).isEqualTo("acknowledged");
        } finally {
            companion.destroyForcibly().waitFor();
        }

        assertThat(real.asterisk.astdb())
                .containsEntry("/DEVICE/2001/user", "201")
                .containsEntry("/AMPUSER/201/device", "2001");
        try (Store store = StoreOnFile.open(folder)) {
            assertThat(store.floor().sessionAt(D).orElseThrow().user()).isEqualTo(ANN);
        }
    }
}
