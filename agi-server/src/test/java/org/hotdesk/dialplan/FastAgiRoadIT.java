package org.hotdesk.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.hotdesk.agi.protocol.AgiConfig;
import org.hotdesk.agi.protocol.AgiServer;
import org.hotdesk.agi.script.LookupLog;
import org.hotdesk.agi.script.LookupScript;
import org.hotdesk.agi.script.LookupScript.Half;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.model.Floor;
import org.hotdesk.rules.CallKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The companion answers every lookup: the calls of the same table are seen no differently. */
@ExtendWith(LabExtension.class)
final class FastAgiRoadIT {
    private static final AtomicReference<Floor> FLOOR = new AtomicReference<>(Floor.EMPTY);
    private static RoadLab road;

    @BeforeAll
    static void start(Lab lab) throws IOException {
        AgiServer server = lab.add(AgiServer.start(
                AgiConfig.onLoopback(0),
                Map.of(
                        "call",
                        script(Half.BOTH),
                        "user-callerid",
                        script(Half.CALLER),
                        "macro-dial",
                        script(Half.CALLEE))));
        road = lab.add(RoadLab.start(
                lab,
                ExtensionsConf.text(DialplanConfig.usual()
                        .withAgi("127.0.0.1:" + server.address().getPort()))));
    }

    private static LookupScript script(Half half) {
        return new LookupScript(half, FLOOR::get, 15, new LookupLog(10), Clock.systemUTC());
    }

    static List<RoadCase> cases() {
        return RoadCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void call_isSeenAsTheTableSays(RoadCase wanted) {
        FLOOR.set(wanted.floor());
        assertThat(road.call(wanted)).isEqualTo(wanted.seen());
        assertThat(road.roadsTaken()).as("events of calls that went by astdb").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lookup_leavesWhatTheModelSays(RoadCase wanted) {
        FLOOR.set(wanted.floor());
        road.show(wanted.floor());
        for (CallKind kind : CallKind.values()) {
            Map<String, String> expected =
                    new TreeMap<>(ExpectedVariables.of(wanted.floor(), wanted.from(), wanted.dialled(), kind));
            expected.put("HD_OK", "1");
            assertThat(road.probe(wanted.from(), wanted.dialled(), kind.name().toLowerCase(Locale.ROOT)))
                    .isEqualTo(expected);
        }
    }
}
