package org.hotdesk.dialplan;

import java.io.IOException;
import java.util.Map;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** FreePBX's names by Gosub, as its version 17 calls them, on Asterisk 22. */
@ExtendWith(LabExtension.class)
final class EntryPointsIT {
    private static RoadLab road;
    private EntryPoints entry;

    @BeforeAll
    static void start(Lab lab) {
        road = lab.add(RoadLab.start(
                lab,
                RoadLab.withoutCompanion(lab),
                Map.of(
                        "extensions.d/entry.conf",
                        EntryPoints.callers(
                                "Gosub(macro-user-callerid,s,1(@flags@))", "Gosub(macro-dial,s,1(${EXTEN}))"))));
    }

    @BeforeEach
    void fresh() {
        entry = new EntryPoints(road);
    }

    @Test
    void call_returnsWithTheStatus() {
        entry.callReturns();
    }

    @Test
    void noAnswerMenu_isEntered() {
        entry.menuIsEntered();
    }

    @Test
    void emptyPhone_isRefused() {
        entry.emptyPhoneIsRefused();
    }

    @Test
    void callOutside_showsTheUser() {
        entry.outsideShowsTheUser();
    }

    @Test
    void silentCompanion_doesNotLoseTheWayBack(Lab lab) throws IOException {
        entry.silentCompanionDoesNotLoseTheWayBack(lab);
    }
}
