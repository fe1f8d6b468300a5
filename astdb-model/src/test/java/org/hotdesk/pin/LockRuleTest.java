package org.hotdesk.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LockRuleTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final LockRule RULE = LockRule.standard();

    @Test
    void wrongPins_lockFromTheFifthOn_andTwiceAsLongEachTime() {
        WrongPins counter = WrongPins.none(NOON);
        Instant now = NOON;
        List<Long> locks = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            counter = RULE.afterWrong(counter, now);
            locks.add(Duration.between(now, counter.lockedUntil()).toSeconds());
            now = counter.lockedUntil();
        }
        assertThat(locks)
                .startsWith(0L, 0L, 0L, 0L, 30L, 60L, 120L, 240L, 480L, 960L, 1920L)
                .endsWith(3600L, 3600L);
        assertThat(locks).allMatch(seconds -> seconds <= 3600);
    }

    @Test
    void onePinIsForgivenAnHour_untilNoneIsLeft() {
        WrongPins two = new WrongPins(2, NOON, NOON);

        assertThat(RULE.settled(two, after(Duration.ofMinutes(59))).wrong()).isEqualTo(2);
        assertThat(RULE.settled(two, after(Duration.ofMinutes(61))).wrong()).isEqualTo(1);
        assertThat(RULE.isForgotten(two, after(Duration.ofMinutes(119)))).isFalse();
        assertThat(RULE.isForgotten(two, after(Duration.ofHours(2)))).isTrue();
    }

    @Test
    void twoTyposADay_neverLock() {
        WrongPins counter = WrongPins.none(NOON);
        for (int day = 0; day < 365; day++) {
            Instant now = after(Duration.ofDays(day));
            counter = RULE.afterWrong(RULE.afterWrong(counter, now), now);
            assertThat(counter.isLocked(now)).isFalse();
        }
    }

    @Test
    void rightPin_takesBackWhatWasCountedForIt() {
        WrongPins four = new WrongPins(4, NOON, NOON);
        WrongPins counted = RULE.afterWrong(four, NOON);
        assertThat(counted.isLocked(NOON)).isTrue();

        WrongPins back = RULE.takenBack(counted, NOON);

        assertThat(back.wrong()).isEqualTo(4);
        assertThat(back.isLocked(NOON)).isFalse();
    }

    /** Whatever the attacker's pace, the bound of the Javadoc holds. */
    @Test
    void comparedPins_areBounded_whateverThePace() {
        long seed = 20261121;
        var random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            var rule = new LockRule(
                    1 + random.nextInt(10), Duration.ofSeconds(1 + random.nextInt(60)), Duration.ofHours(1));
            Duration span = Duration.ofHours(1 + random.nextInt(48));
            int pauseMax = 1 + random.nextInt(4_000);
            int compared = 0;
            WrongPins counter = WrongPins.none(NOON);
            for (Instant now = NOON;
                    now.isBefore(NOON.plus(span));
                    now = now.plusSeconds(1 + random.nextInt(pauseMax))) {
                if (!counter.isLocked(now)) {
                    compared++;
                    counter = rule.afterWrong(counter, now);
                }
            }
            double bound = rule.after()
                    + 1
                    + Math.log((double) rule.most().toSeconds() / rule.first().toSeconds()) / Math.log(2)
                    + (double) span.toSeconds() / rule.most().toSeconds();
            assertThat((double) compared)
                    .as("seed %d run %d: %s within %s", seed, run, rule, span)
                    .isLessThanOrEqualTo(bound);
        }
    }

    @Test
    void ruleThatMakesNoSense_isRefused() {
        assertThatThrownBy(() -> new LockRule(0, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LockRule(5, Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LockRule(5, Duration.ofSeconds(1), Duration.ofDays(2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Instant after(Duration span) {
        return NOON.plus(span);
    }
}
