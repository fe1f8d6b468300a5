package org.hotdesk.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * An immutable hash map whose copy with one entry changed costs the same at 100 entries and at 100,000: the entries
 * lie in many small maps, and only one of these is copied.
 */
final class ShardedMap<K, V> {
    private static final int SHARDS = 2048;
    private static final int SHIFT = Integer.numberOfLeadingZeros(SHARDS) + 1;

    private final Map<K, V>[] shards;

    private ShardedMap(Map<K, V>[] shards) {
        this.shards = shards;
    }

    static <K, V> ShardedMap<K, V> of(Map<K, V> entries) {
        Map<K, V>[] shards = emptyShards();
        entries.forEach((key, entry) -> {
            int shard = shard(key);
            if (shards[shard].isEmpty()) {
                shards[shard] = new HashMap<>();
            }
            shards[shard].put(key, entry);
        });
        return new ShardedMap<>(shards);
    }

    Optional<V> get(K key) {
        return Optional.ofNullable(shards[shard(key)].get(key));
    }

    ShardedMap<K, V> with(K key, V entry) {
        Map<K, V> changed = new HashMap<>(shards[shard(key)]);
        changed.put(key, entry);
        return replacing(shard(key), changed);
    }

    ShardedMap<K, V> without(K key) {
        Map<K, V> changed = new HashMap<>(shards[shard(key)]);
        changed.remove(key);
        return replacing(shard(key), changed);
    }

    Collection<V> values() {
        List<V> all = new ArrayList<>(size());
        for (Map<K, V> shard : shards) {
            all.addAll(shard.values());
        }
        return all;
    }

    void forEach(BiConsumer<K, V> each) {
        for (Map<K, V> shard : shards) {
            shard.forEach(each);
        }
    }

    int size() {
        int size = 0;
        for (Map<K, V> shard : shards) {
            size += shard.size();
        }
        return size;
    }

    private ShardedMap<K, V> replacing(int shard, Map<K, V> changed) {
        Map<K, V>[] copy = shards.clone();
        copy[shard] = changed;
        return new ShardedMap<>(copy);
    }

    /** By the upper bits of a mixed hash: the maps inside choose by the lower ones, which must differ within a shard. */
    private static int shard(Object key) {
        return (key.hashCode() * 0x9E3779B9) >>> SHIFT;
    }

    @SuppressWarnings("unchecked") // Java has no generic arrays; nothing but Map<K, V> is ever put in.
    private static <K, V> Map<K, V>[] emptyShards() {
        Map<K, V>[] shards = (Map<K, V>[]) new Map<?, ?>[SHARDS];
        Arrays.fill(shards, Map.of());
        return shards;
    }
}
