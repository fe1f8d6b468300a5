package org.hotdesk.astdb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The rows of one entity, in the order in which they are written: always the same keys whatever its state, and what each
 * must hold; empty where it must be absent. Keys are made when they are asked for, since most rows are only compared.
 * Immutable.
 */
public final class EntityRows {
    private final IntFunction<AstDbKey> keys;
    private final List<Optional<String>> texts;

    EntityRows(IntFunction<AstDbKey> keys, List<Optional<String>> texts) {
        this.keys = keys;
        this.texts = List.copyOf(texts);
    }

    /** One row only. */
    public static EntityRows of(AstDbKey key, Optional<String> text) {
        return new EntityRows(i -> key, List.of(text));
    }

    public int size() {
        return texts.size();
    }

    /** The address of a row, counted from 0. */
    public AstDbKey key(int row) {
        return keys.apply(row);
    }

    /** What each row must hold. */
    public List<Optional<String>> texts() {
        return texts;
    }

    /** Whether none of them must be there. */
    public boolean areAbsent() {
        for (Optional<String> text : texts) {
            if (text.isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** The same by key, in the same order. */
    public Map<AstDbKey, Optional<String>> byKey() {
        Map<AstDbKey, Optional<String>> byKey = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            byKey.put(key(i), texts.get(i));
        }
        return byKey;
    }
}
