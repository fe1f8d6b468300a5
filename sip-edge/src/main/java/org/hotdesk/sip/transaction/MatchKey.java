package org.hotdesk.sip.transaction;

import org.hotdesk.sip.digest.KeyedHash;
import org.hotdesk.sip.message.CSeq;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.HeaderValues;
import org.hotdesk.sip.message.NameAddr;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.Via;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Side;

/**
 * By which a request finds its server transaction (RFC 3261 §17.2.3), as a keyed hash of 128 bits, so that a long
 * branch costs no memory. The one for looking up is used again and copied only when something is kept. One owner
 * thread.
 */
final class MatchKey {
    private long low;
    private long high;

    MatchKey() {}

    private MatchKey(long low, long high) {
        this.low = low;
        this.high = high;
    }

    MatchKey copy() {
        return new MatchKey(low, high);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MatchKey key && key.low == low && key.high == high;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(low);
    }

    /** Reads keys out of requests; its views are used again. */
    static final class Reader {
        private final KeyedHash hash;
        private final HeaderValues values = new HeaderValues();
        private final Via via = new Via();
        private final NameAddr from = new NameAddr();
        private final CSeq cseq = new CSeq();
        private final MatchKey key = new MatchKey();

        Reader(KeyedHash hash) {
            this.hash = hash;
        }

        /**
         * The key of that request, valid until the next call. ACK and CANCEL can be taken for the INVITE's. The host it
         * came from belongs to the key as {@code received} would: phones behind different walls have the same names.
         */
        MatchKey read(SipMessage request, Flow flow, boolean asInvite) {
            byte[] b = request.buffer();
            hash.begin().add(flow.side() == Side.PHONES ? 1 : 2);
            // Of an IPv4 address this is the address itself.
            hash.add((long) flow.remote().getAddress().hashCode());
            if (asInvite) {
                hash.add("INVITE");
            } else {
                hash.add(b, request.from(), request.uriFrom() - 1);
            }
            hash.add(' ');
            values.of(request, HeaderName.VIA);
            boolean readable = values.next() && via.read(b, values.from(), values.end()) < 0;
            if (readable && hasCookie(b)) {
                hash.add(b, via.params().valueFrom(), via.params().valueEnd());
                sentBy(b);
            } else {
                older(request);
            }
            key.low = hash.end();
            key.high = hash.high();
            return key;
        }

        // RFC 4475 §3.2.1: the bare cookie is no branch, so such a request is matched in the older manner.
        private boolean hasCookie(byte[] b) {
            if (!via.params().find("branch")) {
                return false;
            }
            int start = via.params().valueFrom();
            if (via.params().valueEnd() - start <= Via.COOKIE.length()) {
                return false;
            }
            for (int i = 0; i < Via.COOKIE.length(); i++) {
                if (Character.toLowerCase((char) b[start + i]) != Character.toLowerCase(Via.COOKIE.charAt(i))) {
                    return false;
                }
            }
            return true;
        }

        private void sentBy(byte[] b) {
            hash.add(0);
            for (int at = via.hostFrom(); at < via.hostEnd(); at++) {
                hash.add(Character.toLowerCase((char) b[at]));
            }
            hash.add(0).add((long) via.port(0));
        }

        /**
         * RFC 3261 §17.2.3, for branches of RFC 2543: Request-URI, From tag, Call-ID, number of CSeq and topmost Via. The
         * To tag is left out, since an INVITE has none where its ACK has ours; no two requests differ in it alone.
         */
        private void older(SipMessage request) {
            byte[] b = request.buffer();
            hash.add(b, values.from(), values.end()).add(0).add(b, request.uriFrom(), request.uriEnd());
            int call = request.find(HeaderName.CALL_ID, 0);
            if (call >= 0) {
                hash.add(0).add(b, request.valueFrom(call), request.valueEnd(call));
            }
            int line = request.find(HeaderName.FROM, 0);
            if (line >= 0 && from.read(b, request.valueFrom(line), request.valueEnd(line)) < 0) {
                hash.add(0);
                if (from.params().find("tag")) {
                    hash.add(b, from.params().valueFrom(), from.params().valueEnd());
                }
            }
            int number = request.find(HeaderName.CSEQ, 0);
            if (number >= 0 && cseq.read(b, request.valueFrom(number), request.valueEnd(number)) < 0) {
                hash.add(0).add(cseq.number());
            }
        }
    }
}
