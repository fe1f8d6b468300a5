package org.hotdesk.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.rules.LoginDecision.Change;
import org.junit.jupiter.api.Test;

class SeatRulesTest {
    private static final DeviceNumber DESK = new DeviceNumber("2001");
    private static final UserNumber ANN = new UserNumber("201");
    private static final UserNumber BEN = new UserNumber("301");
    private static final Device WITH_ANN = Device.adhoc(DESK).fallingBackTo(ANN);

    @Test
    void saved_withoutItsDefault_isNobodysAgain() {
        Session ann = session(How.DEFAULT);

        assertThat(saved(floor(ann), WITH_ANN, Device.adhoc(DESK)))
                .contains(new Change(DESK, List.of(ann), Optional.empty(), true));
    }

    @Test
    void saved_withAnotherDefault_isTheNewOnes() {
        Session ann = session(How.DEFAULT);

        assertThat(saved(floor(ann), WITH_ANN, Device.adhoc(DESK).fallingBackTo(BEN)))
                .contains(new Change(DESK, List.of(ann), Optional.of(BEN), true));
    }

    @Test
    void saved_withTheSameDefault_staysAsItIs() {
        assertThat(saved(
                        floor(session(How.DEFAULT)),
                        WITH_ANN,
                        Device.adhoc(DESK).fallingBackTo(ANN)))
                .isEmpty();
    }

    @Test
    void saved_whileSomebodyIsLoggedIn_logsNobodyOff() {
        Floor floor = floor(session(How.CODE));

        assertThat(saved(floor, WITH_ANN, Device.adhoc(DESK))).isEmpty();
        assertThat(saved(floor, WITH_ANN, Device.adhoc(DESK).fallingBackTo(BEN)))
                .isEmpty();
        assertThat(saved(floor, WITH_ANN, Device.adhoc(DESK).fixedTo(BEN))).isPresent();
    }

    @Test
    void saved_whereAnImportedSessionIs_logsNobodyOff() {
        assertThat(saved(floor(session(How.DEFAULT)), Device.adhoc(DESK), Device.adhoc(DESK)))
                .isEmpty();
    }

    private static Optional<Change> saved(Floor floor, Device before, Device device) {
        return SeatRules.saved(floor, Optional.of(before), device);
    }

    private static Session session(How how) {
        return new Session(1, DESK, ANN, Instant.EPOCH, how);
    }

    private static Floor floor(Session session) {
        return Floor.of(
                List.of(Device.adhoc(DESK)),
                List.of(AmpUser.named(ANN, new DisplayName("Ann")), AmpUser.named(BEN, new DisplayName("Ben"))),
                List.of(session));
    }
}
