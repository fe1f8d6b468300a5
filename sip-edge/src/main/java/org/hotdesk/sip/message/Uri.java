package org.hotdesk.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A view of a URI (RFC 3261 §19.1): the parts of {@code sip:} and {@code sips:} as offsets, any other scheme opaque.
 * Made once and read again for each URI; one owner thread.
 */
public final class Uri {
    private final Params params = new Params(Params.Grammar.URI);
    private byte[] b = new byte[0];
    private int from;
    private int end;
    private int schemeEnd;
    private boolean sip;
    private int userEnd;
    private int hostFrom;
    private int hostEnd;
    private int port;
    private int headersFrom;

    /** The URI in a text of our own, such as a configured one; empty when it is none. */
    public static Optional<Uri> parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Uri uri = new Uri();
        return uri.read(bytes, 0, bytes.length) < 0 ? Optional.of(uri) : Optional.empty();
    }

    /** Takes the range, which must be one URI and nothing else; returns the offset of the first fault, or -1. */
    public int read(byte[] buffer, int start, int stop) {
        b = buffer;
        from = start;
        end = stop;
        userEnd = -1;
        hostFrom = stop;
        hostEnd = stop;
        port = -1;
        headersFrom = stop;
        params.read(b, stop, stop);
        schemeEnd = Ascii.skip(b, start, stop, Ascii.SCHEME);
        if (schemeEnd == start || schemeEnd == stop || b[schemeEnd] != ':') {
            return schemeEnd;
        }
        sip = Ascii.equalsIgnoreCase(b, from, schemeEnd, "sip") || Ascii.equalsIgnoreCase(b, from, schemeEnd, "sips");
        return sip ? sipParts() : opaque();
    }

    private int opaque() {
        int stop = Ascii.skip(b, schemeEnd + 1, end, Ascii.OPAQUE);
        return stop < end || stop == schemeEnd + 1 ? stop : Ascii.badEscape(b, schemeEnd + 1, end);
    }

    private int sipParts() {
        int user = schemeEnd + 1;
        int at = Ascii.skip(b, user, end, Ascii.PLAIN_USER);
        boolean plain = at > user && at < end && b[at] == '@';
        if (plain) {
            userEnd = at;
        } else {
            at = Ascii.indexOf(b, user, end, '@');
        }
        int fault = plain || at < 0 ? -1 : userInfo(at);
        if (fault >= 0) {
            return fault;
        }
        fault = host(at < 0 ? user : at + 1);
        if (fault >= 0) {
            return fault;
        }
        int rest = afterPort();
        if (rest < 0 || (rest < end && b[rest] != ';' && b[rest] != '?')) {
            return rest < 0 ? hostEnd : rest;
        }
        int question = Ascii.indexOf(b, rest, end, '?');
        // '?' may stand in no parameter, so the first one begins the headers.
        headersFrom = question < 0 ? end : question;
        fault = params.read(b, rest, headersFrom);
        return fault >= 0 ? fault : headers();
    }

    private int userInfo(int at) {
        int colon = Ascii.indexOf(b, schemeEnd + 1, at, ':');
        userEnd = colon < 0 ? at : colon;
        int stop = Ascii.skip(b, schemeEnd + 1, userEnd, Ascii.USER);
        if (stop < userEnd || userEnd == schemeEnd + 1) {
            return stop;
        }
        if (colon >= 0) {
            stop = Ascii.skip(b, colon + 1, at, Ascii.PASSWORD);
            if (stop < at) {
                return stop;
            }
        }
        return Ascii.badEscape(b, schemeEnd + 1, at);
    }

    private int host(int at) {
        hostFrom = at;
        hostEnd = hostEnd(b, at, end);
        return hostEnd <= at ? at : -1;
    }

    /** The end of a host name, IPv4 address or bracketed IPv6 address that begins here; {@code from} when none does. */
    static int hostEnd(byte[] b, int from, int to) {
        if (from < to && b[from] == '[') {
            int close = Ascii.skip(b, from + 1, to, Ascii.IPV6);
            return close < to && b[close] == ']' && close > from + 2 ? close + 1 : from;
        }
        return Ascii.skip(b, from, to, Ascii.HOST);
    }

    private int afterPort() {
        if (hostEnd == end || b[hostEnd] != ':') {
            return hostEnd;
        }
        int stop = portEnd(b, hostEnd + 1, end);
        port = (int) Ascii.number(b, hostEnd + 1, stop);
        return port < 0 ? -1 : stop;
    }

    /** The end of a port number of 0 to 65535; {@code from} when there is none. */
    static int portEnd(byte[] b, int from, int to) {
        int stop = from;
        while (stop < to && b[stop] >= '0' && b[stop] <= '9') {
            stop++;
        }
        return Ascii.number(b, from, stop) > 65_535 ? from : stop;
    }

    private int headers() {
        for (int at = headersFrom + 1; at < end; at++) {
            if (!Ascii.is(b[at], Ascii.URI_HEADER) && b[at] != '=' && b[at] != '&') {
                return at;
            }
        }
        return headersFrom + 1 == end ? headersFrom : Ascii.badEscape(b, headersFrom, end);
    }

    /** Whether it is {@code sip:} or {@code sips:}; the parts below are empty for any other. */
    public boolean isSip() {
        return sip;
    }

    public String scheme() {
        return Ascii.lower(Ascii.text(b, from, schemeEnd));
    }

    public boolean hasUser() {
        return userEnd >= 0;
    }

    /** The user part with its escapes decoded, a {@code %00} included: never to be cut or split again. */
    public String user() {
        return hasUser() ? unescaped(schemeEnd + 1, userEnd) : "";
    }

    /** Whether the user part, its escapes decoded, is this text of ASCII characters. */
    public boolean isUser(String ascii) {
        int at = schemeEnd + 1;
        for (int i = 0; i < ascii.length(); i++) {
            if (at >= userEnd || UriComparison.octet(b, at, userEnd) != ascii.charAt(i)) {
                return false;
            }
            at += UriComparison.width(b, at, userEnd);
        }
        return hasUser() && at == userEnd;
    }

    /** The user's {@link NumberKey} when it is written without escapes; else none. */
    public long userNumber() {
        return hasUser() ? NumberKey.of(b, schemeEnd + 1, userEnd) : NumberKey.NONE;
    }

    /** Whether the host is this name or address (lower case), an IPv6 address with its brackets. */
    public boolean isHost(String lower) {
        return Ascii.equalsIgnoreCase(b, hostFrom, hostEnd, lower);
    }

    /** Whether the two are equal by RFC 3261 §19.1.4; of other schemes than SIP's, whether the texts are. */
    public boolean isSameAs(Uri other) {
        return UriComparison.same(this, other);
    }

    /**
     * Whether scheme, user, host and port are equal by RFC 3261 §19.1.4, whatever parameters say. For where the
     * parameters have no say in what is done.
     */
    public boolean isSameTargetAs(Uri other) {
        return UriComparison.sameTarget(this, other);
    }

    /** Host name or address as it stands, an IPv6 address with its brackets. */
    public String host() {
        return Ascii.text(b, hostFrom, hostEnd);
    }

    /** The port, or {@code otherwise} when none is given. */
    public int port(int otherwise) {
        return port < 0 ? otherwise : port;
    }

    public Params params() {
        return params;
    }

    /** Whether header fields hang behind a {@code ?}; they are data and never applied (RFC 3261 §19.1.5). */
    public boolean hasHeaders() {
        return headersFrom < end;
    }

    byte[] buffer() {
        return b;
    }

    /** Where the whole URI begins in the buffer it was read from. */
    public int from() {
        return from;
    }

    public int end() {
        return end;
    }

    int schemeEnd() {
        return schemeEnd;
    }

    /** Where user and password end; equal to the end of the scheme when there is neither. */
    int userInfoEnd() {
        return hasUser() ? hostFrom - 1 : schemeEnd;
    }

    public int hostFrom() {
        return hostFrom;
    }

    public int hostEnd() {
        return hostEnd;
    }

    int headersFrom() {
        return headersFrom;
    }

    /** The user part as it stands, escapes and all, without a password. */
    public String rawUser() {
        return hasUser() ? Ascii.text(b, schemeEnd + 1, userEnd) : "";
    }

    /** The URI as it stands up to the header fields behind its {@code ?}. */
    public String withoutHeaders() {
        return Ascii.text(b, from, headersFrom);
    }

    /** The whole URI as it stands. */
    public String text() {
        return Ascii.text(b, from, end);
    }

    private String unescaped(int start, int stop) {
        if (Ascii.indexOf(b, start, stop, '%') < 0) {
            return Ascii.text(b, start, stop);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(stop - start);
        for (int at = start; at < stop; at++) {
            if (b[at] == '%') {
                out.write(16 * Ascii.hex(b[at + 1]) + Ascii.hex(b[at + 2]));
                at += 2;
            } else {
                out.write(b[at]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text();
    }
}
