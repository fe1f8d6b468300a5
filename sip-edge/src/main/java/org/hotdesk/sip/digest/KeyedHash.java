package org.hotdesk.sip.digest;

import java.security.SecureRandom;

/**
 * A 61-bit fingerprint of byte ranges under a key: a polynomial at a secret point, so nobody who does not know the
 * point can make two texts collide. Not a hash to be shown to strangers. One owner thread.
 */
final class KeyedHash {
    private static final long PRIME = (1L << 61) - 1;
    private static final int CHUNK = 7;

    private final long point;
    private long sum;

    KeyedHash() {
        point = 1 + (new SecureRandom().nextLong() & Long.MAX_VALUE) % (PRIME - 1);
    }

    KeyedHash begin() {
        sum = 1;
        return this;
    }

    /** Adds a range and its length, so that ranges cannot be shifted into each other. */
    KeyedHash put(byte[] b, int from, int end) {
        for (int at = from; at < end; at += CHUNK) {
            long bits = 0;
            for (int i = at; i < Math.min(at + CHUNK, end); i++) {
                bits = bits << 8 | (b[i] & 0xff);
            }
            add(bits);
        }
        add(end - from);
        return this;
    }

    long end() {
        return sum;
    }

    private void add(long value) {
        long high = Math.multiplyHigh(sum, point);
        long low = sum * point;
        // 2**61 is 1 modulo the prime: fold the 122 bits at bit 61.
        long folded = (low & PRIME) + ((high << 3) | (low >>> 61)) + value;
        folded = (folded & PRIME) + (folded >>> 61);
        sum = folded >= PRIME ? folded - PRIME : folded;
    }
}
