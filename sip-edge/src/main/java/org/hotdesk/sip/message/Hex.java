package org.hotdesk.sip.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Hex digits, lower case, eight at a time. */
public final class Hex {
    /** Digits of a word. */
    public static final int WORD = 16;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Hex() {}

    /** Writes the {@value #WORD} digits of a word. */
    public static void put(long value, byte[] into, int at) {
        put((int) (value >>> 32), into, at);
        put((int) value, into, at + 8);
    }

    /** Writes the eight digits of half a word. */
    public static void put(int value, byte[] into, int at) {
        WORDS.set(into, at, digits(value));
    }

    /** Writes two digits for each byte; their count is divisible by eight. */
    public static void put(byte[] bytes, byte[] into) {
        for (int at = 0; at < bytes.length; at += 8) {
            put((long) WORDS.get(bytes, at), into, 2 * at);
        }
    }

    /** Spreads eight halves of a byte over eight bytes, and makes a digit of each. */
    private static long digits(int halves) {
        long spread = halves & 0xffffffffL;
        spread = ((spread << 16) | spread) & 0x0000ffff0000ffffL;
        spread = ((spread << 8) | spread) & 0x00ff00ff00ff00ffL;
        spread = ((spread << 4) | spread) & 0x0f0f0f0f0f0f0f0fL;
        long letters = ((spread + 0x0606060606060606L) >>> 4) & 0x0101010101010101L;
        return spread + 0x3030303030303030L + letters * ('a' - '0' - 10);
    }
}
