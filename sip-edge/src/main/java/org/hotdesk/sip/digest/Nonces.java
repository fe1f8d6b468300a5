package org.hotdesk.sip.digest;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Makes and recognises nonces without keeping any: a nonce is its issue time and serial, the number of its slot in
 * {@link NonceCounts}, and a keyed tag over both, 32 characters in all. One owner thread.
 */
final class Nonces {
    static final int LENGTH = 32;
    private static final int TAG = 12;
    private static final int SERIAL_BITS = 20;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final byte[] LETTER = new byte[64];
    private static final byte[] SIX_BITS = new byte[256];

    static {
        for (int i = 0; i < SIX_BITS.length; i++) {
            SIX_BITS[i] = (byte) ALPHABET.indexOf((char) i);
        }
        for (int i = 0; i < LETTER.length; i++) {
            LETTER[i] = (byte) ALPHABET.charAt(i);
        }
    }

    private final KeyedHash hash;
    private final long lifetimeMillis;
    private final byte[] tag = new byte[TAG];
    private final ByteBuffer tagWords = ByteBuffer.wrap(tag);
    private final byte[] raw = new byte[LENGTH / 4 * 3];
    private final ByteBuffer fields = ByteBuffer.wrap(raw);
    private final byte[] text = new byte[LENGTH];
    private long lastId;
    private int nextSlot;

    /** @param key 16 bytes or more; the same after a restart, so that nonces given out before are known */
    Nonces(byte[] key, Duration lifetime) {
        hash = new KeyedHash(key);
        this.lifetimeMillis = lifetime.toMillis();
    }

    /** A new nonce, in a buffer that the next one overwrites. */
    byte[] issue(long nowMillis) {
        // Rising, also across restarts, as long as fewer than a million are asked for in a millisecond.
        lastId = Math.max(lastId + 1, nowMillis << SERIAL_BITS);
        fields.putLong(0, lastId).putInt(8, nextSlot++);
        seal();
        System.arraycopy(tag, 0, raw, LENGTH / 4 * 3 - TAG, TAG);
        for (int from = 0, to = 0; from < raw.length; from += 3, to += 4) {
            int bits = (raw[from] & 0xff) << 16 | (raw[from + 1] & 0xff) << 8 | (raw[from + 2] & 0xff);
            for (int i = 0; i < 4; i++) {
                text[to + i] = LETTER[(bits >> (18 - 6 * i)) & 63];
            }
        }
        return text;
    }

    /** Whether the range is a nonce of ours, of whatever age; then {@link #id} and {@link #slot} are its own. */
    boolean read(byte[] b, int from, int end) {
        if (end - from != LENGTH) {
            return false;
        }
        int wrong = 0;
        for (int at = from, to = 0; at < end; at += 4, to += 3) {
            int bits = 0;
            for (int i = 0; i < 4; i++) {
                int six = SIX_BITS[b[at + i] & 0xff];
                wrong |= six;
                bits = bits << 6 | (six & 63);
            }
            raw[to] = (byte) (bits >> 16);
            raw[to + 1] = (byte) (bits >> 8);
            raw[to + 2] = (byte) bits;
        }
        seal();
        int different = 0;
        for (int i = 0; i < TAG; i++) {
            different |= tag[i] ^ raw[raw.length - TAG + i];
        }
        return wrong >= 0 && different == 0;
    }

    /**
     * Whether the nonce read last may still be used. One from the future is ours all the same, the clock was set back: to
     * refuse it would lock everybody out until the clock has caught up, since nonces always rise.
     */
    boolean isFresh(long nowMillis) {
        long age = nowMillis - (id() >> SERIAL_BITS);
        return age <= lifetimeMillis;
    }

    /** Tells the nonce read last from every other; later ones have higher numbers. */
    long id() {
        return fields.getLong(0);
    }

    /** The slot of the nonce read last, any int. */
    int slot() {
        return fields.getInt(8);
    }

    /** SipHash is made for this: a MAC over few bytes, by a key that stays here. */
    private void seal() {
        tagWords.putLong(0, hash.begin().add(raw, 0, raw.length - TAG).end());
        tagWords.putInt(8, (int) hash.high());
    }
}
