package org.hotdesk.sip.proxy;

import java.util.Optional;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.SipMessage;

/** What is judged of every request before anybody looks where it goes: RFC 3261 §16.3. */
final class Checks {
    /** RFC 3261 §16.6 step 3, for a request that has no Max-Forwards. */
    static final int HOPS = 70;

    /** RFC 5393 §5.3.3, for one without Max-Breadth. */
    static final int BREADTH = 60;

    private Checks() {}

    /** Why the request goes no further; empty when it may. */
    static Optional<Refusal> refusal(SipMessage request, Reading reading, boolean forOurselves) {
        if (!forOurselves && request.number(HeaderName.MAX_FORWARDS) == 0) {
            return Optional.of(Refusal.HOPS);
        }
        if (request.has(HeaderName.PROXY_REQUIRE)) {
            // We know no extension that a proxy has to.
            return Optional.of(Refusal.EXTENSION);
        }
        if (!reading.uri().isSip()) {
            return Optional.of(Refusal.SCHEME);
        }
        return request.number(HeaderName.MAX_BREADTH) == 0 ? Optional.of(Refusal.BREADTH) : Optional.empty();
    }

    /** Max-Forwards of the copy; one that is too large to be meant is lowered. */
    static int hops(SipMessage request) {
        long hops = request.number(HeaderName.MAX_FORWARDS);
        return hops < 0 ? HOPS : (int) Math.max(0, Math.min(hops, 256) - 1);
    }

    /** What may be shared among the copies. */
    static int breadth(SipMessage request) {
        long breadth = request.number(HeaderName.MAX_BREADTH);
        return breadth < 0 ? BREADTH : (int) Math.min(breadth, BREADTH);
    }

    /** Whether a request begins a dialog, or may, so that the next of it shall come by us (RFC 6665 §4.3 for NOTIFY). */
    static boolean recordsRoute(SipMessage request, boolean inDialog) {
        return inDialog
                ? request.isMethod("NOTIFY")
                : request.isMethod("INVITE") || request.isMethod("SUBSCRIBE") || request.isMethod("REFER");
    }
}
