package org.hotdesk.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.nio.file.Path;
import java.util.List;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.LedgerQuery;
import org.hotdesk.store.PinVerdict;
import org.hotdesk.store.Refusal;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinGateTest {
    private static final DeviceNumber DESK = new DeviceNumber("2001");
    private static final UserNumber ANN = new UserNumber("201");

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = StoreOnFile.open(folder);
        store.directory().putAll(List.of(device("2001")), List.of(user("201", "Ann")));
        store.pins().set(ANN, "4711".toCharArray());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void lockedAttempt_evenWithTheRightPin_comparesNothingAndIsInTheLedger() {
        PinGate gate = PinGate.standard(store);
        for (int i = 0; i < 5; i++) {
            assertThat(check(gate, "201", "0000")).isEqualTo(PinVerdict.WRONG);
        }
        long compared = store.pins().compared();

        assertThat(check(gate, "201", "4711")).isEqualTo(PinVerdict.LOCKED);
        assertThat(check(gate, "815", "4711")).isEqualTo(PinVerdict.LOCKED);

        assertThat(store.pins().compared()).isEqualTo(compared);
        assertThat(store.ledger().refusals(LedgerQuery.newest(9)).stream().map(PinGateTest::shown))
                .containsExactlyInAnyOrder("201 wrong 5", "201 locked 1", "- locked 1");
    }

    @Test
    void rightPin_isNotCounted() {
        PinGate gate = PinGate.standard(store);
        for (int i = 0; i < 9; i++) {
            assertThat(check(gate, "201", "4711")).isEqualTo(PinVerdict.RIGHT);
        }
    }

    @Test
    void afterARestart_theFirstLockedAttempt_measuresHowLongAWrongPinTakes() {
        for (int i = 0; i < 5; i++) {
            check(PinGate.standard(store), "201", "0000");
        }
        store.close();
        store = StoreOnFile.open(folder);
        PinGate restarted = PinGate.standard(store);

        assertThat(check(restarted, "201", "4711")).isEqualTo(PinVerdict.LOCKED);
        assertThat(check(restarted, "201", "4711")).isEqualTo(PinVerdict.LOCKED);

        assertThat(store.pins().compared()).isEqualTo(1);
    }

    private static PinVerdict check(PinGate gate, String user, String pin) {
        return gate.check(DESK, UserNumber.parse(user), pin.toCharArray());
    }

    private static String shown(Refusal refusal) {
        return refusal.user().map(UserNumber::digits).orElse("-") + " " + refusal.why() + " " + refusal.times();
    }
}
