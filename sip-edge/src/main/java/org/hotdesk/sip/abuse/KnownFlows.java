package org.hotdesk.sip.abuse;

import org.hotdesk.sip.transport.Flow;

/**
 * The flows that authenticated, each until a time; a table of fixed size in which a full neighbourhood loses who is
 * forgotten first. One owner thread.
 */
final class KnownFlows {
    private static final int WAYS = 8;

    private final long[] keys;
    private final long[] until;
    private final long seed;
    private final int mask;

    KnownFlows(int size, long seed) {
        this.keys = new long[size];
        this.until = new long[size];
        this.seed = seed;
        this.mask = size - WAYS;
    }

    /** A number for address and port, or for the connection; two flows share one with a chance of 2⁻⁶⁴. */
    long key(Flow flow, long source) {
        long way = flow.connection() == 0
                ? flow.remote().getPort() ^ ((long) flow.remote().getAddress().hashCode() << 32)
                : ~flow.connection();
        return Mix.of(Mix.of(source ^ seed) + way);
    }

    boolean has(long key, long now) {
        int base = (int) key & mask;
        for (int at = base; at < base + WAYS; at++) {
            if (keys[at] == key) {
                return until[at] > now;
            }
        }
        return false;
    }

    void add(long key, long end) {
        int base = (int) key & mask;
        int place = base;
        for (int at = base; at < base + WAYS; at++) {
            if (keys[at] == key) {
                place = at;
                break;
            }
            if (until[at] < until[place]) {
                place = at;
            }
        }
        keys[place] = key;
        until[place] = end;
    }
}
