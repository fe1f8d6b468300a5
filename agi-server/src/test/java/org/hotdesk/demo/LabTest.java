package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LabTest {

    @Test
    void missingLab_failsWithItsReason_whereATestInsists() {
        Preparation none = new Preparation.Unusable(Preparation.Reason.NO_NETWORK, "the archive cannot be reached");

        assertThatThrownBy(() -> Lab.installation(none))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the archive cannot be reached (NO_NETWORK)");
    }
}
