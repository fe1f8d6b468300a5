package org.hotdesk.sip.proxy;

import java.util.List;
import org.hotdesk.sip.digest.Verdict;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.transport.Flow;

/** Carries out what a side has decided about a request: refuse it, answer it, or send it on. One owner thread. */
final class Router {
    private final Core core;
    private final Loops loops;

    Router(Core core, Loops loops) {
        this.core = core;
        this.loops = loops;
    }

    String asteriskHost() {
        return core.config().asteriskHost();
    }

    int loop(SipMessage request) {
        return loops.hash(request);
    }

    void refuse(SipMessage request, Flow flow, Refusal refusal) {
        if (refusal == Refusal.EXTENSION) {
            core.replies().badExtension(request, flow, HeaderName.PROXY_REQUIRE);
        } else {
            core.replies().refuse(request, flow, refusal);
        }
    }

    /** RFC 3261 §22.3: a challenge, but 400 for credentials that no challenge would mend. */
    void turnAway(SipMessage request, Flow flow, Verdict verdict, Gate gate) {
        if (verdict == Verdict.MALFORMED) {
            refuse(request, flow, Refusal.CREDENTIALS);
        } else {
            boolean stale = verdict == Verdict.STALE;
            core.replies().refuse(request, flow, Refusal.AUTHENTICATION, out -> gate.challenge(out, stale));
        }
    }

    void abilities(SipMessage request, Flow flow) {
        if (request.has(HeaderName.REQUIRE)) {
            // RFC 3261 §8.2.2.3: who answers by himself has to know what is required; we know nothing of the kind.
            core.replies().badExtension(request, flow, HeaderName.REQUIRE);
            return;
        }
        core.replies().abilities(request, flow);
    }

    /** Sends it to its targets, unless it has been here before or there is too much to do. */
    void forward(SipMessage request, Passage passage, List<List<Target>> groups) {
        if (loops.isLoop(request, passage.loop())) {
            refuse(request, passage.came(), Refusal.LOOP);
        } else if (core.transactions().isFull()) {
            core.replies().overload(request, passage.came(), core.transactions().nextId());
        } else {
            new ResponseContext(core, passage, request).start(request, groups);
        }
    }
}
