package org.hotdesk.sip.message;

/**
 * The fields that nearly everybody reads who serves a message: each is read once, when somebody asks first. One owner
 * thread.
 */
final class CommonViews {
    private final Via via = new Via();
    private final NameAddr from = new NameAddr();
    private final NameAddr to = new NameAddr();
    private final CSeq cseq = new CSeq();
    private final HeaderValues values = new HeaderValues();
    /** The first fault of each, or -1. */
    private int viaFault;

    private int fromFault;
    private int toFault;
    private int cseqFault;
    private boolean viaRead;
    private boolean fromRead;
    private boolean toRead;
    private boolean cseqRead;

    /** Forgets what was read of another message. */
    void clear() {
        viaRead = false;
        fromRead = false;
        toRead = false;
        cseqRead = false;
    }

    int viaFault(SipMessage message) {
        if (!viaRead) {
            viaRead = true;
            values.of(message, HeaderName.VIA);
            boolean there = values.next();
            int from = there ? values.from() : message.from();
            viaFault = via.read(message.buffer(), from, there ? values.end() : from);
        }
        return viaFault;
    }

    int partyFault(SipMessage message, HeaderName name) {
        if (name == HeaderName.FROM) {
            if (!fromRead) {
                fromRead = true;
                fromFault = read(message, name, from);
            }
            return fromFault;
        }
        if (!toRead) {
            toRead = true;
            toFault = read(message, name, to);
        }
        return toFault;
    }

    private static int read(SipMessage message, HeaderName name, NameAddr view) {
        int line = message.find(name, 0);
        return line < 0 ? message.from() : view.read(message.buffer(), message.valueFrom(line), message.valueEnd(line));
    }

    int cseqFault(SipMessage message) {
        if (!cseqRead) {
            cseqRead = true;
            int line = message.find(HeaderName.CSEQ, 0);
            cseqFault = line < 0
                    ? message.from()
                    : cseq.read(message.buffer(), message.valueFrom(line), message.valueEnd(line));
        }
        return cseqFault;
    }

    Via via() {
        return via;
    }

    NameAddr party(HeaderName name) {
        return name == HeaderName.FROM ? from : to;
    }

    CSeq cseq() {
        return cseq;
    }
}
