package org.hotdesk.sip.message;

import java.util.Optional;

/**
 * Finds where a message begins and ends and where its header lines stand; looks at no value but Content-Length. Folded
 * lines are unfolded in place: the line end before a blank becomes two blanks in the caller's buffer.
 *
 * <p>Each parser has one message which it uses again, so nothing is allocated for a good one. One owner thread.
 */
public final class SipParser {
    private static final String VERSION = "sip/2.0";
    private static final int NONE = -1;

    private final SipLimits limits;
    private final SipMessage message = new SipMessage();
    private byte[] b = new byte[0];
    private int faultAt;
    private Fault fault = Fault.EMPTY;
    private boolean brokenLine;
    private int missing;

    public SipParser(SipLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads the one message of a datagram; never asks for more. Without Content-Length the body is all the rest, bytes
     * behind the length are ignored (RFC 3261 §18.3).
     */
    public Parsed datagram(byte[] buffer, int from, int to) {
        int start = begin(buffer, from, to);
        if (start == to) {
            fail(Fault.EMPTY, to);
            return wrong();
        }
        int most = Math.min(to, start + limits.messageBytes());
        int headEnd = index(start, most);
        if (most < to) {
            fault = Fault.TOO_LARGE;
            faultAt = most;
        }
        long length = contentLength();
        if (length > to - headEnd) {
            fail(Fault.CONTENT_LENGTH, headEnd);
        }
        message.body(headEnd, length == NONE || faultAt >= 0 ? to : headEnd + (int) length);
        return faultAt < 0 ? message : wrong();
    }

    /**
     * Reads the first message of a stream's bytes so far. After {@link SipMessage#end()} the next may begin; after
     * {@link Parsed.NeedMore} call again from the same offset.
     */
    public Parsed stream(byte[] buffer, int from, int to) {
        int start = begin(buffer, from, to);
        int most = Math.min(to, start + limits.messageBytes());
        int headEnd = headEnd(start, most);
        if (faultAt < 0 && headEnd < 0) {
            if (most - start < limits.messageBytes()) {
                missing = 1;
                return Parsed.NeedMore.NEED_MORE;
            }
            fail(Fault.TOO_LARGE, most);
        }
        headEnd = index(start, headEnd < 0 ? most : headEnd);
        message.body(headEnd, headEnd);
        long length = contentLength();
        if (length == NONE) {
            fail(Fault.NO_CONTENT_LENGTH, headEnd);
        } else if (length > limits.messageBytes() - (headEnd - start)) {
            fail(Fault.TOO_LARGE, headEnd);
        }
        if (faultAt >= 0) {
            return wrong();
        }
        if (length > to - headEnd) {
            missing = (int) length - (to - headEnd);
            return Parsed.NeedMore.NEED_MORE;
        }
        message.body(headEnd, headEnd + (int) length);
        return message;
    }

    /** How many bytes the stream must still deliver at least, after {@link Parsed.NeedMore}. */
    public int missing() {
        return missing;
    }

    /** Skips the empty lines before a message (RFC 3261 §7.5). */
    private int begin(byte[] buffer, int from, int to) {
        b = buffer;
        faultAt = NONE;
        fault = Fault.EMPTY;
        int start = from;
        while (start + 1 < to && b[start] == '\r' && b[start + 1] == '\n') {
            start += 2;
        }
        message.clear(buffer, start);
        return start;
    }

    private Parsed wrong() {
        return new Parsed.Wrong(faultAt, fault, message.lines() == 0 ? Optional.empty() : Optional.of(message));
    }

    /** The first fault is the one that is told. */
    private void fail(Fault what, int at) {
        if (faultAt < 0) {
            fault = what;
            faultAt = at;
        }
    }

    /** The offset behind the empty line, or -1; a line end that is not CR LF is a fault at once. */
    private int headEnd(int start, int to) {
        for (int at = Ascii.lineEnd(b, start, to); at < to; at = Ascii.lineEnd(b, at + 2, to)) {
            if (b[at] == '\r' && at + 1 == to) {
                return NONE;
            }
            if (b[at] == '\n' || b[at + 1] != '\n') {
                fail(Fault.HEADER_LINE, at);
                return NONE;
            }
            if (at + 3 < to && b[at + 2] == '\r' && b[at + 3] == '\n') {
                return at + 4;
            }
        }
        return NONE;
    }

    /** Reads the lines of the head and returns the offset behind the empty line, or {@code to} when there is none. */
    private int index(int start, int to) {
        int lineEnd = startLineEnd(start, to);
        if (lineEnd < 0) {
            startLine(start, to);
            fail(Fault.CUT_SHORT, to);
            return to;
        }
        startLine(start, lineEnd);
        int line = lineEnd + 2;
        while (line < to) {
            lineEnd = lineEnd(line, to);
            if (lineEnd == line) {
                return lineEnd + 2;
            }
            if (lineEnd < 0) {
                break;
            }
            header(line, lineEnd);
            line = lineEnd + 2;
        }
        fail(Fault.CUT_SHORT, to);
        return to;
    }

    private int startLineEnd(int start, int to) {
        for (int at = Ascii.lineEnd(b, start, to); at + 1 < to; at = Ascii.lineEnd(b, at + 1, to)) {
            if (b[at] == '\r' && b[at + 1] == '\n') {
                return at;
            }
        }
        return NONE;
    }

    /** The offset of the CR LF that ends the line which no blank continues, or -1; folds on the way become blanks. */
    private int lineEnd(int line, int to) {
        brokenLine = false;
        for (int at = Ascii.lineEnd(b, line, to); at < to; at = Ascii.lineEnd(b, at + 1, to)) {
            if (b[at] == '\n' || at + 1 >= to || b[at + 1] != '\n') {
                fail(Fault.HEADER_LINE, at);
                brokenLine = true;
            } else if (at > line && at + 2 < to && Ascii.isWhite(b[at + 2])) {
                b[at] = ' ';
                b[at + 1] = ' ';
            } else {
                return at;
            }
        }
        return NONE;
    }

    private void header(int line, int lineEnd) {
        int nameEnd = Ascii.skip(b, line, lineEnd, Ascii.TOKEN);
        int colon = Ascii.skipWhite(b, nameEnd, lineEnd);
        if (nameEnd == line || colon == lineEnd || b[colon] != ':') {
            fail(Fault.HEADER_LINE, nameEnd);
        } else if (message.lines() == limits.headerLines()) {
            fail(Fault.TOO_LARGE, line);
        } else if (!brokenLine) {
            int valueFrom = Ascii.skipWhite(b, colon + 1, lineEnd);
            message.line(line, nameEnd, valueFrom, Ascii.trimEnd(b, valueFrom, lineEnd));
        }
    }

    private void startLine(int start, int lineEnd) {
        if (lineEnd - start > 4 && Ascii.equalsIgnoreCase(b, start, start + 4, "sip/")) {
            statusLine(start, lineEnd);
        } else {
            requestLine(start, lineEnd);
        }
    }

    private void requestLine(int start, int lineEnd) {
        int methodEnd = Ascii.skip(b, start, lineEnd, Ascii.TOKEN);
        int versionFrom = lineEnd;
        while (versionFrom > methodEnd && b[versionFrom - 1] != ' ') {
            versionFrom--;
        }
        // Method, one blank, URI, one blank, version (RFC 3261 §7.1); what stands between is the URI, right or wrong.
        int uriFrom = Math.min(methodEnd + 1, lineEnd);
        int uriEnd = Math.max(uriFrom, versionFrom - 1);
        message.requestLine(methodEnd, uriFrom, uriEnd);
        if (methodEnd == start || methodEnd == lineEnd || b[methodEnd] != ' ' || uriEnd == uriFrom) {
            fail(Fault.START_LINE, methodEnd);
            return;
        }
        version(versionFrom, lineEnd);
        for (int at = uriFrom; at < uriEnd; at++) {
            if (b[at] <= ' ' && b[at] >= 0) {
                fail(Fault.REQUEST_URI, at);
            }
        }
    }

    private void version(int from, int to) {
        if (Ascii.equalsIgnoreCase(b, from, to, VERSION)) {
            return;
        }
        boolean other = to - from > 4 && Ascii.equalsIgnoreCase(b, from, from + 4, "sip/");
        fail(other ? Fault.VERSION : Fault.START_LINE, from);
    }

    private void statusLine(int start, int lineEnd) {
        int versionEnd = start;
        while (versionEnd < lineEnd && b[versionEnd] != ' ') {
            versionEnd++;
        }
        version(start, versionEnd);
        int codeFrom = Math.min(versionEnd + 1, lineEnd);
        int codeEnd = codeFrom;
        while (codeEnd < lineEnd && b[codeEnd] != ' ') {
            codeEnd++;
        }
        long code = Ascii.number(b, codeFrom, codeEnd);
        if (codeEnd - codeFrom != 3 || code < 100 || code > 699) {
            fail(Fault.STATUS_CODE, codeFrom);
            code = 0;
        }
        for (int at = codeEnd; at < lineEnd; at++) {
            if (b[at] == '\r' || b[at] == '\n') {
                // Half a line end in the phrase would be a whole one to others.
                fail(Fault.START_LINE, at);
            }
        }
        message.statusLine((int) code, Math.min(codeEnd + 1, lineEnd), lineEnd);
    }

    /** The length, or -1 when no line tells it or it is wrong. */
    private long contentLength() {
        int line = message.find(HeaderName.CONTENT_LENGTH, 0);
        if (line < 0) {
            return NONE;
        }
        if (message.find(HeaderName.CONTENT_LENGTH, line + 1) >= 0) {
            fail(Fault.REPEATED_HEADER, message.valueFrom(line));
        }
        long length = Ascii.number(b, message.valueFrom(line), message.valueEnd(line));
        if (length < 0) {
            fail(Fault.CONTENT_LENGTH, message.valueFrom(line));
        }
        return length;
    }
}
