package org.hotdesk.sip.message;

/**
 * Walks over all values of one header field: line by line and, where the field is a list, from comma to comma, but not
 * at commas within quotes or angle brackets. Made once and used again for each message; one owner thread.
 *
 * <p>An element may be empty ({@code a,,b}); whether that is a fault is the reader's matter.
 */
public final class HeaderValues {
    private static final SipMessage NONE = new SipMessage();

    private SipMessage message = NONE;
    private HeaderName name = HeaderName.OTHER;
    private int line;
    private int rest;
    private int from;
    private int end;

    /** Starts before the first value of that field. */
    public void of(SipMessage in, HeaderName field) {
        message = in;
        name = field;
        line = -1;
        rest = -1;
    }

    /** Goes to the next value; false when there is none. */
    public boolean next() {
        if (rest < 0) {
            line = message.find(name, line + 1);
            if (line < 0) {
                line = message.lines();
                return false;
            }
            rest = message.valueFrom(line);
        }
        byte[] b = message.buffer();
        int lineEnd = message.valueEnd(line);
        int comma = name.isList() ? comma(b, rest, lineEnd) : lineEnd;
        from = Ascii.skipWhite(b, rest, comma);
        end = Ascii.trimEnd(b, from, comma);
        rest = comma < lineEnd ? comma + 1 : -1;
        return true;
    }

    /** Where the value begins in the message's buffer. */
    public int from() {
        return from;
    }

    public int end() {
        return end;
    }

    /** Whether the value is this text (lower case) in any case. */
    public boolean is(String lower) {
        return Ascii.equalsIgnoreCase(message.buffer(), from, end, lower);
    }

    private static int comma(byte[] b, int from, int to) {
        return Ascii.indexOf(b, from, to, ',') < 0 ? to : commaOutside(b, from, to);
    }

    /** The first comma that stands neither in quotes nor in angle brackets. */
    private static int commaOutside(byte[] b, int from, int to) {
        boolean bracket = false;
        for (int at = from; at < to; at++) {
            switch (b[at]) {
                case '"' -> {
                    int close = bracket ? at + 1 : Ascii.quotedEnd(b, at, to);
                    if (close < 0) {
                        return to;
                    }
                    at = close - 1;
                }
                case '<' -> bracket = true;
                case '>' -> bracket = false;
                case ',' -> {
                    if (!bracket) {
                        return at;
                    }
                }
                default -> {}
            }
        }
        return to;
    }
}
