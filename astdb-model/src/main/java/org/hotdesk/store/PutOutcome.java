package org.hotdesk.store;

import java.util.List;
import java.util.function.Function;

/** What became of a change to devices, users, people, mailboxes or their secrets. */
public sealed interface PutOutcome {
    /** Calls the function for the case at hand. */
    <R> R fold(Function<Stored, R> stored, Function<Rejected, R> rejected);

    /**
     * All of it is stored, or stood so already.
     *
     * @param seq of the newest change; wait for it to know that all is mirrored
     */
    record Stored(long seq) implements PutOutcome {
        @Override
        public <R> R fold(Function<Stored, R> stored, Function<Rejected, R> rejected) {
            return stored.apply(this);
        }
    }

    /**
     * Nothing of it is stored.
     *
     * @param reasons one line each, which names the thing, the key and what it must look like
     */
    record Rejected(List<String> reasons) implements PutOutcome {
        public Rejected {
            reasons = List.copyOf(reasons);
        }

        @Override
        public <R> R fold(Function<Stored, R> stored, Function<Rejected, R> rejected) {
            return rejected.apply(this);
        }
    }
}
