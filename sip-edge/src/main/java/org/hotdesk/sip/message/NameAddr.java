package org.hotdesk.sip.message;

import java.util.Optional;

/**
 * A view of one {@code "name" <uri>;params} or {@code uri;params}, the value of From, To, Contact, Route and their
 * like (RFC 3261 §20.10). Made once and read again for each value; one owner thread.
 */
public final class NameAddr {
    private final Uri uri = new Uri();
    private final Params params = new Params(Params.Grammar.HEADER);
    private byte[] b = new byte[0];
    private int nameFrom;
    private int nameEnd;
    private boolean quoted;

    /** The first value of that field; empty when there is none or it is wrong. */
    public static Optional<NameAddr> of(SipMessage message, HeaderName field) {
        HeaderValues values = new HeaderValues();
        values.of(message, field);
        NameAddr view = new NameAddr();
        return values.next() && view.read(message.buffer(), values.from(), values.end()) < 0
                ? Optional.of(view)
                : Optional.empty();
    }

    /** Takes the range, which is one value; returns the offset of the first fault, or -1. */
    public int read(byte[] buffer, int from, int to) {
        b = buffer;
        nameFrom = from;
        nameEnd = from;
        quoted = from < to && b[from] == '"';
        int open = quoted ? afterQuoted(to) : afterTokens(to);
        if (open < 0) {
            return quoted ? from : bare(from, to);
        }
        int close = Ascii.indexOf(b, open, to, '>');
        if (b[open] != '<' || close < 0) {
            return open;
        }
        int fault = uri.read(b, open + 1, close);
        return fault >= 0 ? fault : params.read(b, close + 1, to);
    }

    /** The offset of what follows a quoted name, or -1 when the quote is not closed or nothing follows. */
    private int afterQuoted(int to) {
        int behind = Ascii.quotedEnd(b, nameFrom, to);
        if (behind < 0) {
            return -1;
        }
        nameEnd = behind;
        int open = Ascii.skipWhite(b, behind, to);
        return open < to ? open : -1;
    }

    /** The offset of the bracket behind a name of tokens or of no name, or -1 when there is no bracket. */
    private int afterTokens(int to) {
        int at = nameFrom;
        while (at < to && (Ascii.is(b[at], Ascii.DISPLAY) || Ascii.isWhite(b[at]))) {
            at++;
        }
        if (at == to || b[at] != '<') {
            return -1;
        }
        nameEnd = Ascii.trimEnd(b, nameFrom, at);
        return at;
    }

    // RFC 3261 §20.10: without brackets a ';' begins header parameters, and the URI may hold no comma or '?'.
    private int bare(int from, int to) {
        int stop = from;
        while (stop < to && b[stop] != ';' && !Ascii.isWhite(b[stop])) {
            if (b[stop] == ',' || b[stop] == '?') {
                return stop;
            }
            stop++;
        }
        int fault = uri.read(b, from, stop);
        return fault >= 0 ? fault : params.read(b, stop, to);
    }

    public Uri uri() {
        return uri;
    }

    /** The parameters of the header field, such as {@code tag} and {@code expires}; those of the URI are its own. */
    public Params params() {
        return params;
    }

    /** The tag of From or To. */
    public Optional<String> tag() {
        return params.value("tag");
    }

    /** The display name without quotes and backslashes; empty when there is none. */
    public String displayName() {
        return quoted ? Params.unquoted(Ascii.text(b, nameFrom + 1, nameEnd - 1)) : Ascii.text(b, nameFrom, nameEnd);
    }
}
