package org.hotdesk.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A caller id as FreePBX writes it: {@code "name" <number>}, or the bare number. The name {@code hidden} asks for
 * both presentations to be withheld.
 */
public record CallerId(Optional<DisplayName> name, String number) {
    private static final Pattern NUMBER = Pattern.compile("[+]?[0-9*#]{1,40}");
    private static final Pattern NAMED = Pattern.compile("\\s*\"?([^\"<>]*?)\"?\\s*<([^<>]+)>\\s*");

    public CallerId {
        if (!NUMBER.matcher(number).matches()) {
            throw new IllegalArgumentException("not a caller id number: 1 to 40 of 0-9 * #, with + in front at most");
        }
    }

    /** Reads {@code "name" <number>}, {@code name <number>}, {@code <number>} or a bare number; empty when it is none of these. */
    public static Optional<CallerId> parse(String text) {
        String stripped = text.strip();
        if (NUMBER.matcher(stripped).matches()) {
            return Optional.of(new CallerId(Optional.empty(), stripped));
        }
        Matcher named = NAMED.matcher(stripped);
        if (!named.matches() || !NUMBER.matcher(named.group(2)).matches()) {
            return Optional.empty();
        }
        String name = named.group(1).strip();
        if (name.isEmpty()) {
            return Optional.of(new CallerId(Optional.empty(), named.group(2)));
        }
        return DisplayName.parse(name).map(valid -> new CallerId(Optional.of(valid), named.group(2)));
    }

    /** The form that stands in astdb. */
    public String text() {
        return name.map(n -> "\"" + n.text() + "\" <" + number + ">").orElse(number);
    }

    @Override
    public String toString() {
        return text();
    }
}
