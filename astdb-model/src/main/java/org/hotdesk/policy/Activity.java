package org.hotdesk.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the phone and the user of one session, as far as it decides when the session ends.
 *
 * @param inCall whether the phone rings, calls or talks, or may do so as far as we know
 * @param quietSince when its last call ended, or when we began to know of its calls, if that was later
 * @param missed calls in a row that this user did not take since the session began
 * @param missedLast when the last of them went unanswered; of no meaning when there is none
 * @param goneSince since when the phone has not been registered; empty while it is, and while that is not known
 */
public record Activity(
        boolean inCall, Instant quietSince, int missed, Instant missedLast, Optional<Instant> goneSince) {
    /** Nothing but from when on we know: no call, none missed, the phone is there. */
    public static Activity quietSince(Instant began) {
        return new Activity(false, began, 0, began, Optional.empty());
    }
}
