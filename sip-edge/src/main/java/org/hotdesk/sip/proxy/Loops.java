package org.hotdesk.sip.proxy;

import org.hotdesk.sip.digest.KeyedHash;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.HeaderValues;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.Via;
import org.hotdesk.sip.transaction.OwnBranch;

/** Sees a request that has come back unchanged (RFC 3261 §16.6 step 8, RFC 5393 §4.2). One owner thread. */
final class Loops {
    private final KeyedHash hash;
    private final HeaderValues values = new HeaderValues();
    private final Via via = new Via();
    private final OwnBranch branch = new OwnBranch();

    Loops(KeyedHash hash) {
        this.hash = hash;
    }

    /** Over all that decides where a request goes, and what tells it from others: not over its Vias and hops. */
    int hash(SipMessage request) {
        byte[] b = request.buffer();
        hash.begin().add(b, request.from(), request.uriEnd());
        for (int line = 0; line < request.lines(); line++) {
            switch (request.name(line)) {
                case FROM, TO, CALL_ID, CSEQ, ROUTE, PROXY_REQUIRE, PROXY_AUTHORIZATION ->
                    hash.add(0).add(b, request.valueFrom(line), request.valueEnd(line));
                default -> {
                    // It does not matter to us.
                }
            }
        }
        return (int) hash.end();
    }

    /** Whether a Via below the topmost is ours and was written for the same request. */
    boolean isLoop(SipMessage request, int loop) {
        values.of(request, HeaderName.VIA);
        values.next();
        while (values.next()) {
            if (via.read(request.buffer(), values.from(), values.end()) < 0
                    && branch.read(via, request.buffer())
                    && branch.loop() == loop) {
                return true;
            }
        }
        return false;
    }

    /** The same number each time the same request comes, for what is relayed without state (RFC 3261 §16.11). */
    long statelessId(SipMessage request) {
        values.of(request, HeaderName.VIA);
        hash.begin();
        if (values.next()) {
            hash.add(request.buffer(), values.from(), values.end());
        }
        return hash.end();
    }
}
