package org.hotdesk.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hotdesk.agi.protocol.AgiConfig;
import org.hotdesk.agi.protocol.AgiServer;
import org.hotdesk.agi.script.LookupLog;
import org.hotdesk.agi.script.LookupScript;
import org.hotdesk.agi.script.LookupScript.Half;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.dialplan.AgiPeer.Manner;
import org.hotdesk.model.Floor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first companion of two does not answer: the second does, and only without it a call goes on by astdb. */
@ExtendWith(LabExtension.class)
class SecondCompanionIT {
    private static final Floor FLOOR = new LabFloor()
            .desk("1001")
            .desk("1002")
            .user("201", "Ann Lee", "1001")
            .user("202", "Bob", "1002")
            .build();
    private static final Duration ONE_LIMIT = Duration.ofSeconds(4);
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    /** @param byAstDb what the dialplan told of taking that road */
    private record Call(Duration took, List<Map<String, String>> byAstDb) {}

    private record Two(AgiPeer first, LookupLog answeredBySecond, RoadLab road) {
        static Two start(Lab lab, Manner manner) throws IOException {
            AgiPeer first = lab.add(new AgiPeer(manner));
            var answered = new LookupLog(10);
            AgiServer second = lab.add(AgiServer.start(
                    AgiConfig.onLoopback(0),
                    Map.of("call", new LookupScript(Half.BOTH, () -> FLOOR, 15, answered, Clock.systemUTC()))));
            String secondAt = "127.0.0.1:" + second.address().getPort();
            String dialplan = ExtensionsConf.text(DialplanConfig.usual().withAgi(first.address(), secondAt));
            RoadLab road = lab.add(RoadLab.start(lab, dialplan));
            road.show(FLOOR);
            return new Two(first, answered, road);
        }

        Call call() {
            road.manager().forget();
            long began = System.nanoTime();
            road.originate("202", "lab-desk", "__HD_DEVICE=1001");
            assertThat(road.seen(1)).isNotEmpty();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            List<Map<String, String>> byAstDb = road.manager().events().stream()
                    .filter(event -> "HotdeskRoad".equals(event.get("UserEvent")))
                    .toList();
            road.hangUpAll();
            return new Call(took, byAstDb);
        }

        void pulse(String global, long seconds) {
            road.manager().send("Action: Setvar\r\nVariable: " + global + "\r\nValue: " + seconds);
        }
    }

    @ParameterizedTest
    @EnumSource(Manner.class)
    void firstCompanion_thatDoesNotAnswer_theSecondIsAsked(Manner manner, Lab lab) throws IOException {
        Two two = Two.start(lab, manner);
        Call call = two.call();
        assertThat(call.took()).isLessThan(ONE_LIMIT);
        assertThat(two.first().calls()).isEqualTo(1);
        assertThat(two.answeredBySecond().newestFirst()).hasSize(1);
        assertThat(call.byAstDb()).as("calls by astdb").isEmpty();
    }

    @Test
    void firstCompanion_onceItWasFrozen_isNotAskedUntilItBeats(Lab lab) throws IOException {
        Two two = Two.start(lab, Manner.MUTE);
        two.call();
        assertThat(two.call().took()).isLessThan(AT_ONCE);
        assertThat(two.first().calls()).isEqualTo(1);
        assertThat(two.answeredBySecond().newestFirst()).hasSize(2);
        two.pulse("HD_ALIVE", Instant.now().getEpochSecond());
        two.call();
        assertThat(two.first().calls()).isEqualTo(2);
    }

    @Test
    void bothPulsesStopped_theCallGoesOnByAstDb(Lab lab) throws IOException {
        Two two = Two.start(lab, Manner.MUTE);
        two.pulse("HD_ALIVE", 0);
        two.pulse("HD_ALIVE2", 0);
        Call call = two.call();
        assertThat(call.took()).isLessThan(AT_ONCE);
        assertThat(two.first().calls()).isZero();
        assertThat(two.answeredBySecond().newestFirst()).isEmpty();
        assertThat(call.byAstDb()).as("calls by astdb").isNotEmpty();
    }
}
