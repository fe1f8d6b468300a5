package org.hotdesk.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * An immutable hash map whose copy with one entry changed costs the same at 100 entries and at 100,000: the entries
 * lie in many small tables, and only one of these is copied. A table is one array of keys and entries by turns, at most
 * half full and probed onwards from a key's place: a lookup finds a key with two looks into memory, at any size.
 */
final class ShardedMap<K, V> {
    private static final int SHARD_BITS = 11;
    private static final int NONE = -1;
    private static final Object[] EMPTY = new Object[2];

    private final Object[][] shards;
    private final int size;

    private ShardedMap(Object[][] shards, int size) {
        this.shards = shards;
        this.size = size;
    }

    static <K, V> ShardedMap<K, V> of(Map<K, V> entries) {
        Object[][] shards = new Object[1 << SHARD_BITS][];
        Arrays.fill(shards, EMPTY);
        int[] sizes = new int[shards.length];
        entries.keySet().forEach(key -> sizes[shard(mixed(key))]++);
        for (int shard = 0; shard < shards.length; shard++) {
            if (sizes[shard] > 0) {
                shards[shard] = table(sizes[shard]);
            }
        }
        entries.forEach((key, entry) -> put(shards[shard(mixed(key))], key, entry));
        return new ShardedMap<>(shards, entries.size());
    }

    Optional<V> get(K key) {
        int mixed = mixed(key);
        Object[] table = shards[shard(mixed)];
        return Optional.ofNullable(entry(table, place(table, key, mixed)));
    }

    ShardedMap<K, V> with(K key, V entry) {
        int mixed = mixed(key);
        Object[] table = shards[shard(mixed)];
        boolean isNew = table[place(table, key, mixed)] == null;
        Object[] changed = isNew ? copy(table, NONE, count(table) + 1) : table.clone();
        put(changed, key, entry);
        return replacing(shard(mixed), changed, isNew ? size + 1 : size);
    }

    ShardedMap<K, V> without(K key) {
        int mixed = mixed(key);
        Object[] table = shards[shard(mixed)];
        int place = place(table, key, mixed);
        if (table[place] == null) {
            return this;
        }
        return replacing(shard(mixed), copy(table, place, count(table) - 1), size - 1);
    }

    Collection<V> values() {
        List<V> all = new ArrayList<>(size);
        forEach((key, entry) -> all.add(entry));
        return all;
    }

    @SuppressWarnings("unchecked") // put() puts in nothing but a K and its V.
    void forEach(BiConsumer<K, V> each) {
        for (Object[] table : shards) {
            for (int at = 0; at < table.length; at += 2) {
                if (table[at] != null) {
                    each.accept((K) table[at], (V) table[at + 1]);
                }
            }
        }
    }

    int size() {
        return size;
    }

    private ShardedMap<K, V> replacing(int shard, Object[] changed, int newSize) {
        Object[][] copy = shards.clone();
        copy[shard] = changed;
        return new ShardedMap<>(copy, newSize);
    }

    @SuppressWarnings("unchecked") // put() puts in nothing but a K and its V.
    private V entry(Object[] table, int place) {
        return (V) table[place + 1];
    }

    /** A table of the same entries but the one at this place, with room for so many. */
    private static Object[] copy(Object[] table, int leftOut, int room) {
        Object[] copy = table(room);
        for (int at = 0; at < table.length; at += 2) {
            if (table[at] != null && at != leftOut) {
                put(copy, table[at], table[at + 1]);
            }
        }
        return copy;
    }

    private static int count(Object[] table) {
        int count = 0;
        for (int at = 0; at < table.length; at += 2) {
            count += table[at] == null ? 0 : 1;
        }
        return count;
    }

    /** An empty table for so many entries; it has at least twice as many places, so that a probe ends at once or soon. */
    private static Object[] table(int room) {
        return room == 0 ? EMPTY : new Object[4 * Integer.highestOneBit(2 * room - 1)];
    }

    private static void put(Object[] table, Object key, Object entry) {
        int place = place(table, key, mixed(key));
        table[place] = key;
        table[place + 1] = entry;
    }

    /** Where the key is, or the empty place where it would be. */
    private static int place(Object[] table, Object key, int mixed) {
        int last = table.length - 2;
        int place = (mixed >>> 9) & last; // bits 10 to 20, even places: the upper ones chose the shard
        while (table[place] != null && table[place] != key && !table[place].equals(key)) {
            place = (place + 2) & last;
        }
        return place;
    }

    private static int mixed(Object key) {
        return key.hashCode() * 0x9E3779B9;
    }

    /** By the upper bits of the mixed hash; the place in a table goes by the bits below these. */
    private static int shard(int mixed) {
        return mixed >>> (Integer.SIZE - SHARD_BITS);
    }
}
