package org.hotdesk.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last changes of the log without a gap, so that who follows it closely needs no look at the disk. Immutable.
 *
 * @param after the number of the change before the first of these
 */
record RecentChanges(long after, List<Change> changes) {
    private static final int MOST = 128;

    RecentChanges {
        changes = List.copyOf(changes);
    }

    /** Nothing is known of what came before this number. */
    static RecentChanges none(long after) {
        return new RecentChanges(after, List.of());
    }

    /** The same and these, which follow on it. */
    RecentChanges plus(List<Change> more) {
        List<Change> all = new ArrayList<>(changes);
        all.addAll(more);
        int tooMany = Math.max(0, all.size() - MOST);
        return tooMany == 0
                ? new RecentChanges(after, all)
                : new RecentChanges(all.get(tooMany - 1).seq(), all.subList(tooMany, all.size()));
    }

    /** Those with greater numbers; empty when some of them are not known here. */
    Optional<List<Change>> after(long seq, int most) {
        if (seq < after) {
            return Optional.empty();
        }
        int first = firstAfter(seq);
        return Optional.of(changes.subList(first, Math.min(changes.size(), first + most)));
    }

    /** Those with greater numbers that are known here. */
    List<Change> newest(long seq) {
        return changes.subList(firstAfter(seq), changes.size());
    }

    private int firstAfter(long seq) {
        int first = changes.size();
        while (first > 0 && changes.get(first - 1).seq() > seq) {
            first--;
        }
        return first;
    }
}
