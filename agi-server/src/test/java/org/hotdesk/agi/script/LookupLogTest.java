package org.hotdesk.agi.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.hotdesk.model.Floor;
import org.hotdesk.rules.CallKind;
import org.junit.jupiter.api.Test;

class LookupLogTest {
    @Test
    void newestFirst_holdsNoMoreThanItMay() {
        var log = new LookupLog(3);
        assertThat(log.newestFirst()).isEmpty();

        for (int i = 1; i <= 5; i++) {
            log.add(lookup("call-" + i));
        }

        assertThat(log.newestFirst()).extracting(Lookup::call).containsExactly("call-5", "call-4", "call-3");
    }

    private static Lookup lookup(String call) {
        return new Lookup(
                Instant.EPOCH,
                call,
                LookupScript.Half.BOTH,
                Optional.empty(),
                Optional.empty(),
                CallKind.INTERNAL,
                Floor.EMPTY);
    }
}
