package org.hotdesk.sip.abuse;

/** Spreads bits; with a seed nobody knows, nobody can choose keys that meet in one place. */
final class Mix {
    private Mix() {}

    static long of(long value) {
        long mixed = (value ^ (value >>> 32)) * 0xd6e8feb86659fd93L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
        return mixed ^ (mixed >>> 32);
    }
}
