package org.hotdesk.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of fault once or twice; {@code agi-server/bench/chaos} does it by the thousand. */
@ExtendWith(LabExtension.class)
class ChaosIT {
    private static final int FAULTS = 16;
    private static final long SEED = Long.getLong("hotdesk.chaos-seed", System.nanoTime() & 0xFFFF);

    @Test
    void everyFault_losesNothingThatWasAcknowledged_andEverythingAgreesAfterwards(Lab lab, @TempDir Path folder)
            throws IOException {
        chaos(ChaosShape.SMALLEST, Fault.DISK_FULL, lab, folder);
    }

    @Test
    void twoAsterisks_bothAgreeAfterwards(Lab lab, @TempDir Path folder) throws IOException {
        chaos(new ChaosShape(2, 1), Fault.COMPANION_KILLED, lab, folder);
    }

    @Test
    void twoCompanionsOnOneDatabase_oneAlwaysWrites_andNothingOlderStands(Lab lab, @TempDir Path folder)
            throws IOException {
        chaos(new ChaosShape(2, 2), Fault.DATABASE_KILLED, lab, folder);
    }

    private static void chaos(ChaosShape shape, Fault one, Lab lab, Path folder) throws IOException {
        ChaosSystem system = lab.add(ChaosSystem.start(shape, lab.installation(), lab.ports(), folder));
        Chaos.Report report = new Chaos(system, SEED, line -> {}).run(FAULTS);
        assertThat(report.faults()).containsKeys(Fault.COMPANION_KILLED, Fault.LINE_HALF_OPEN, one);
        assertThat(report.acknowledged()).isGreaterThan(FAULTS);
    }
}
