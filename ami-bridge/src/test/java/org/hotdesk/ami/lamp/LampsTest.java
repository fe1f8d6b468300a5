package org.hotdesk.ami.lamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.ami.Bridged.ANN;
import static org.hotdesk.ami.Bridged.D;
import static org.hotdesk.ami.Bridged.E;
import static org.hotdesk.ami.Bridged.eventually;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hotdesk.ami.Bridged;
import org.hotdesk.ami.link.DeviceState;
import org.hotdesk.ami.link.NoLeaks;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class LampsTest {
    @TempDir
    Path folder;

    private Bridged bridged;

    @BeforeEach
    void open() {
        bridged = new Bridged(folder);
        bridged.asterisk.deviceState("PJSIP/2001", "NOT_INUSE");
        bridged.asterisk.deviceState("PJSIP/2002", "UNAVAILABLE");
        bridged.live();
        awaitLamp("HD301", "UNAVAILABLE");
    }

    @AfterEach
    void close() {
        bridged.close();
    }

    @Test
    void connecting_writesEveryLamp() {
        awaitLamp("HD201", "UNAVAILABLE");
        awaitLamp("DND201", "UNAVAILABLE");
        awaitLamp("DEVDND2001", "NOT_INUSE");
        awaitLamp("DEVDND2002", "NOT_INUSE");
    }

    @Test
    void login_showsThePhonesState_andLogoffNobody() {
        bridged.loginMirrored(D, ANN);
        awaitLamp("HD201", "NOT_INUSE");
        assertThat(bridged.bridge().lampOf(ANN)).isEqualTo(Optional.of(DeviceState.NOT_INUSE));

        bridged.logoffMirrored(D);
        awaitLamp("HD201", "UNAVAILABLE");
    }

    @Test
    void acknowledgedLogin_hasItsLamp() {
        bridged.loginMirrored(D, ANN);

        assertThat(bridged.lamp("HD201")).isEqualTo("NOT_INUSE");
    }

    @Test
    void ringingOfOnePhoneWhileAnotherTalks_showsBoth() {
        bridged.loginMirrored(D, ANN);
        bridged.loginMirrored(E, ANN);
        bridged.asterisk.deviceState("PJSIP/2001", "INUSE");
        awaitLamp("HD201", "INUSE");

        bridged.asterisk.deviceState("PJSIP/2002", "RINGING");
        awaitLamp("HD201", "RINGINUSE");

        bridged.asterisk.deviceState("PJSIP/2002", "NOT_INUSE");
        awaitLamp("HD201", "INUSE");
    }

    @Test
    void doNotDisturbByFeatureCode_isBusyEverywhere() {
        bridged.loginMirrored(D, ANN);
        bridged.asterisk.astDb().put("/DND/201", "YES");
        bridged.asterisk.event(
                "Event: UserEvent", "Privilege: user,all", "UserEvent: HotdeskFeature", "Family: DND", "User: 201");

        awaitLamp("HD201", "BUSY");
        awaitLamp("DND201", "BUSY");
        awaitLamp("DEVDND2001", "BUSY");
        assertThat(bridged.store.floor().user(ANN).orElseThrow().features().doNotDisturb())
                .isTrue();

        bridged.logoffMirrored(D);
        awaitLamp("DEVDND2001", "NOT_INUSE");
    }

    @Test
    void unchangedState_isNotWrittenAgain() {
        bridged.loginMirrored(D, ANN);
        int before = lampWrites();
        bridged.asterisk.deviceState("PJSIP/2001", "NOT_INUSE");
        bridged.asterisk.deviceState("PJSIP/9999", "INUSE");
        bridged.asterisk.deviceState("Custom:HD201", "NOT_INUSE");
        bridged.asterisk.deviceState("PJSIP/2001", "INUSE");
        awaitLamp("HD201", "INUSE");

        assertThat(lampWrites()).isEqualTo(before + 1);
    }

    @Test
    void burstOfEvents_endsInTheLastState() {
        bridged.loginMirrored(D, ANN);
        int before = lampWrites();
        for (int i = 0; i < 2_000; i++) {
            bridged.asterisk.deviceState("PJSIP/2001", i % 2 == 0 ? "INUSE" : "RINGING");
        }
        bridged.asterisk.deviceState("PJSIP/2001", "ONHOLD");

        awaitLamp("HD201", "ONHOLD");
        assertThat(lampWrites()).isLessThan(before + 1_500);
    }

    @Test
    void fullyBooted_writesEveryLampAgainFromFreshStates() {
        bridged.loginMirrored(D, ANN);
        bridged.asterisk.variables().replaceAll((name, state) -> name.contains("Custom:") ? "UNKNOWN" : state);
        bridged.asterisk.variables().put("DEVICE_STATE(PJSIP/2001)", "INUSE");

        bridged.asterisk.fullyBooted();

        awaitLamp("HD201", "INUSE");
        awaitLamp("HD301", "UNAVAILABLE");
        awaitLamp("DEVDND2002", "NOT_INUSE");
    }

    @Test
    void newDeviceAndUser_getTheirLamps() {
        bridged.asterisk.variables().put("DEVICE_STATE(PJSIP/2003)", "INUSE");
        bridged.put(List.of(StoreOnFile.device("2003")), List.of(StoreOnFile.user("401", "Cat")));
        bridged.loginMirrored(
                StoreOnFile.device("2003").number(),
                StoreOnFile.user("401", "Cat").number());

        awaitLamp("HD401", "INUSE");
    }

    @Test
    void removedUser_goesDark() {
        bridged.loginMirrored(D, ANN);
        awaitLamp("HD201", "NOT_INUSE");
        bridged.logoffMirrored(D);
        Bridged.stored(bridged.store.directory().removeUser(ANN));

        awaitLamp("HD201", "UNAVAILABLE");
    }

    @Test
    void phoneThatIsNotAtTheEdge_isUnavailable_untilItIsThereOrInACall() {
        bridged.loginMirrored(D, ANN);
        awaitLamp("HD201", "NOT_INUSE");

        bridged.bridge().reachable(D, false);
        awaitLamp("HD201", "UNAVAILABLE");
        bridged.asterisk.deviceState("PJSIP/2001", "INUSE");
        awaitLamp("HD201", "INUSE");
        bridged.asterisk.deviceState("PJSIP/2001", "NOT_INUSE");
        awaitLamp("HD201", "UNAVAILABLE");
        bridged.asterisk.fullyBooted();
        bridged.loginMirrored(E, ANN);
        awaitLamp("HD201", "UNAVAILABLE");

        bridged.bridge().reachable(D, true);
        awaitLamp("HD201", "NOT_INUSE");
    }

    @Test
    void refusedLamp_isInTheStatus() {
        bridged.asterisk.refuse("Setvar", "Function DEVICE_STATE not registered");
        bridged.login(D, ANN);
        eventually(() -> bridged.bridge().status().lamps().fault().isPresent());

        bridged.asterisk.refuseNothing();
        bridged.asterisk.fullyBooted();
        awaitLamp("HD201", "NOT_INUSE");
        eventually(() -> bridged.bridge().status().lamps().fault().isEmpty());
    }

    @Test
    void heartbeat_isWrittenAtOnceAndAgain() {
        eventually(() -> bridged.asterisk.variables().containsKey("HD_ALIVE"));
        String first = bridged.asterisk.variables().getOrDefault("HD_ALIVE", "");
        assertThat(first).matches("[0-9]{10}");
        Bridged.pause(Duration.ofSeconds(1));

        eventually(() -> !first.equals(bridged.asterisk.variables().get("HD_ALIVE")));
        assertThat(bridged.bridge().status().lastContact()).isPresent();
    }

    private void awaitLamp(String name, String state) {
        eventually(() -> bridged.lamp(name).equals(state));
    }

    private int lampWrites() {
        return (int) bridged.asterisk.actions("Setvar").stream()
                .filter(action -> action.get("Variable").contains("Custom:"))
                .count();
    }
}
