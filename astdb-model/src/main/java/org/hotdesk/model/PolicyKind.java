package org.hotdesk.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the value of a policy may be.
 *
 * @param range in words, for messages and the reference
 * @param reader makes the value; empty when the text is none
 */
public record PolicyKind(String range, Function<String, Optional<PolicyValue>> reader) {
    /** The value of a list, a calendar or a name that there is not. */
    public static final String NONE = "none";

    /** The value of a time zone that is the machine's. */
    public static final String SYSTEM_ZONE = "system";

    /** Longest value as text. */
    public static final int MAX_TEXT = 1000;

    private static final Pattern DURATION =
            Pattern.compile("(?:([0-9]{1,4})d)?(?:([0-9]{1,5})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,8})s)?");
    private static final Duration DURATION_MAX = Duration.ofDays(3660);
    private static final int ITEMS_MAX = 50;

    /** What a list holds, in its order; may be nothing. */
    public record Items(List<String> texts) {
        public Items {
            texts = List.copyOf(texts);
        }
    }

    /** {@code yes} or {@code no}, a {@link Boolean}. */
    static PolicyKind yesNo() {
        return new PolicyKind("yes or no", text -> Optional.of(text.strip())
                .filter(word -> word.equals("yes") || word.equals("no"))
                .map(word -> new PolicyValue(word, word.equals("yes"))));
    }

    /** One of an enum's constants in lower case. */
    static <E extends Enum<E>> PolicyKind word(Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        List<String> words = constants.stream().map(PolicyKind::word).toList();
        return new PolicyKind(String.join(" or ", words), text -> constants.stream()
                .filter(each -> word(each).equals(text.strip()))
                .findFirst()
                .map(each -> new PolicyValue(word(each), each)));
    }

    /** A whole number, an {@link Integer}. */
    static PolicyKind number(int most) {
        return new PolicyKind("0 to " + most, text -> Optional.of(text.strip())
                .filter(digits -> digits.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .filter(number -> number <= most)
                .map(number -> new PolicyValue(Integer.toString(number), number)));
    }

    /** A {@link Duration} up to ten years. */
    static PolicyKind duration() {
        return new PolicyKind("a time such as 8h, 1h30m, 90m or 45s, 0 for none", text -> readDuration(text.strip())
                .filter(span -> span.compareTo(DURATION_MAX) <= 0)
                .map(span -> new PolicyValue(write(span), span)));
    }

    /** A {@link Duration} of whole days up to ten years. */
    static PolicyKind days() {
        return new PolicyKind("days such as 90d, 0 for none", text -> readDuration(text.strip())
                .filter(span -> span.compareTo(DURATION_MAX) <= 0 && span.equals(Duration.ofDays(span.toDays())))
                .map(span -> new PolicyValue(write(span), span)));
    }

    /** {@link Items}, each of which matches; {@code none} is the empty list. */
    static PolicyKind list(String of, String pattern) {
        Pattern valid = Pattern.compile(pattern);
        return new PolicyKind("up to " + ITEMS_MAX + " " + of + " with commas between, or none", text -> {
            if (text.strip().equals(NONE)) {
                return Optional.of(new PolicyValue(NONE, new Items(List.of())));
            }
            List<String> items = Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .distinct()
                    .toList();
            String all = String.join(",", items);
            boolean right = items.size() <= ITEMS_MAX
                    && all.length() <= MAX_TEXT
                    && items.stream().allMatch(item -> valid.matcher(item).matches() && !item.equals(NONE));
            return right ? Optional.of(new PolicyValue(all, new Items(items))) : Optional.empty();
        });
    }

    /** {@link Items} with one name, or none. */
    static PolicyKind name(String what) {
        return new PolicyKind(what + ", or none", text -> {
            String name = text.strip();
            return Token.parse(name)
                    .map(word ->
                            new PolicyValue(name, new Items(name.equals(NONE) ? List.of() : List.of(word.text()))));
        });
    }

    /** A {@link WeeklyCalendar}. */
    static PolicyKind calendar() {
        return new PolicyKind("18:00 for each day, or such as mon-fri 18:00; sat 13:00, or none", text -> {
            if (text.strip().equals(NONE)) {
                return Optional.of(new PolicyValue(NONE, WeeklyCalendar.NEVER));
            }
            return WeeklyCalendar.parse(text)
                    .filter(calendar -> calendar.toString().length() <= MAX_TEXT)
                    .map(calendar -> new PolicyValue(calendar.toString(), calendar));
        });
    }

    /** {@link Items} with the name of an IANA time zone, or nothing for {@code system}. */
    static PolicyKind zone() {
        return new PolicyKind("a time zone such as Europe/Berlin, or " + SYSTEM_ZONE, text -> {
            String name = text.strip();
            if (name.equals(SYSTEM_ZONE)) {
                return Optional.of(new PolicyValue(name, new Items(List.of())));
            }
            try {
                // Not ZoneId.getAvailableZoneIds(), which copies 600 names.
                return name.contains("/") || name.equals("UTC")
                        ? Optional.of(new PolicyValue(
                                name, new Items(List.of(ZoneId.of(name).getId()))))
                        : Optional.empty();
            } catch (DateTimeException unknown) {
                return Optional.empty();
            }
        });
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<Duration> readDuration(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher parts = DURATION.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(part(parts, 1))
                .plusHours(part(parts, 2))
                .plusMinutes(part(parts, 3))
                .plusSeconds(part(parts, 4)));
    }

    private static long part(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** Days only where they are whole, so that 36h is 36h and 90m is 1h30m. */
    private static String write(Duration span) {
        if (span.isZero()) {
            return "0";
        }
        long hours = span.toHours();
        if (hours % 24 == 0 && span.equals(Duration.ofHours(hours))) {
            return hours / 24 + "d";
        }
        return List.of(
                        hours == 0 ? "" : hours + "h",
                        span.toMinutesPart() == 0 ? "" : span.toMinutesPart() + "m",
                        span.toSecondsPart() == 0 ? "" : span.toSecondsPart() + "s")
                .stream()
                .collect(Collectors.joining());
    }
}
