package org.hotdesk.ami.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.ami.Bridged.ANN;
import static org.hotdesk.ami.Bridged.BOB;
import static org.hotdesk.ami.Bridged.D;
import static org.hotdesk.ami.Bridged.E;
import static org.hotdesk.ami.Bridged.eventually;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.ami.Bridged;
import org.hotdesk.ami.link.NoLeaks;
import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class AstDbMirrorTest {
    @TempDir
    Path folder;

    private Bridged bridged;

    @BeforeEach
    void open() {
        bridged = new Bridged(folder);
    }

    @AfterEach
    void close() {
        bridged.close();
    }

    @Test
    void firstConnection_fillsAnEmptyAstDb() {
        bridged.live();

        assertThat(bridged.asterisk.astDb()).isEqualTo(bridged.projection());
        assertThat(bridged.bridge().status().mirror().drift().found()).isZero();
        assertThat(bridged.userEvents()).isEmpty();
    }

    @Test
    void foreignRows_stayAsTheyAre() {
        Map<String, String> others =
                Map.of("/AMPUSER/201/followme/ddial", "DIRECT", "/blacklist/555", "1", "/DEVICE/9999/dial", "SIP/9999");
        bridged.asterisk.astDb().putAll(others);
        bridged.live();
        bridged.loginMirrored(D, ANN);

        bridged.awaitImage(others);
    }

    @Test
    void strayOwnedRows_ofKnownThingsAreRemoved() {
        bridged.asterisk.astDb().put("/DEVICE/2001/emergency_cid", "112");
        bridged.asterisk.astDb().put("/AMPUSER/201/password", "1234");
        bridged.live();

        assertThat(bridged.asterisk.astDb()).isEqualTo(bridged.projection());
    }

    @Test
    void change_whileAsteriskIsAway_isNotAcknowledgedAndComesWhenItIsBack() {
        bridged.live();
        bridged.asterisk.refuseConnections(true);
        bridged.asterisk.cutAll();
        eventually(() -> bridged.bridge().status().mirror().state() == MirrorState.STALE);
        long seq = bridged.login(D, ANN);
        assertThat(bridged.bridge().awaitMirrored(seq, Duration.ofSeconds(30))).isFalse();

        bridged.asterisk.refuseConnections(false);

        bridged.awaitLive();
        assertThat(bridged.bridge().awaitMirrored(seq, Bridged.SOON)).isTrue();
        bridged.awaitImage(Map.of());
        eventually(() -> bridged.userEvents().equals(List.of("UserDeviceAdded 201,2001")));
    }

    @Test
    void reconnect_repairsWhatChangedMeanwhile() {
        bridged.live();
        bridged.loginMirrored(D, ANN);
        eventually(() -> bridged.userEvents().size() == 1);
        assertThat(bridged.bridge().check().isClean()).isTrue(); // so the event is answered, too
        bridged.asterisk.refuseConnections(true);
        bridged.asterisk.cutAll();
        bridged.asterisk.astDb().put("/DEVICE/2001/user", "999");
        bridged.asterisk.astDb().remove("/AMPUSER/201/device");
        bridged.asterisk.refuseConnections(false);

        bridged.awaitImage(Map.of());
        bridged.awaitLive();
        assertThat(bridged.bridge().status().mirror().drift().found()).isEqualTo(2);
        assertThat(bridged.bridge().status().mirror().drift().repaired()).isEqualTo(2);
    }

    @Test
    void fullyBooted_verifiesAgain() {
        bridged.live();
        bridged.asterisk.astDb().put("/DEVICE/2001/dial", "SIP/elsewhere");

        bridged.asterisk.fullyBooted();

        bridged.awaitImage(Map.of());
    }

    @Test
    void schedule_verifiesAgain() {
        bridged.with(new MirrorPace(1_000_000, Duration.ofSeconds(1))).live();
        bridged.asterisk.astDb().put("/DEVICE/2001/dial", "SIP/elsewhere");

        bridged.awaitImage(Map.of());
    }

    @Test
    void check_reportsAndChangesNothing() {
        bridged.live();
        bridged.asterisk.astDb().put("/DEVICE/2001/user", "999");
        bridged.asterisk.astDb().put("/DND/201", "YES");

        MirrorReport report = bridged.bridge().check();

        assertThat(report.complete()).isTrue();
        assertThat(report.isClean()).isFalse();
        assertThat(report.differences())
                .containsExactlyInAnyOrder(
                        new RowDifference(
                                new AstDbKey("DEVICE", "2001/user"),
                                Optional.of("none"),
                                Optional.of("999"),
                                RowDifference.Remedy.WRITE),
                        new RowDifference(
                                new AstDbKey("DND", "201"),
                                Optional.empty(),
                                Optional.of("YES"),
                                RowDifference.Remedy.TAKE_OVER));
        assertThat(bridged.row("/DEVICE/2001/user")).isEqualTo("999");
    }

    @Test
    void repair_dryRunChangesNothing_andRealRepairDoes() {
        bridged.live();
        bridged.asterisk.astDb().put("/DEVICE/2001/user", "999");
        bridged.asterisk.astDb().remove("/AMPUSER/201/cidnum");

        MirrorReport dry = bridged.bridge().repair(true);
        assertThat(dry.differing()).isEqualTo(2);
        assertThat(dry.written()).isZero();
        MirrorReport real = bridged.bridge().repair(false);
        assertThat(real.differing()).isEqualTo(2);
        assertThat(real.written()).isEqualTo(2);
        assertThat(dry.left()).isEqualTo(2);
        assertThat(real.left()).isZero();

        assertThat(bridged.bridge().check().isClean()).isTrue();
        assertThat(bridged.asterisk.astDb()).isEqualTo(bridged.projection());
    }

    @Test
    void check_withoutLink_isIncomplete() {
        bridged.asterisk.refuseConnections(true);
        bridged.bridge().start();

        assertThat(bridged.bridge().check().complete()).isFalse();
        assertThat(bridged.bridge().status().mirror().state()).isEqualTo(MirrorState.EMPTY);
    }

    @Test
    void unchangedRows_areNotSentAgain() {
        bridged.live();
        int before = bridged.asterisk.actions("DBPut").size();

        bridged.loginMirrored(D, ANN);

        assertThat(bridged.asterisk.actions("DBPut")).hasSize(before + 3);
        assertThat(bridged.asterisk.actions("DBDel").stream()
                        .filter(action -> action.get("Key").startsWith("2001/")))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void removedThings_leaveNoRow() {
        bridged.live();
        bridged.asterisk.astDb().put("/CF/301", "555");
        bridged.loginMirrored(D, ANN);
        Bridged.stored(bridged.store.directory().removeDevice(D));
        Bridged.stored(bridged.store.directory().removeDevice(E));
        long seq = Bridged.stored(bridged.store.directory().removeUser(BOB));

        assertThat(bridged.bridge().awaitMirrored(seq, Bridged.SOON)).isTrue();
        bridged.awaitImage(Map.of());
        assertThat(bridged.asterisk.astDb().keySet()).allMatch(path -> path.startsWith("/AMPUSER/201/"));
    }

    @Test
    void restartOfTheCompanion_announcesNothingTwice() {
        bridged.live();
        bridged.loginMirrored(D, ANN);
        eventually(() -> bridged.userEvents().size() == 1);

        bridged.restart();
        bridged.logoffMirrored(D);

        eventually(() -> bridged.userEvents().size() == 2);
        assertThat(bridged.userEvents()).containsExactly("UserDeviceAdded 201,2001", "UserDeviceRemoved 201,2001");
    }

    @Test
    void loginWhileTheCompanionIsDown_isMirroredAndAnnouncedAfterwards() {
        bridged.live();
        bridged.bridge().close();
        bridged.login(D, ANN);

        bridged.restart();

        bridged.awaitImage(Map.of());
        eventually(() -> bridged.userEvents().equals(List.of("UserDeviceAdded 201,2001")));
    }

    @Test
    void refusedWrites_areTriedAgainAfterAPause() {
        bridged.live();
        bridged.asterisk.refuse("DBPut", "Permission denied");
        long seq = bridged.login(D, ANN);
        eventually(() -> bridged.bridge().status().mirror().state() == MirrorState.STALE);
        assertThat(bridged.bridge().awaitMirrored(seq, Bridged.SOON)).isFalse();
        assertThat(bridged.bridge().status().mirror().detail()).contains("Permission denied");

        bridged.asterisk.refuseNothing();

        bridged.awaitLive();
        assertThat(bridged.bridge().awaitMirrored(seq, Bridged.SOON)).isTrue();
        bridged.awaitImage(Map.of());
    }

    @Test
    void refusedUserEvents_holdUpNothing() {
        bridged.live();
        bridged.asterisk.refuse("UserEvent", "Permission denied");
        bridged.loginMirrored(D, ANN);
        bridged.logoffMirrored(D);
        bridged.awaitImage(Map.of());
    }

    @Test
    void lineCutInTheMiddle_losesNothing() {
        bridged.live();
        for (int i = 0; i < 20; i++) {
            if (i % 2 == 0) {
                bridged.login(D, ANN);
            } else {
                bridged.logoff(D);
            }
            bridged.login(E, i % 2 == 0 ? ANN : BOB);
            bridged.asterisk.cutAll();
        }
        bridged.awaitImage(Map.of());
        bridged.awaitLive();
        assertThat(bridged.bridge().check().isClean()).isTrue();
    }

    @Test
    void manyChanges_areCoalescedAndArrive() {
        List<Device> devices = new ArrayList<>();
        List<AmpUser> users = new ArrayList<>();
        for (int i = 10_000; i < 12_000; i++) {
            devices.add(StoreOnFile.device("2" + i));
            users.add(StoreOnFile.user("5" + i, "User " + i));
        }
        bridged.live();

        long seq = bridged.put(devices, users);

        assertThat(bridged.bridge().awaitMirrored(seq, Duration.ofSeconds(30))).isTrue();
        assertThat(bridged.asterisk.astDb()).isEqualTo(bridged.projection());
    }

    @Test
    void rowThatAmiCannotCarry_isReportedAndHoldsUpNothing() {
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            devices.add(StoreOnFile.device("20000000000" + (1_000 + i)));
        }
        bridged.put(devices, List.of());
        bridged.live();
        long last = 0;
        for (Device device : devices) {
            last = bridged.login(device.number(), ANN);
        }

        assertThat(bridged.bridge().awaitMirrored(last, Bridged.SOON)).isTrue();
        assertThat(bridged.bridge().status().mirror().unsayable()).containsExactly("/AMPUSER/201/device");
        bridged.loginMirrored(D, BOB);
        assertThat(bridged.row("/AMPUSER/301/device")).isEqualTo("2002&2001");
    }
}
