package org.hotdesk.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
    /** Close to the end of the range, since the origin of nanoTime is anything. */
    private static final long START = Long.MAX_VALUE - Duration.ofDays(400).toNanos();

    private static final long TICK = 1L << 23;

    private final TimerWheel wheel = new TimerWheel(START);
    private final List<String> fired = new ArrayList<>();

    private void turn(Duration sinceStart) {
        wheel.turn(START + sinceStart.toNanos(), Runnable::run);
    }

    @Test
    void timer_firesOnceAndNotBefore() {
        wheel.after(Duration.ofMillis(500).toNanos(), () -> fired.add("A"));
        turn(Duration.ofMillis(499));
        assertThat(fired).isEmpty();
        turn(Duration.ofMillis(509));
        assertThat(fired).containsExactly("A");
        turn(Duration.ofMinutes(2));
        assertThat(fired).containsExactly("A");
        assertThat(wheel.count()).isZero();
    }

    @Test
    void timer_beyondATurnOfTheWheel_waitsForItsOwnTurn() {
        wheel.after(Duration.ofMinutes(3).toNanos(), () -> fired.add("C"));
        for (int second = 1; second < 180; second++) {
            turn(Duration.ofSeconds(second));
        }
        assertThat(fired).isEmpty();
        turn(Duration.ofSeconds(181));
        assertThat(fired).containsExactly("C");
    }

    @Test
    void cancelledTimer_doesNotFire() {
        Timers.Timer timer = wheel.after(1_000, () -> fired.add("no"));
        timer.cancel();
        timer.cancel();
        assertThat(wheel.count()).isZero();
        turn(Duration.ofSeconds(1));
        assertThat(fired).isEmpty();
        timer.cancel();
        assertThat(wheel.count()).isZero();
    }

    @Test
    void taskThatCancelsItsNeighbour_isObeyed() {
        List<Timers.Timer> timers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String name = "T" + i;
            timers.add(wheel.after(TICK, () -> {
                fired.add(name);
                timers.forEach(Timers.Timer::cancel);
            }));
        }
        turn(Duration.ofSeconds(1));
        assertThat(fired).containsExactly("T0");
        assertThat(wheel.count()).isZero();
    }

    @Test
    void timerSetByATask_comesInALaterTurn() {
        wheel.after(0, () -> wheel.after(0, () -> fired.add("later")));
        turn(Duration.ofMillis(20));
        assertThat(fired).isEmpty();
        turn(Duration.ofMillis(40));
        assertThat(fired).containsExactly("later");
    }

    @Test
    void longSleepOfTheMachine_firesAllThatWasDueAndNothingElse() {
        for (int minute = 1; minute <= 120; minute++) {
            String name = "M" + minute;
            wheel.after(Duration.ofMinutes(minute).toNanos(), () -> fired.add(name));
        }
        turn(Duration.ofMinutes(60).plusSeconds(1));
        assertThat(fired).hasSize(60).contains("M1", "M60");
        assertThat(wheel.count()).isEqualTo(60);
    }

    @Test
    void millisToNext_isTheTimeToTheNextOneOrTheMost() {
        assertThat(wheel.millisToNext(1000)).isEqualTo(1000);
        wheel.after(Duration.ofMillis(200).toNanos(), () -> fired.add("x"));
        assertThat(wheel.millisToNext(1000)).isBetween(200L, 212L);
        assertThat(wheel.millisToNext(50)).isEqualTo(50);
    }

    @Test
    void endlessWait_isOneThatNeverComes() {
        wheel.after(Long.MAX_VALUE, () -> fired.add("never"));
        wheel.after(-5, () -> fired.add("now"));
        turn(Duration.ofDays(1));
        assertThat(fired).containsExactly("now");
    }

    /** Against a plain list of due times, with sets and cancels in between. */
    @Test
    void anyMixture_firesWhatAListWouldFire() {
        long seed = 4711;
        Random random = new Random(seed);
        List<long[]> expected = new ArrayList<>();
        List<Long> seen = new ArrayList<>();
        long now = START;
        for (int round = 0; round < 3_000; round++) {
            long id = round;
            long wait = (long) (random.nextDouble() * random.nextInt(200) * 1e9);
            Timers.Timer timer = wheel.after(wait, () -> seen.add(id));
            if (random.nextInt(3) == 0) {
                timer.cancel();
            } else {
                expected.add(new long[] {id, now + wait});
            }
            now += random.nextInt(200_000_000);
            wheel.turn(now, Runnable::run);
            for (long one : seen) {
                assertThat(expected.stream()
                                .filter(e -> e[0] == one)
                                .findFirst()
                                .orElseThrow()[1])
                        .as("seed %d timer %d", seed, one)
                        .isLessThanOrEqualTo(now);
            }
            long late = now - TICK;
            assertThat(expected.stream().filter(e -> e[1] < late).map(e -> e[0]))
                    .as("seed %d round %d", seed, round)
                    .allMatch(seen::contains);
            expected.removeIf(e -> seen.contains(e[0]));
            seen.clear();
        }
    }
}
