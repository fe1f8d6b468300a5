package org.hotdesk.sip.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * SipHash-2-4 with a result of 128 bits: what a peer sends becomes a key of fixed size, and without our key nobody can
 * make two that meet. Used again for each text, allocates nothing. One owner thread.
 */
public final class KeyedHash {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long k0;
    private final long k1;
    private long v0;
    private long v1;
    private long v2;
    private long v3;
    private long word;
    private int count;
    private long high;

    /**
     * @param key 16 random bytes or more, of which the first 16 are used
     */
    public KeyedHash(byte[] key) {
        ByteBuffer words = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
        k0 = words.getLong();
        k1 = words.getLong();
    }

    /** Starts a text. */
    public KeyedHash begin() {
        v0 = k0 ^ 0x736f6d6570736575L;
        v1 = k1 ^ 0x646f72616e646f6dL ^ 0xee;
        v2 = k0 ^ 0x6c7967656e657261L;
        v3 = k1 ^ 0x7465646279746573L;
        word = 0;
        count = 0;
        return this;
    }

    public KeyedHash add(int octet) {
        word |= (octet & 0xffL) << (8 * (count++ & 7));
        if ((count & 7) == 0) {
            absorb(word);
            word = 0;
        }
        return this;
    }

    /** Adds a part; where parts of any length follow each other, put {@link #add(int)} of a separator between them. */
    public KeyedHash add(byte[] b, int from, int end) {
        int at = from;
        while (at < end && (count & 7) != 0) {
            add(b[at++]);
        }
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            absorb((long) WORDS.get(b, at));
            count += Long.BYTES;
        }
        while (at < end) {
            add(b[at++]);
        }
        return this;
    }

    public KeyedHash add(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            add(ascii.charAt(i));
        }
        return this;
    }

    public KeyedHash add(long number) {
        int bits = 8 * (count & 7);
        absorb(word | number << bits);
        word = bits == 0 ? 0 : number >>> (64 - bits);
        count += Long.BYTES;
        return this;
    }

    /** Ends the text; returns the first half of the result, {@link #high()} has the second. */
    public long end() {
        absorb(word | ((long) count << 56));
        v2 ^= 0xee;
        rounds(4);
        long low = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xdd;
        rounds(4);
        high = v0 ^ v1 ^ v2 ^ v3;
        return low;
    }

    public long high() {
        return high;
    }

    private void absorb(long m) {
        v3 ^= m;
        rounds(2);
        v0 ^= m;
    }

    private void rounds(int times) {
        for (int i = 0; i < times; i++) {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
