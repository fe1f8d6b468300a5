package org.hotdesk.sip.message;

import java.util.Optional;

/**
 * A view of parameters such as {@code ;tag=a;q="x"}: it keeps offsets, checks the syntax once, and finds a parameter
 * by walking. Made once and read again for each range; one owner thread.
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

    private final Grammar grammar;
    private byte[] b = new byte[0];
    private int start;
    private int stop;
    private int at;
    private int faultAt = -1;
    private int nameFrom;
    private int nameEnd;
    private int valueFrom;
    private int valueEnd;
    private boolean quoted;

    public Params(Grammar grammar) {
        this.grammar = grammar;
    }

    /** Takes the range and checks it; returns the offset of the first fault, or -1. */
    public int read(byte[] buffer, int from, int to) {
        b = buffer;
        start = from;
        stop = to;
        faultAt = -1;
        rewind();
        while (next()) {
            // Each step checks one parameter.
        }
        rewind();
        return faultAt;
    }

    /** Goes back before the first parameter. */
    public void rewind() {
        at = start;
    }

    /** Goes to the next parameter; false at the end and at a fault. */
    public boolean next() {
        int p = white(at);
        if (p >= stop) {
            at = stop;
            return false;
        }
        boolean separated = grammar.leading || at > start;
        if (separated) {
            if (b[p] != grammar.separator) {
                return fault(p);
            }
            p = white(p + 1);
        }
        nameFrom = p;
        nameEnd = Ascii.skip(b, p, stop, grammar.nameClass);
        if (nameEnd == nameFrom) {
            return fault(p);
        }
        valueFrom = nameEnd;
        valueEnd = nameEnd;
        quoted = false;
        p = white(nameEnd);
        boolean hasValue = p < stop && b[p] == '=';
        return hasValue ? value(white(p + 1)) : ended(nameEnd);
    }

    private boolean value(int from) {
        valueFrom = from;
        quoted = grammar.loose && from < stop && b[from] == '"';
        valueEnd = quoted ? Ascii.quotedEnd(b, from, stop) : Ascii.skip(b, from, stop, grammar.valueClass);
        return valueEnd <= from ? fault(from) : ended(valueEnd);
    }

    private boolean ended(int behind) {
        if (!grammar.loose) {
            int bad = Ascii.badEscape(b, nameFrom, behind);
            if (bad >= 0) {
                return fault(bad);
            }
        }
        at = behind;
        return true;
    }

    private boolean fault(int where) {
        faultAt = where;
        at = stop;
        return false;
    }

    private int white(int from) {
        return grammar.loose ? Ascii.skipWhite(b, from, stop) : from;
    }

    /** Goes to the first parameter of that name (lower case), if there is one. */
    public boolean find(String lowerName) {
        rewind();
        while (next()) {
            if (Ascii.equalsIgnoreCase(b, nameFrom, nameEnd, lowerName)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the parameter stood at has that name (lower case); for walking over all with {@link #next}. */
    public boolean isName(String lowerName) {
        return Ascii.equalsIgnoreCase(b, nameFrom, nameEnd, lowerName);
    }

    boolean isSameNameAs(Params other) {
        return UriComparison.same(b, nameFrom, nameEnd, other.b, other.nameFrom, other.nameEnd, false);
    }

    boolean isSameValueAs(Params other) {
        return UriComparison.same(b, valueFrom, valueEnd, other.b, other.valueFrom, other.valueEnd, false);
    }

    public String nameText() {
        return Ascii.text(b, nameFrom, nameEnd);
    }

    /** Where the value of this parameter begins, behind an opening quote; equal to the end when there is none. */
    public int valueFrom() {
        return quoted ? valueFrom + 1 : valueFrom;
    }

    public int valueEnd() {
        return quoted ? valueEnd - 1 : valueEnd;
    }

    /** Whether the value stands in quotes, so that a backslash in it escapes. */
    public boolean isQuoted() {
        return quoted;
    }

    /** The value as a decimal number; -1 when it is none, {@code Long.MAX_VALUE} when it is larger. */
    public long valueNumber() {
        return Ascii.number(b, valueFrom(), valueEnd());
    }

    /** The value without its quotes and backslashes; empty when there is none. */
    public String valueText() {
        String raw = Ascii.text(b, valueFrom(), valueEnd());
        return quoted ? unquoted(raw) : raw;
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
