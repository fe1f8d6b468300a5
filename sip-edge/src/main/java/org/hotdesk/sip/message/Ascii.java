package org.hotdesk.sip.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Character classes of RFC 3261 §25.1 and comparisons on bytes; nothing here allocates but {@link #text}. */
final class Ascii {
    static final int TOKEN = 1;
    static final int USER = 1 << 1;
    static final int PASSWORD = 1 << 2;
    static final int HOST = 1 << 3;
    static final int IPV6 = 1 << 4;
    static final int URI_PARAM = 1 << 5;
    static final int URI_HEADER = 1 << 6;
    static final int HEADER_VALUE = 1 << 7;
    static final int OPAQUE = 1 << 8;
    static final int SCHEME = 1 << 9;
    static final int DISPLAY = 1 << 10;
    static final int WORD = 1 << 11;
    /** {@link #USER} without escapes. */
    static final int PLAIN_USER = 1 << 12;

    private static final String ALNUM = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String MARK = "-_.!~*'()";
    private static final int[] CLASS = new int[256];

    /** Eight bytes at once, the first the lowest. */
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    static {
        mark(TOKEN | DISPLAY | HEADER_VALUE, ALNUM + "-.!%*_+`'~");
        // Phones send a raw '#' in the user part of feature codes; RFC 3261 wants it escaped. It can do no harm there.
        mark(PLAIN_USER, ALNUM + MARK + "&=+$,;?/#");
        mark(USER, ALNUM + MARK + "%&=+$,;?/#");
        mark(PASSWORD, ALNUM + MARK + "%&=+$,");
        mark(HOST, ALNUM + "-._");
        mark(IPV6, "0123456789abcdefABCDEF:.");
        mark(URI_PARAM, ALNUM + MARK + "%[]/:&+$");
        mark(URI_HEADER, ALNUM + MARK + "%[]/?:+$");
        // A received= parameter may hold an IPv6 address with or without brackets.
        mark(HEADER_VALUE, "[]:");
        mark(OPAQUE, ALNUM + MARK + "%;?:@&=+$,/[]#");
        mark(SCHEME, ALNUM + "+-.");
        mark(WORD, ALNUM + "-.!%*_+`'~()<>:\\\"/[]?{}");
        for (int c = 0x80; c < 0x100; c++) {
            CLASS[c] |= DISPLAY;
        }
    }

    private Ascii() {}

    private static void mark(int flags, String chars) {
        for (int i = 0; i < chars.length(); i++) {
            CLASS[chars.charAt(i)] |= flags;
        }
    }

    static boolean is(byte c, int flags) {
        return (CLASS[c & 0xff] & flags) != 0;
    }

    /** The first offset at or after {@code from} whose byte is not of the class, at most {@code to}. */
    static int skip(byte[] b, int from, int to, int flags) {
        int at = from;
        while (at < to && (CLASS[b[at] & 0xff] & flags) != 0) {
            at++;
        }
        return at;
    }

    static boolean isWhite(byte c) {
        return c == ' ' || c == '\t';
    }

    static int skipWhite(byte[] b, int from, int to) {
        int at = from;
        while (at < to && isWhite(b[at])) {
            at++;
        }
        return at;
    }

    /** The end of the range without the blanks before it. */
    static int trimEnd(byte[] b, int from, int to) {
        int end = to;
        while (end > from && isWhite(b[end - 1])) {
            end--;
        }
        return end;
    }

    /** The offset of the byte in the range, or -1. */
    static int indexOf(byte[] b, int from, int to, char wanted) {
        int at = from;
        for (long all = wanted * ONES; at + Long.BYTES <= to; at += Long.BYTES) {
            long different = (long) WORDS.get(b, at) ^ all;
            // The lowest bit left is of the first byte that is zero; those above may be of a borrow.
            long found = (different - ONES) & ~different & HIGH_BITS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        while (at < to) {
            if (b[at] == wanted) {
                return at;
            }
            at++;
        }
        return -1;
    }

    /**
     * Up to the first eight bytes of a token as one number, letters in lower case. Different tokens have different ones, but
     * for what stands behind, and for some that are no names of anything.
     */
    static long lowerWord(byte[] b, int from, int to) {
        int length = Math.min(to - from, Long.BYTES);
        long word = 0;
        if (from + Long.BYTES <= b.length) {
            word = (long) WORDS.get(b, from) & (-1L >>> (Long.SIZE - Byte.SIZE * length));
        } else {
            for (int i = length - 1; i >= 0; i--) {
                word = word << Byte.SIZE | (b[from + i] & 0xff);
            }
        }
        return word | 0x2020_2020_2020_2020L;
    }

    /** The offset of the first CR or LF in the range, or {@code to}. */
    static int lineEnd(byte[] b, int from, int to) {
        int at = upToCr(b, from, to);
        while (at < to && b[at] != '\r' && b[at] != '\n') {
            at = upToCr(b, at + 1, to);
        }
        return at;
    }

    /** The offset of the first byte of 0 to 13, CR, LF and NUL among them, or {@code to}. */
    static int upToCr(byte[] b, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long word = (long) WORDS.get(b, at);
            long found = (word - ('\r' + 1) * ONES) & ~word & HIGH_BITS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        while (at < to && (b[at] < 0 || b[at] > '\r')) {
            at++;
        }
        return at;
    }

    /** The offset of the first {@code %} that no two hex digits follow, or -1. */
    static int badEscape(byte[] b, int from, int to) {
        for (int at = from; at < to; at++) {
            if (b[at] == '%' && (at + 2 >= to || hex(b[at + 1]) < 0 || hex(b[at + 2]) < 0)) {
                return at;
            }
        }
        return -1;
    }

    static int hex(byte c) {
        return Character.digit((char) (c & 0xff), 16);
    }

    /**
     * The offset behind the closing quote of the quoted string that opens at {@code from}, or -1 when none closes it.
     */
    static int quotedEnd(byte[] b, int from, int to) {
        for (int at = from + 1; at < to; at++) {
            if (b[at] == '\\') {
                at++;
            } else if (b[at] == '"') {
                return at + 1;
            }
        }
        return -1;
    }

    static byte lower(byte c) {
        return c >= 'A' && c <= 'Z' ? (byte) (c + 32) : c;
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static boolean equalsIgnoreCase(byte[] b, int from, int to, String lower) {
        if (to - from != lower.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            if (lower(b[from + i]) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean equals(byte[] b, int from, int to, String text) {
        if (to - from != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (b[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The decimal number that fills the range; -1 when it is none, {@code Long.MAX_VALUE} when it is larger. */
    static long number(byte[] b, int from, int to) {
        if (from >= to) {
            return -1;
        }
        long value = 0;
        for (int at = from; at < to; at++) {
            int digit = b[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value > (Long.MAX_VALUE - 9) / 10 ? Long.MAX_VALUE : value * 10 + digit;
        }
        return value;
    }

    /** Copies a text that is known to be ASCII. */
    @SuppressWarnings("deprecation") // wrong for other characters, but it is the one way without a loop or a copy
    static void copy(String ascii, byte[] into, int at) {
        ascii.getBytes(0, ascii.length(), into, at);
    }

    static String text(byte[] b, int from, int to) {
        return new String(b, from, to - from, StandardCharsets.UTF_8);
    }

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || (CLASS[c] & TOKEN) == 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /**
     * Refuses what cannot stand in a start line.
     *
     * @throws IllegalArgumentException for a Request-URI that is empty or holds a blank or control character
     */
    static void refuseBlanks(String uri) {
        boolean good = !uri.isEmpty();
        for (int i = 0; good && i < uri.length(); i++) {
            good = uri.charAt(i) > ' ';
        }
        if (!good) {
            throw new IllegalArgumentException("blank or control character in a Request-URI");
        }
    }

    /** An address without its zone, which means something on one machine only (RFC 4007 §11). */
    static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
