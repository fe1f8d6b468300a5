package org.hotdesk.model;

import java.util.Optional;

/** The number by which a person is called, such as {@code 201}; the same thing as the user's extension. */
public final class UserNumber extends PackedDigits implements Comparable<UserNumber> {
    /** Longest number, in digits. */
    public static final int MAX_DIGITS = PackedDigits.MAX_DIGITS;

    /** The number of these digits; throws {@link IllegalArgumentException} when they are none. */
    public UserNumber(String digits) {
        super(digits, "a user number");
    }

    /** Reads a number that came from outside; empty when the text is none. */
    public static Optional<UserNumber> parse(String text) {
        return Digits.isValid(text, MAX_DIGITS) ? Optional.of(new UserNumber(text)) : Optional.empty();
    }

    @Override
    public int compareTo(UserNumber other) {
        return compare(other);
    }
}
