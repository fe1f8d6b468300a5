package org.hotdesk.sip.message;

import java.util.Arrays;
import java.util.Optional;

/**
 * A view of parameters such as {@code ;tag=a;q="x"}: it checks the syntax once and keeps the offsets of each parameter, so
 * that finding one looks at no more than names. Made once and read again for each range; one owner thread.
 */
public final class Params {
    /** Where the parameters stand, which decides about separators, blanks, quotes and escapes. */
    public enum Grammar {
        /** Behind a header value: {@code ;name=value} with blanks, tokens, hosts and quoted strings. */
        HEADER(';', true, true, Ascii.TOKEN, Ascii.HEADER_VALUE),
        /** Inside a URI: {@code ;name=value} with escapes and no blanks. */
        URI(';', true, false, Ascii.URI_PARAM, Ascii.URI_PARAM),
        /** In a challenge or in credentials: {@code name="value", name=value}. */
        AUTH(',', false, true, Ascii.TOKEN, Ascii.HEADER_VALUE);

        private final char separator;
        private final boolean leading;
        private final boolean loose;
        private final int nameClass;
        private final int valueClass;

        Grammar(char separator, boolean leading, boolean loose, int nameClass, int valueClass) {
            this.separator = separator;
            this.leading = leading;
            this.loose = loose;
            this.nameClass = nameClass;
            this.valueClass = valueClass;
        }
    }

    /** Four offsets a parameter: of name and value, each from and to; a value in quotes has a negative end. */
    private static final int EACH = 4;

    private static final int FEW = 6;

    private final Grammar grammar;
    private byte[] b = new byte[0];
    private int stop;
    private int[] offsets = new int[EACH * FEW];
    private int filled;
    /** Where among the offsets the parameter begins that is stood at; before the first it is below 0. */
    private int current;

    public Params(Grammar grammar) {
        this.grammar = grammar;
    }

    /** Takes the range and checks it; returns the offset of the first fault, or -1. Those before a fault are there. */
    public int read(byte[] buffer, int from, int to) {
        b = buffer;
        stop = to;
        filled = 0;
        rewind();
        int at = from;
        while (at < to) {
            int p = white(at);
            if (p == to) {
                break;
            }
            if (grammar.leading || filled > 0) {
                if (b[p] != grammar.separator) {
                    return p;
                }
                p = white(p + 1);
            }
            at = one(p);
            if (at < 0) {
                return ~at;
            }
        }
        return -1;
    }

    /** Reads the parameter that begins here; returns the offset behind it, or the complement of a fault's. */
    private int one(int nameFrom) {
        int nameEnd = Ascii.skip(b, nameFrom, stop, grammar.nameClass);
        if (nameEnd == nameFrom) {
            return ~nameFrom;
        }
        int equal = white(nameEnd);
        if (equal == stop || b[equal] != '=') {
            return add(nameFrom, nameEnd, nameEnd, nameEnd, false);
        }
        int from = white(equal + 1);
        boolean quoted = grammar.loose && from < stop && b[from] == '"';
        int end = quoted ? Ascii.quotedEnd(b, from, stop) : Ascii.skip(b, from, stop, grammar.valueClass);
        return end <= from ? ~from : add(nameFrom, nameEnd, from, end, quoted);
    }

    private int add(int nameFrom, int nameEnd, int valueFrom, int valueEnd, boolean quoted) {
        int bad = grammar.loose ? -1 : Ascii.badEscape(b, nameFrom, valueEnd);
        if (bad >= 0) {
            return ~bad;
        }
        if (filled == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * filled);
        }
        offsets[filled] = nameFrom;
        offsets[filled + 1] = nameEnd;
        offsets[filled + 2] = quoted ? valueFrom + 1 : valueFrom;
        offsets[filled + 3] = quoted ? -valueEnd + 1 : valueEnd;
        filled += EACH;
        return valueEnd;
    }

    /** Goes back before the first parameter. */
    public void rewind() {
        current = -EACH;
    }

    /** Goes to the next parameter; false at the end and at a fault. */
    public boolean next() {
        current += EACH;
        return current < filled;
    }

    private int white(int from) {
        return grammar.loose ? Ascii.skipWhite(b, from, stop) : from;
    }

    /** Goes to the first parameter of that name (lower case), if there is one. */
    public boolean find(String lowerName) {
        rewind();
        while (next()) {
            if (isName(lowerName)) {
                return true;
            }
        }
        return false;
    }

    private int nameFrom() {
        return offsets[current];
    }

    private int nameEnd() {
        return offsets[current + 1];
    }

    /** Whether the parameter stood at has that name (lower case); for walking over all with {@link #next}. */
    public boolean isName(String lowerName) {
        return Ascii.equalsIgnoreCase(b, nameFrom(), nameEnd(), lowerName);
    }

    boolean isSameNameAs(Params other) {
        return UriComparison.same(b, nameFrom(), nameEnd(), other.b, other.nameFrom(), other.nameEnd(), false);
    }

    boolean isSameValueAs(Params other) {
        return UriComparison.same(b, valueFrom(), valueEnd(), other.b, other.valueFrom(), other.valueEnd(), false);
    }

    public String nameText() {
        return Ascii.text(b, nameFrom(), nameEnd());
    }

    /** Where the value of this parameter begins, behind an opening quote; equal to the end when there is none. */
    public int valueFrom() {
        return offsets[current + 2];
    }

    public int valueEnd() {
        return Math.abs(offsets[current + 3]);
    }

    /** Whether the value stands in quotes, so that a backslash in it escapes. */
    public boolean isQuoted() {
        return offsets[current + 3] < 0;
    }

    /** The value as a decimal number; -1 when it is none, {@code Long.MAX_VALUE} when it is larger. */
    public long valueNumber() {
        return Ascii.number(b, valueFrom(), valueEnd());
    }

    /** The value without its quotes and backslashes; empty when there is none. */
    public String valueText() {
        String raw = Ascii.text(b, valueFrom(), valueEnd());
        return isQuoted() ? unquoted(raw) : raw;
    }

    /** The value of the first parameter of that name (lower case): empty text when it has no value. */
    public Optional<String> value(String lowerName) {
        return find(lowerName) ? Optional.of(valueText()) : Optional.empty();
    }

    static String unquoted(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '\\' && i + 1 < raw.length()) {
                i++;
            }
            out.append(raw.charAt(i));
        }
        return out.toString();
    }
}
