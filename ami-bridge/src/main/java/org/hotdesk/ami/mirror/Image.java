package org.hotdesk.ami.mirror;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What astdb holds when everything under way has arrived, by entity; only what differs from it needs to be sent. An entity
 * that is not in it may stand there in any state. One owner thread.
 */
final class Image {
    private static final int POOL_MOST = 4_096;

    private final Map<Entity, Known> known = new HashMap<>();
    private final Map<String, Optional<String>> pool = new HashMap<>();
    private long stamp;

    /**
     * The texts of an entity's rows.
     *
     * @param stamp another with each change, so that who read meanwhile sees that it changed
     */
    record Known(List<Optional<String>> texts, long stamp) {}

    /** Another one whenever anything here has changed. */
    long stamp() {
        return stamp;
    }

    Optional<Known> of(Entity entity) {
        return Optional.ofNullable(known.get(entity));
    }

    void put(Entity entity, List<Optional<String>> texts) {
        stamp++;
        List<Optional<String>> pooled = new ArrayList<>(texts.size());
        for (Optional<String> text : texts) {
            pooled.add(pooled(text));
        }
        known.put(entity, new Known(pooled, stamp));
    }

    void forget(Entity entity) {
        stamp++;
        known.remove(entity);
    }

    void clear() {
        stamp++;
        known.clear();
    }

    /** Most texts are the same few words, of which one copy is enough. */
    private Optional<String> pooled(Optional<String> text) {
        if (text.isEmpty()) {
            return text;
        }
        return pool.size() >= POOL_MOST
                ? pool.getOrDefault(text.get(), text)
                : pool.computeIfAbsent(text.get(), word -> text);
    }
}
