package org.hotdesk.agi.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogLimitTest {
    private final AtomicLong now = new AtomicLong(1);
    private final LogLines lines = LogLines.of("test.loglimit");
    private final LogLimit limit = new LogLimit(System.getLogger("test.loglimit"), now::get);

    @AfterEach
    void stopListening() {
        lines.close();
    }

    @Test
    void say_ofAFloodInOneSecond_isOneLine() {
        for (int i = 0; i < 10_000; i++) {
            limit.say(Level.WARNING, "header-timeout", "192.0.2.1");
        }
        assertThat(lines.texts()).containsExactly("agi header-timeout source=192.0.2.1 count=1");
    }

    @Test
    void say_aSecondLater_countsWhatWasLeftOut() {
        limit.say(Level.WARNING, "header-timeout", "192.0.2.1");
        limit.say(Level.WARNING, "header-timeout", "192.0.2.1");
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        limit.say(Level.WARNING, "header-timeout", "192.0.2.1", "why=again");
        assertThat(lines.texts())
                .containsExactly(
                        "agi header-timeout source=192.0.2.1 count=1",
                        "agi header-timeout source=192.0.2.1 count=2 why=again");
    }

    @Test
    void say_ofOtherKindsAndSources_isNotHeldBack() {
        limit.say(Level.WARNING, "a", "192.0.2.1");
        limit.say(Level.WARNING, "b", "192.0.2.1");
        limit.say(Level.WARNING, "a", "192.0.2.2");
        assertThat(lines.texts()).hasSize(3);
    }

    @Test
    void flush_saysWhatAFloodThatStoppedLeftOver() {
        limit.say(Level.WARNING, "a", "192.0.2.1");
        limit.say(Level.WARNING, "a", "192.0.2.1");
        limit.flush();
        assertThat(lines.texts()).hasSize(1);
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        limit.flush();
        limit.flush();
        assertThat(lines.texts()).hasSize(2).last().isEqualTo("agi a source=192.0.2.1 count=1");
    }

    @Test
    void say_ofVeryManySources_doesNotGrowWithoutEnd() {
        for (int i = 0; i < 100_000; i++) {
            limit.say(Level.WARNING, "a", "source" + i);
        }
        assertThat(lines.texts()).hasSizeLessThan(2_000).last().asString().contains("source=others");
    }
}
