package org.hotdesk.ami.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.ami.Bridged.D;
import static org.hotdesk.ami.Bridged.eventually;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hotdesk.ami.Bridged;
import org.hotdesk.ami.link.DeviceState;
import org.hotdesk.ami.link.NoLeaks;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class PhoneStatesTest {
    @TempDir
    Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private Bridged bridged;

    private final PhoneListener listener = new PhoneListener() {
        @Override
        public void allHeard(Map<DeviceNumber, DeviceState> states) {
            told.add("all " + new TreeMap<>(states));
        }

        @Override
        public void heard(DeviceNumber device, DeviceState state) {
            told.add(device + " " + state);
        }

        @Override
        public void missed(UserNumber user) {
            told.add("missed " + user);
        }

        @Override
        public void lost() {
            told.add("lost");
        }
    };

    @BeforeEach
    void open() {
        bridged = new Bridged(folder).with(listener);
        bridged.asterisk.deviceState("PJSIP/2001", "INUSE");
        bridged.asterisk.deviceState("PJSIP/2002", "UNAVAILABLE");
        bridged.live();
        awaitTold("all {2001=INUSE, 2002=UNAVAILABLE}");
        told.clear();
    }

    @AfterEach
    void close() {
        bridged.close();
    }

    private void awaitTold(String what) {
        eventually(() -> told.contains(what));
    }

    @Test
    void whatPhonesDo_isTold_andOfOthersNothing() {
        bridged.asterisk.deviceState("PJSIP/9999", "INUSE");
        bridged.asterisk.deviceState("Custom:HD201", "INUSE");
        bridged.asterisk.deviceState("PJSIP/2001", "NOT_INUSE");
        awaitTold("2001 NOT_INUSE");
        assertThat(told).containsExactly("2001 NOT_INUSE");
    }

    @Test
    void aPhoneTheEdgeDoesNotHave_isAway_unlessItTalks() {
        bridged.bridge().reachable(D, false);
        bridged.asterisk.deviceState("PJSIP/2001", "NOT_INUSE");
        awaitTold("2001 UNAVAILABLE");
        bridged.bridge().reachable(D, true);
        awaitTold("2001 NOT_INUSE");
        assertThat(told.get(0)).as("it talks").isEqualTo("2001 INUSE");
    }

    @Test
    void aLinkThatWasLost_isTold_andEverythingAskedAgain() {
        bridged.asterisk.variables().put("DEVICE_STATE(PJSIP/2001)", "NOT_INUSE");
        bridged.asterisk.cutAll();
        awaitTold("lost");
        awaitTold("all {2001=NOT_INUSE, 2002=UNAVAILABLE}");
    }

    @Test
    void missedCalls_areTold_ofUsersAndOfOurQueueMembers() {
        bridged.asterisk.event("Event: UserEvent", "Privilege: user,all", "UserEvent: HotdeskMissed", "User: 201");
        bridged.asterisk.event(
                "Event: AgentRingNoAnswer", "Privilege: agent,all", "Queue: support", "Interface: PJSIP/7001");
        bridged.asterisk.event(
                "Event: AgentRingNoAnswer",
                "Privilege: agent,all",
                "Queue: support",
                "Interface: Local/301@hotdesk-queue/n",
                "RingTime: 15000");
        awaitTold("missed 301");
        assertThat(told).containsExactly("missed 201", "missed 301");
    }

    @Test
    void onlyAPhoneThatIsThereAndIdle_isRung() {
        bridged.store.floor().devices().forEach(device -> bridged.bridge().ring(device, "\"x\" <201>", "beep"));
        bridged.asterisk.deviceState("PJSIP/2001", "NOT_INUSE");
        awaitTold("2001 NOT_INUSE");
        bridged.store.floor().devices().forEach(device -> bridged.bridge().ring(device, "\"x\" <201>", "beep"));

        eventually(() -> !bridged.asterisk.actions("Originate").isEmpty());
        assertThat(bridged.asterisk.actions("Originate")).singleElement().satisfies(action -> assertThat(
                        action.headers())
                .containsEntry("Channel", "Local/2001@hotdesk-desk/n")
                .containsEntry("Application", "Playback")
                .containsEntry("Data", "beep"));
    }
}
