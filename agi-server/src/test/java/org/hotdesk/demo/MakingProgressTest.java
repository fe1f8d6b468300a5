package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MakingProgressTest {

    @Test
    void lines_becomeOneForEachPhase_andOneForEachFiftyPackages() {
        List<String> told = new ArrayList<>();
        MakingProgress progress = new MakingProgress(told::add);

        progress.saw("I: Retrieving InRelease");
        progress.saw("I: Checking Release signature");
        for (int i = 0; i < 60; i++) {
            progress.saw("I: Retrieving package" + i + " 1.0");
            progress.saw("I: Validating package" + i + " 1.0");
        }
        progress.saw("I: Unpacking bash...");
        progress.saw("dpkg: some noise");

        assertThat(told).containsExactly("retrieving", "retrieving, 50 packages", "unpacking");
    }
}
