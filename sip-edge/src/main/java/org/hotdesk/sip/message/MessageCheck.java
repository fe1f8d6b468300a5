package org.hotdesk.sip.message;

import java.util.Optional;

/**
 * Judges the values that every element relies on (RFC 3261 §8.1.1, §16.3 step 1): the start line's URI, the five
 * mandatory fields, Contact and Route. What a message asks for is not judged here: an unknown method or extension, or
 * hops used up, is for who serves it. A good message costs no allocation. One owner thread.
 */
public final class MessageCheck {
    private final Uri uri = new Uri();
    private final NameAddr address = new NameAddr();
    private final Via via = new Via();
    private final HeaderValues values = new HeaderValues();
    private int faultAt;
    private Fault fault = Fault.EMPTY;

    /** The first fault of a message the parser let pass; empty when it is good. */
    public Optional<Parsed.Wrong> check(SipMessage message) {
        boolean good = (!message.isRequest() || requestUri(message))
                && vias(message)
                && party(message, HeaderName.FROM, Fault.FROM)
                && party(message, HeaderName.TO, Fault.TO)
                && callId(message)
                && cseq(message)
                && contacts(message)
                && routes(message, HeaderName.ROUTE)
                && routes(message, HeaderName.RECORD_ROUTE)
                && maxForwards(message);
        return good ? Optional.empty() : Optional.of(new Parsed.Wrong(faultAt, fault, Optional.of(message)));
    }

    private boolean fail(Fault what, int at) {
        fault = what;
        faultAt = at;
        return false;
    }

    private boolean ok(Fault what, int at) {
        return at < 0 || fail(what, at);
    }

    private boolean requestUri(SipMessage message) {
        byte[] b = message.buffer();
        int from = message.uriFrom();
        int at = uri.read(b, from, message.uriEnd());
        if (at >= 0) {
            return fail(hasOtherScheme(b, from, message.uriEnd()) ? Fault.SCHEME : Fault.REQUEST_URI, at);
        }
        if (!uri.isSip() && !"tel".equals(uri.scheme())) {
            return fail(Fault.SCHEME, from);
        }
        // RFC 3261 §19.1.1, table 1: no header fields in a Request-URI.
        return !uri.hasHeaders() || fail(Fault.REQUEST_URI, from);
    }

    /** A scheme we do not know may have a form we cannot judge. */
    private static boolean hasOtherScheme(byte[] b, int from, int to) {
        int colon = Ascii.skip(b, from, to, Ascii.SCHEME);
        return colon > from
                && colon < to
                && b[colon] == ':'
                && !Ascii.equalsIgnoreCase(b, from, colon, "sip")
                && !Ascii.equalsIgnoreCase(b, from, colon, "sips");
    }

    private boolean vias(SipMessage message) {
        if (!message.has(HeaderName.VIA)) {
            return fail(Fault.MISSING_HEADER, message.from());
        }
        if (!ok(Fault.VIA, message.topViaFault())) {
            return false;
        }
        values.of(message, HeaderName.VIA);
        values.next();
        while (values.next()) {
            if (!ok(Fault.VIA, via.read(message.buffer(), values.from(), values.end()))) {
                return false;
            }
        }
        return true;
    }

    /** The one line of that name, or -1 when there is none or more than one. */
    private int only(SipMessage message, HeaderName name) {
        int line = message.find(name, 0);
        if (line < 0) {
            fail(Fault.MISSING_HEADER, message.from());
            return -1;
        }
        int second = message.find(name, line + 1);
        if (second >= 0) {
            fail(Fault.REPEATED_HEADER, message.valueFrom(second));
            return -1;
        }
        return line;
    }

    private boolean party(SipMessage message, HeaderName name, Fault what) {
        int line = only(message, name);
        return line >= 0 && ok(what, message.partyFault(name));
    }

    private boolean callId(SipMessage message) {
        int line = only(message, HeaderName.CALL_ID);
        if (line < 0) {
            return false;
        }
        byte[] b = message.buffer();
        int end = message.valueEnd(line);
        int at = Ascii.skip(b, message.valueFrom(line), end, Ascii.WORD);
        if (at == message.valueFrom(line)) {
            return fail(Fault.CALL_ID, at);
        }
        if (at < end && b[at] == '@') {
            int host = at + 1;
            at = Ascii.skip(b, host, end, Ascii.WORD);
            return (at > host && at == end) || fail(Fault.CALL_ID, at);
        }
        return at == end || fail(Fault.CALL_ID, at);
    }

    private boolean cseq(SipMessage message) {
        int line = only(message, HeaderName.CSEQ);
        if (line < 0 || !ok(Fault.CSEQ, message.cseqFault())) {
            return false;
        }
        return !message.isRequest()
                || message.cseq().isMethodOf(message)
                || fail(Fault.CSEQ_METHOD, message.valueFrom(line));
    }

    private boolean contacts(SipMessage message) {
        for (values.of(message, HeaderName.CONTACT); values.next(); ) {
            byte[] b = message.buffer();
            boolean star = values.end() - values.from() == 1 && b[values.from()] == '*';
            if (!star && !ok(Fault.CONTACT, address.read(b, values.from(), values.end()))) {
                return false;
            }
        }
        return true;
    }

    private boolean routes(SipMessage message, HeaderName name) {
        for (values.of(message, name); values.next(); ) {
            if (!ok(Fault.ROUTE, address.read(message.buffer(), values.from(), values.end()))) {
                return false;
            }
        }
        return true;
    }

    private boolean maxForwards(SipMessage message) {
        int line = message.find(HeaderName.MAX_FORWARDS, 0);
        if (line < 0) {
            return true; // RFC 3261 §16.3 step 3: an older element may have left it out.
        }
        boolean good = message.find(HeaderName.MAX_FORWARDS, line + 1) < 0
                && Ascii.number(message.buffer(), message.valueFrom(line), message.valueEnd(line)) >= 0;
        return good || fail(Fault.MAX_FORWARDS, message.valueFrom(line));
    }
}
