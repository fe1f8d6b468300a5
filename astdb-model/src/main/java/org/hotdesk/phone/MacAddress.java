package org.hotdesk.phone;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The Ethernet address of a phone, written as PostgreSQL prints it: {@code 00:04:13:aa:bb:cc}. */
public record MacAddress(String text) implements Comparable<MacAddress> {
    /** What a text must be, in words. */
    public static final String RANGE = "12 hexadecimal digits, such as 00:04:13:aa:bb:cc";

    private static final Pattern CANONICAL = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

    /** Pairs, fours (Cisco) or sixes between like signs, or digits alone. */
    private static final Pattern READ =
            Pattern.compile("(?i)[0-9a-f]{2}(?<two>[:.-])([0-9a-f]{2}\\k<two>){4}[0-9a-f]{2}"
                    + "|[0-9a-f]{4}(?<four>[:.-])[0-9a-f]{4}\\k<four>[0-9a-f]{4}|[0-9a-f]{6}[:.-]?[0-9a-f]{6}");

    public MacAddress {
        if (!CANONICAL.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "not an Ethernet address in its usual spelling: length " + text.length());
        }
    }

    /** Reads any usual spelling, blanks around it dropped; empty when the text is no address. */
    public static Optional<MacAddress> parse(String text) {
        String stripped = text.strip();
        if (!READ.matcher(stripped).matches()) {
            return Optional.empty();
        }
        String digits = stripped.replaceAll("[:.-]", "").toLowerCase(Locale.ROOT);
        return Optional.of(new MacAddress(digits.replaceAll("..(?!$)", "$0:")));
    }

    /** The 12 digits alone, in lower case, as file names of phones have them. */
    public String digits() {
        return text.replace(":", "");
    }

    @Override
    public int compareTo(MacAddress other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
