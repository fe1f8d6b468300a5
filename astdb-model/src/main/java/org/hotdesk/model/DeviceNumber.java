package org.hotdesk.model;

import java.util.Optional;

/** The number of a phone on a desk, such as {@code 1001} or the seed's {@code 00000001}: leading zeros count. */
public record DeviceNumber(String digits) implements Comparable<DeviceNumber> {
    /** Longest number, in digits. */
    public static final int MAX_DIGITS = 15;

    public DeviceNumber {
        Digits.require(digits, MAX_DIGITS, "a device number");
    }

    /** Reads a number that came from outside; empty when the text is none. */
    public static Optional<DeviceNumber> parse(String text) {
        return Digits.isValid(text, MAX_DIGITS) ? Optional.of(new DeviceNumber(text)) : Optional.empty();
    }

    @Override
    public int compareTo(DeviceNumber other) {
        return digits.compareTo(other.digits);
    }

    @Override
    public String toString() {
        return digits;
    }
}
