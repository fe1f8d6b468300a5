package org.hotdesk.sip.transaction;

import org.hotdesk.sip.digest.KeyedHash;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.Params;
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
            boolean readable = request.topViaFault() < 0;
            Via via = request.topVia();
            if (readable && hasCookie(b, via)) {
                hash.add(b, via.params().valueFrom(), via.params().valueEnd());
                sentBy(b, via);
            } else {
                older(request);
            }
            key.low = hash.end();
            key.high = hash.high();
            return key;
        }

        // RFC 4475 §3.2.1: the bare cookie is no branch, so such a request is matched in the older manner.
        private static boolean hasCookie(byte[] b, Via via) {
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

        private void sentBy(byte[] b, Via via) {
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
            Via via = request.topVia();
            hash.add(b, via.from(), via.end()).add(0).add(b, request.uriFrom(), request.uriEnd());
            int call = request.find(HeaderName.CALL_ID, 0);
            if (call >= 0) {
                hash.add(0).add(b, request.valueFrom(call), request.valueEnd(call));
            }
            if (request.partyFault(HeaderName.FROM) < 0) {
                hash.add(0);
                Params params = request.party(HeaderName.FROM).params();
                if (params.find("tag")) {
                    hash.add(b, params.valueFrom(), params.valueEnd());
                }
            }
            if (request.cseqFault() < 0) {
                hash.add(0).add(request.cseq().number());
            }
        }
    }
}
