package org.hotdesk.model;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Times of day on days of the week, by a clock on the wall: {@code mon-fri 18:00; sat 13:00}. Immutable. */
public final class WeeklyCalendar {
    /** Without any time. */
    public static final WeeklyCalendar NEVER = new WeeklyCalendar(Map.of());

    private static final int DAYS = 7;
    private static final Pattern PART = Pattern.compile(
            "(?:((?:mon|tue|wed|thu|fri|sat|sun)(?:[,-](?:mon|tue|wed|thu|fri|sat|sun))*) +)?([0-9]{1,2}):([0-9]{2})");

    private final EnumMap<DayOfWeek, NavigableSet<LocalTime>> times;

    private WeeklyCalendar(Map<DayOfWeek, NavigableSet<LocalTime>> times) {
        this.times = new EnumMap<>(DayOfWeek.class);
        this.times.putAll(times);
    }

    /**
     * Reads parts with semicolons between, each some days ({@code sat}, {@code mon-fri}, {@code mon,wed}; none for every day)
     * and a time; empty when the text is not that.
     */
    public static Optional<WeeklyCalendar> parse(String text) {
        Map<DayOfWeek, NavigableSet<LocalTime>> times = new EnumMap<>(DayOfWeek.class);
        for (String part : text.toLowerCase(Locale.ROOT).split(";", -1)) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int hour = Integer.parseInt(matcher.group(2));
            int minute = Integer.parseInt(matcher.group(3));
            if (hour > 23 || minute > 59) {
                return Optional.empty();
            }
            for (DayOfWeek day : days(Optional.ofNullable(matcher.group(1)))) {
                times.computeIfAbsent(day, any -> new TreeSet<>()).add(LocalTime.of(hour, minute));
            }
        }
        return Optional.of(new WeeklyCalendar(times));
    }

    public boolean isNever() {
        return times.isEmpty();
    }

    /**
     * The first moment after this one at which clocks in the zone show one of the times; empty for {@link #NEVER}. A time that
     * clocks skip in spring is the moment at which they skip it; one that they show twice in autumn comes once, the first
     * time.
     */
    public Optional<Instant> nextAfter(Instant after, ZoneId zone) {
        if (isNever()) {
            return Optional.empty();
        }
        // A day earlier, since what clocks show may go back over midnight; a week and a day later all has come once.
        LocalDate first = LocalDate.ofInstant(after, zone).minusDays(1);
        return Stream.iterate(first, date -> date.plusDays(1))
                .limit(DAYS + 3L)
                .flatMap(date -> momentsOn(date, zone))
                .filter(after::isBefore)
                .min(Instant::compareTo);
    }

    private Stream<Instant> momentsOn(LocalDate date, ZoneId zone) {
        NavigableSet<LocalTime> ofDay = times.get(date.getDayOfWeek());
        return ofDay == null ? Stream.empty() : ofDay.stream().map(time -> moment(date.atTime(time), zone));
    }

    private static Instant moment(LocalDateTime shown, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(shown);
        return offsets.isEmpty()
                ? zone.getRules().getTransition(shown).getInstant()
                : shown.toInstant(offsets.get(0)); // the earlier one
    }

    private static List<DayOfWeek> days(Optional<String> text) {
        if (text.isEmpty()) {
            return List.of(DayOfWeek.values());
        }
        List<DayOfWeek> days = new ArrayList<>();
        for (String range : text.get().split(",", -1)) {
            String[] ends = range.split("-", -1);
            DayOfWeek day = day(ends[0]);
            days.add(day);
            for (String end : List.of(ends).subList(1, ends.length)) {
                while (day != day(end)) { // fri-mon goes over the weekend
                    day = day.plus(1);
                    days.add(day);
                }
            }
        }
        return days;
    }

    private static DayOfWeek day(String word) {
        return Stream.of(DayOfWeek.values())
                .filter(day -> word(day).equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static String word(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WeeklyCalendar calendar && times.equals(calendar.times);
    }

    @Override
    public int hashCode() {
        return times.hashCode();
    }

    /** The same calendar has the same text: by time, with runs of days drawn together. */
    @Override
    public String toString() {
        NavigableSet<LocalTime> all = new TreeSet<>();
        times.values().forEach(all::addAll);
        return all.stream().map(time -> write(daysAt(time)) + time).collect(Collectors.joining("; "));
    }

    private List<DayOfWeek> daysAt(LocalTime time) {
        return times.entrySet().stream()
                .filter(entry -> entry.getValue().contains(time))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String write(List<DayOfWeek> days) {
        if (days.size() == DAYS) {
            return "";
        }
        List<String> runs = new ArrayList<>();
        for (int from = 0, to; from < days.size(); from = to) {
            to = from + 1;
            while (to < days.size()
                    && days.get(to).getValue() == days.get(to - 1).getValue() + 1) {
                to++;
            }
            String first = word(days.get(from));
            runs.add(to - from == 1 ? first : first + "-" + word(days.get(to - 1)));
        }
        return String.join(",", runs) + " ";
    }
}
