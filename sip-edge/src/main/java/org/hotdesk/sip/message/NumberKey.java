package org.hotdesk.sip.message;

import org.hotdesk.model.DeviceNumber;

/** A device's number as one machine word, by which tables of devices find it without a text. Leading zeros count. */
public final class NumberKey {
    /** Of what is no device number. */
    public static final long NONE = 0;

    private NumberKey() {}

    /** The key of that number. */
    public static long of(DeviceNumber device) {
        return of(device.digits());
    }

    /** The key of the number in a text; {@link #NONE} for another text. */
    public static long of(String text) {
        int length = text.length();
        long key = length == 0 || length > DeviceNumber.MAX_DIGITS ? NONE : 1;
        for (int i = 0; key != NONE && i < length; i++) {
            key = with(key, text.charAt(i));
        }
        return key;
    }

    /** The key of the number in these bytes; {@link #NONE} for others. */
    public static long of(byte[] b, int from, int end) {
        int length = end - from;
        long key = length <= 0 || length > DeviceNumber.MAX_DIGITS ? NONE : 1;
        for (int at = from; key != NONE && at < end; at++) {
            key = with(key, b[at]);
        }
        return key;
    }

    /** The one it begins with keeps leading zeros apart. */
    private static long with(long key, int c) {
        return c >= '0' && c <= '9' ? 10 * key + (c - '0') : NONE;
    }

    /** Where a table of {@code 1 << bits} places looks for a key first. */
    public static int place(long key, int bits) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> (64 - bits));
    }
}
