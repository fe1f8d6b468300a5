package org.hotdesk.ami.mirror;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.astdb.AstDbKey;

/** Rows of one entity: keys in the order in which they are written, and what each must hold. */
record Rows(List<AstDbKey> keys, List<Optional<String>> texts) {
    static Rows of(Map<AstDbKey, Optional<String>> byKey) {
        return new Rows(List.copyOf(byKey.keySet()), List.copyOf(byKey.values()));
    }

    int size() {
        return keys.size();
    }

    boolean areAbsent() {
        return texts.stream().allMatch(Optional::isEmpty);
    }
}
