package org.hotdesk.sip.proxy;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotdesk.sip.transport.Flow;

/** Which branches wait for an answer over which connection, for when it ends. One owner thread. */
final class Connections {
    private final Map<Long, Set<Branch>> waiting = new HashMap<>();

    void add(Branch branch) {
        if (branch.flow().transport().isConnection()) {
            waiting.computeIfAbsent(branch.flow().connection(), key -> new LinkedHashSet<>())
                    .add(branch);
        }
    }

    void remove(Branch branch) {
        if (branch.flow().transport().isConnection()) {
            waiting.computeIfPresent(branch.flow().connection(), (key, branches) -> {
                branches.remove(branch);
                return branches.isEmpty() ? null : branches;
            });
        }
    }

    /** Tells those who wait for an answer over it that none will come. */
    void closed(Flow flow) {
        Set<Branch> branches = waiting.getOrDefault(flow.connection(), Set.of());
        List.copyOf(branches).forEach(Branch::lost);
    }

    int size() {
        return waiting.size();
    }
}
