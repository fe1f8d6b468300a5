package org.hotdesk.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.rules.CallKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No companion is there: every call of the table goes its way by astdb alone. */
@ExtendWith(LabExtension.class)
final class AstDbRoadIT {
    private static RoadLab road;

    @BeforeAll
    static void start(Lab lab) {
        road = lab.add(RoadLab.start(lab, RoadLab.withoutCompanion(lab)));
    }

    static List<RoadCase> cases() {
        return RoadCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void call_isSeenAsTheTableSays(RoadCase wanted) {
        assertThat(road.call(wanted)).isEqualTo(wanted.seen());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lookup_leavesWhatTheModelSays(RoadCase wanted) {
        road.show(wanted.floor());
        for (CallKind kind : CallKind.values()) {
            Map<String, String> expected =
                    new TreeMap<>(ExpectedVariables.of(wanted.floor(), wanted.from(), wanted.dialled(), kind));
            expected.put("HD_OK", "");
            assertThat(road.probe(wanted.from(), wanted.dialled(), kind.name().toLowerCase(Locale.ROOT)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void dialplan_isLoadedWithoutAWord() {
        long mark = road.asterisk().console().mark();
        road.asterisk().cli("dialplan reload");
        assertThat(road.asterisk().console().since(mark))
                .doesNotContain("WARNING[")
                .doesNotContain("ERROR[");
        assertThat(road.asterisk().cli("dialplan show from-internal")).contains("hotdesk-users");
    }
}
