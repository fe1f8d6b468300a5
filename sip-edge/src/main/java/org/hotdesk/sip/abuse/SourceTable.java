package org.hotdesk.sip.abuse;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What is known of sources, in columns of primitive arrays that never grow. A source may stand in eight places; when all
 * are taken, one is replaced at random: of the strangers first, then of those that failed, then of the banned, and the
 * honest last. Times are nanoseconds, 0 is never. One owner thread.
 */
final class SourceTable {
    private static final int WAYS = 8;
    /** No prefix that is in use. */
    private static final long EMPTY = Long.MIN_VALUE;

    final long[] keys;
    /** {@link Budget} of its messages. */
    final long[] messages;
    /** {@link Budget} of its failures. */
    final long[] failures;

    final long[] bannedUntil;
    final long[] honestUntil;
    /** A bit for each unknown user name, by its hash. */
    final long[] unknownUsers;
    /** When those bits are void. */
    final long[] unknownUntil;
    /** How often it was banned. */
    final byte[] bans;

    private final RandomGenerator random;
    private final long seed;
    private final int mask;

    SourceTable(int size, RandomGenerator random) {
        keys = new long[size];
        Arrays.fill(keys, EMPTY);
        messages = new long[size];
        failures = new long[size];
        bannedUntil = new long[size];
        honestUntil = new long[size];
        unknownUsers = new long[size];
        unknownUntil = new long[size];
        bans = new byte[size];
        this.random = random;
        this.seed = random.nextLong();
        this.mask = size - WAYS;
    }

    boolean isUsed(int slot) {
        return keys[slot] != EMPTY;
    }

    /** The place of a source, or -1. */
    int find(long source) {
        int base = base(source);
        for (int slot = base; slot < base + WAYS; slot++) {
            if (keys[slot] == source) {
                return slot;
            }
        }
        return -1;
    }

    /** The place of a source, which is made when there is none. */
    int claim(long source, long now) {
        int found = find(source);
        if (found >= 0) {
            return found;
        }
        int base = base(source);
        int start = random.nextInt(WAYS);
        int victim = base;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < WAYS && least > 0; i++) {
            int slot = base + ((start + i) & (WAYS - 1));
            int worth = worth(slot, now);
            if (worth < least) {
                least = worth;
                victim = slot;
            }
        }
        clear(victim);
        keys[victim] = source;
        return victim;
    }

    private int worth(int slot, long now) {
        if (!isUsed(slot)) {
            return 0;
        }
        if (honestUntil[slot] > now) {
            return 4;
        }
        if (bannedUntil[slot] > now) {
            return 3;
        }
        return failures[slot] > now || bans[slot] > 0 ? 2 : 1;
    }

    private void clear(int slot) {
        messages[slot] = 0;
        failures[slot] = 0;
        bannedUntil[slot] = 0;
        honestUntil[slot] = 0;
        unknownUsers[slot] = 0;
        unknownUntil[slot] = 0;
        bans[slot] = 0;
    }

    private int base(long source) {
        return (int) Mix.of(source ^ seed) & mask;
    }
}
