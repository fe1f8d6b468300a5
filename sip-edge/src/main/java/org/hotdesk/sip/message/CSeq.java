package org.hotdesk.sip.message;

import java.util.Optional;

/** A view of a CSeq value (RFC 3261 §20.16). Made once and read again for each value; one owner thread. */
public final class CSeq {
    private byte[] b = new byte[0];
    private long number;
    private int methodFrom;
    private int methodEnd;

    /** The CSeq of a message; empty when there is none or it is wrong. */
    public static Optional<CSeq> of(SipMessage message) {
        int line = message.find(HeaderName.CSEQ, 0);
        CSeq view = new CSeq();
        return line >= 0 && view.read(message.buffer(), message.valueFrom(line), message.valueEnd(line)) < 0
                ? Optional.of(view)
                : Optional.empty();
    }

    /** Takes the range, which is the whole value; returns the offset of the first fault, or -1. */
    public int read(byte[] buffer, int from, int to) {
        b = buffer;
        int digits = from;
        while (digits < to && b[digits] >= '0' && b[digits] <= '9') {
            digits++;
        }
        number = Ascii.number(b, from, digits);
        methodFrom = Ascii.skipWhite(b, digits, to);
        methodEnd = Ascii.skip(b, methodFrom, to, Ascii.TOKEN);
        // RFC 3261 §8.1.1.5: the number is below 2**31.
        if (number < 0 || number > Integer.MAX_VALUE || methodFrom == digits) {
            return from;
        }
        return methodEnd == methodFrom || methodEnd < to ? methodEnd : -1;
    }

    public long number() {
        return number;
    }

    public String method() {
        return Ascii.text(b, methodFrom, methodEnd);
    }

    /** Compares with the case, as methods are (RFC 3261 §7.1). */
    public boolean isMethod(String method) {
        return Ascii.equals(b, methodFrom, methodEnd, method);
    }

    boolean isMethodOf(SipMessage request) {
        int length = request.uriFrom() - 1 - request.from();
        for (int i = 0; i < length; i++) {
            if (methodFrom + i >= methodEnd || b[methodFrom + i] != request.buffer()[request.from() + i]) {
                return false;
            }
        }
        return methodEnd - methodFrom == length;
    }
}
