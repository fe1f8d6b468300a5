package org.hotdesk.store;

import java.util.function.Function;
import org.hotdesk.rules.LoginDecision;

/** What became of a login or a logoff; when {@link Changed}, it is on disk. */
public sealed interface LoginOutcome {
    /** Calls the function for the case at hand. */
    <R> R fold(Function<Changed, R> changed, Function<Unchanged, R> unchanged, Function<Refused, R> refused);

    /**
     * Stored.
     *
     * @param seq of its last change; wait for it to know that all is mirrored
     */
    record Changed(LoginDecision.Change change, long seq) implements LoginOutcome {
        @Override
        public <R> R fold(
                Function<Changed, R> changed, Function<Unchanged, R> unchanged, Function<Refused, R> refused) {
            return changed.apply(this);
        }
    }

    /** All was so already. */
    record Unchanged(LoginDecision.Unchanged decision) implements LoginOutcome {
        @Override
        public <R> R fold(
                Function<Changed, R> changed, Function<Unchanged, R> unchanged, Function<Refused, R> refused) {
            return unchanged.apply(this);
        }
    }

    /** Not allowed, and why. */
    record Refused(LoginDecision.Refused.Reason reason) implements LoginOutcome {
        @Override
        public <R> R fold(
                Function<Changed, R> changed, Function<Unchanged, R> unchanged, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }
}
