package org.hotdesk.sip.message;

import java.util.Optional;

/**
 * A view of one Via value (RFC 3261 §20.42), for any transport. Made once and read again for each value; one owner
 * thread.
 */
public final class Via {
    /** What each branch begins with that RFC 3261 vouches for (§8.1.1.7). */
    public static final String COOKIE = "z9hG4bK";

    private static final String USUAL = "SIP/2.0/";

    private final Params params = new Params(Params.Grammar.HEADER);
    private byte[] b = new byte[0];
    private int from;
    private int end;
    private int transportFrom;
    private int transportEnd;
    private int hostFrom;
    private int hostEnd;
    private int port;

    /** The topmost Via; empty when there is none or it is wrong. */
    public static Optional<Via> top(SipMessage message) {
        HeaderValues values = new HeaderValues();
        values.of(message, HeaderName.VIA);
        Via via = new Via();
        return values.next() && via.read(message.buffer(), values.from(), values.end()) < 0
                ? Optional.of(via)
                : Optional.empty();
    }

    /** Takes the range, which is one value; returns the offset of the first fault, or -1. */
    public int read(byte[] buffer, int start, int to) {
        b = buffer;
        from = start;
        end = to;
        port = -1;
        int at = transportFrom(from, to);
        if (at < 0) {
            return from;
        }
        transportFrom = at;
        transportEnd = Ascii.skip(b, at, to, Ascii.TOKEN);
        hostFrom = Ascii.skipWhite(b, transportEnd, to);
        hostEnd = Uri.hostEnd(b, hostFrom, to);
        if (transportEnd == transportFrom || hostFrom == transportEnd || hostEnd == hostFrom) {
            return transportEnd;
        }
        at = Ascii.skipWhite(b, hostEnd, to);
        if (at < to && b[at] == ':') {
            at = Ascii.skipWhite(b, at + 1, to);
            int portEnd = Uri.portEnd(b, at, to);
            if (portEnd == at) {
                return at;
            }
            port = (int) Ascii.number(b, at, portEnd);
            at = portEnd;
        }
        return params.read(b, at, to);
    }

    /** Behind the protocol's name and version, or -1. All write it the same way, though there may be blanks in it. */
    private int transportFrom(int from, int to) {
        if (to - from > USUAL.length() && Ascii.equals(b, from, from + USUAL.length(), USUAL)) {
            return Ascii.skipWhite(b, from + USUAL.length(), to);
        }
        int at = slash(word(from, to, "sip"), to);
        return at < 0 ? at : slash(word(at, to, "2.0"), to);
    }

    private int word(int from, int to, String lower) {
        int end = Ascii.skip(b, from, to, Ascii.TOKEN);
        return Ascii.equalsIgnoreCase(b, from, end, lower) ? end : -1;
    }

    private int slash(int from, int to) {
        int at = from < 0 ? to : Ascii.skipWhite(b, from, to);
        return at < to && b[at] == '/' ? Ascii.skipWhite(b, at + 1, to) : -1;
    }

    /** Where the value begins in the message's buffer. */
    public int from() {
        return from;
    }

    public int end() {
        return end;
    }

    /** UDP, TCP, TLS, WS, WSS, or what else the peer wrote. */
    public String transport() {
        return Ascii.text(b, transportFrom, transportEnd);
    }

    public String host() {
        return Ascii.text(b, hostFrom, hostEnd);
    }

    /** The port, or {@code otherwise} when none is given. */
    public int port(int otherwise) {
        return port < 0 ? otherwise : port;
    }

    /** The branch; what does not begin with the {@link #COOKIE} and more is of the manner of RFC 2543. */
    public Optional<String> branch() {
        return params.value("branch");
    }

    public Params params() {
        return params;
    }

    public int hostFrom() {
        return hostFrom;
    }

    public int hostEnd() {
        return hostEnd;
    }
}
