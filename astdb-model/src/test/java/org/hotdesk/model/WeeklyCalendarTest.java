package org.hotdesk.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeeklyCalendarTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            18:00                       | 18:00
            6:05                        | 06:05
            Mon-Fri 18:00; sat 13:00    | sat 13:00; mon-fri 18:00
            mon,tue,wed,fri 18:00       | mon-wed,fri 18:00
            fri-mon 7:00                | mon,fri-sun 07:00
            mon-sun 18:00; 18:00        | 18:00
            mon 12:00; tue 12:00        | mon-tue 12:00
            """)
    void calendar_isReadAndWritten(String text, String written) {
        WeeklyCalendar calendar = WeeklyCalendar.parse(text).orElseThrow();

        assertThat(calendar).hasToString(written);
        assertThat(WeeklyCalendar.parse(written)).contains(calendar);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "18", "24:00", "12:60", "mon", "monday 18:00", "18:00;", "mon - fri 18:00", "18:00 mon"})
    void otherText_isNone(String text) {
        assertThat(WeeklyCalendar.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            mon-fri 18:00; sat 13:00 | 2026-11-20T16:59:59Z | 2026-11-20T17:00:00Z
            mon-fri 18:00; sat 13:00 | 2026-11-20T17:00:00Z | 2026-11-21T12:00:00Z
            mon-fri 18:00; sat 13:00 | 2026-11-21T12:00:00Z | 2026-11-23T17:00:00Z
            sun 00:00                | 2026-11-21T23:00:00Z | 2026-11-28T23:00:00Z
            # In spring clocks go from 02:00 to 03:00: 18:00 comes an hour earlier, 02:30 at the moment they change.
            18:00                    | 2026-03-28T17:00:00Z | 2026-03-29T16:00:00Z
            02:30                    | 2026-03-28T01:30:00Z | 2026-03-29T01:00:00Z
            02:30                    | 2026-03-29T01:00:00Z | 2026-03-30T00:30:00Z
            # In autumn they go from 03:00 to 02:00: 02:30 is shown twice, and comes the first time.
            18:00                    | 2026-10-24T16:00:00Z | 2026-10-25T17:00:00Z
            02:30                    | 2026-10-24T00:30:00Z | 2026-10-25T00:30:00Z
            02:30                    | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z
            02:30                    | 2026-10-25T01:00:00Z | 2026-10-26T01:30:00Z
            """)
    void next_isByTheClocksOnTheWall(String text, Instant after, Instant next) {
        assertThat(WeeklyCalendar.parse(text).orElseThrow().nextAfter(after, BERLIN))
                .contains(next);
    }

    @Test
    void neverComes_never() {
        assertThat(WeeklyCalendar.NEVER.nextAfter(Instant.EPOCH, BERLIN)).isEmpty();
    }
}
