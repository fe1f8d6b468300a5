package org.hotdesk.model;

/**
 * A number as people dial it, in eight bytes instead of a text: among 100,000 of them each object more that a lookup must
 * follow is read from memory. Ordered as the texts are, so {@code 10} comes before {@code 9}.
 */
abstract sealed class PackedDigits permits DeviceNumber, UserNumber {
    /** Longest number, in digits. */
    static final int MAX_DIGITS = 15;

    private static final int BITS = 4;
    private static final int FIRST = BITS * (MAX_DIGITS - 1);
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** The first digit in the uppermost bits in use; each as 1 to 10, so that a nought differs from no digit. */
    private final long packed;

    PackedDigits(String digits, String what) {
        Digits.require(digits, MAX_DIGITS, what);
        long bits = 0;
        for (int i = 0; i < digits.length(); i++) {
            bits |= (digits.charAt(i) - '0' + 1L) << (FIRST - BITS * i);
        }
        packed = bits;
    }

    /** The number as it is dialled. */
    public final String digits() {
        char[] digits = new char[MAX_DIGITS - Long.numberOfTrailingZeros(packed) / BITS];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (char) ('0' - 1 + (packed >>> (FIRST - BITS * i) & 0xf));
        }
        return new String(digits);
    }

    final int compare(PackedDigits other) {
        return Long.compare(packed, other.packed);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof PackedDigits number && number.packed == packed && number.getClass() == getClass();
    }

    @Override
    public final int hashCode() {
        return Long.hashCode(packed * SPREAD);
    }

    @Override
    public final String toString() {
        return digits();
    }
}
