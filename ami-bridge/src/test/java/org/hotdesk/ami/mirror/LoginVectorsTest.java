package org.hotdesk.ami.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.ami.Bridged.ANN;
import static org.hotdesk.ami.Bridged.BOB;
import static org.hotdesk.ami.Bridged.D;
import static org.hotdesk.ami.Bridged.E;
import static org.hotdesk.ami.Bridged.eventually;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hotdesk.ami.Bridged;
import org.hotdesk.ami.link.NoLeaks;
import org.hotdesk.model.How;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What each login and logoff leaves in astdb, and what it announces. */
@ExtendWith(NoLeaks.class)
class LoginVectorsTest {
    @TempDir
    Path folder;

    private Bridged bridged;

    @BeforeEach
    void open() {
        bridged = new Bridged(folder).live();
    }

    @AfterEach
    void close() {
        bridged.close();
    }

    @Test
    void login_atFreeDevice_writesBothSides() {
        bridged.loginMirrored(D, ANN);

        assertThat(bridged.row("/DEVICE/2001/user")).isEqualTo("201");
        assertThat(bridged.row("/AMPUSER/201/device")).isEqualTo("2001");
        assertEvents("UserDeviceAdded 201,2001");
    }

    @Test
    void login_atSecondDeviceWhereDefaultUserSits_movesThat() {
        bridged.loginMirrored(D, ANN);
        bridged.loginMirrored(E, ANN);

        assertThat(bridged.asterisk.astDb()).doesNotContainKey("/AMPUSER/301/device");
        assertThat(bridged.row("/DEVICE/2002/user")).isEqualTo("201");
        assertThat(bridged.row("/AMPUSER/201/device")).isEqualTo("2001&2002");
        assertEvents("UserDeviceAdded 201,2001", "UserDeviceRemoved 301,2002", "UserDeviceAdded 201,2002");
    }

    @Test
    void logoff_atDeviceWithDefaultUser_bringsThatBack() {
        bridged.loginMirrored(D, ANN);
        bridged.loginMirrored(E, ANN);
        bridged.logoffMirrored(E);

        assertThat(bridged.row("/AMPUSER/201/device")).isEqualTo("2001");
        assertThat(bridged.row("/DEVICE/2002/user")).isEqualTo("301");
        assertThat(bridged.row("/AMPUSER/301/device")).isEqualTo("2002");
    }

    @Test
    void logoff_atDeviceWithoutDefaultUser_leavesNobody() {
        bridged.loginMirrored(D, ANN);
        bridged.logoffMirrored(D);

        assertThat(bridged.asterisk.astDb()).doesNotContainKey("/AMPUSER/201/device");
        assertThat(bridged.row("/DEVICE/2001/user")).isEqualTo("none");
        assertEvents("UserDeviceAdded 201,2001", "UserDeviceRemoved 201,2001");
    }

    @Test
    void logoff_ofNobody_changesAndAnnouncesNothing() {
        bridged.logoffMirrored(D);
        bridged.loginMirrored(E, ANN);

        assertEvents("UserDeviceRemoved 301,2002", "UserDeviceAdded 201,2002");
    }

    @Test
    void login_whereTheUserSitsAlready_announcesNothing() {
        bridged.loginMirrored(E, BOB);
        bridged.loginMirrored(D, ANN);

        assertEvents("UserDeviceAdded 201,2001");
    }

    @Test
    void login_atFixedDevice_changesNothing() {
        long seq = bridged.put(List.of(StoreOnFile.device("2003").fixedTo(BOB)), List.of());
        assertThat(bridged.bridge().awaitMirrored(seq, Bridged.SOON)).isTrue();
        Map<String, String> before = Map.copyOf(bridged.asterisk.astDb());

        bridged.store.logins().login(StoreOnFile.device("2003").number(), ANN, How.CODE);

        assertThat(bridged.bridge().check().isClean()).isTrue();
        assertThat(bridged.asterisk.astDb()).isEqualTo(before);
    }

    @Test
    void newList_isWrittenBeforeTheDeviceAndTheOldList() {
        bridged.loginMirrored(E, ANN);

        List<String> order = bridged.asterisk.actions().stream()
                .filter(action -> action.name().equals("DBPut") || action.name().equals("DBDel"))
                .map(action -> action.get("Family") + "/" + action.get("Key"))
                .filter(key -> key.equals("AMPUSER/201/device")
                        || key.equals("DEVICE/2002/user")
                        || key.equals("AMPUSER/301/device"))
                .toList();
        assertThat(order.subList(order.size() - 3, order.size()))
                .containsExactly("AMPUSER/201/device", "DEVICE/2002/user", "AMPUSER/301/device");
    }

    @Test
    void event_isFiredAfterTheRowsAreAnswered() {
        bridged.loginMirrored(D, ANN);
        assertEvents("UserDeviceAdded 201,2001");

        List<String> names = bridged.asterisk.actions().stream()
                .map(action -> action.name() + " " + action.get("Key"))
                .filter(name -> List.of("UserEvent ", "DBPut 2001/user", "DBPut 201/device")
                        .contains(name))
                .toList();
        assertThat(names.get(names.size() - 1)).isEqualTo("UserEvent ");
    }

    private void assertEvents(String... wanted) {
        eventually(() -> bridged.userEvents().size() >= wanted.length);
        assertThat(bridged.userEvents()).containsExactly(wanted);
    }
}
