package org.hotdesk.model;

import java.util.Optional;

/** The number of a phone on a desk, such as {@code 1001} or the seed's {@code 00000001}: leading zeros count. */
public final class DeviceNumber extends PackedDigits implements Comparable<DeviceNumber> {
    /** Longest number, in digits. */
    public static final int MAX_DIGITS = PackedDigits.MAX_DIGITS;

    /** The number of these digits; throws {@link IllegalArgumentException} when they are none. */
    public DeviceNumber(String digits) {
        super(digits, "a device number");
    }

    /** Reads a number that came from outside; empty when the text is none. */
    public static Optional<DeviceNumber> parse(String text) {
        return Digits.isValid(text, MAX_DIGITS) ? Optional.of(new DeviceNumber(text)) : Optional.empty();
    }

    @Override
    public int compareTo(DeviceNumber other) {
        return compare(other);
    }
}
