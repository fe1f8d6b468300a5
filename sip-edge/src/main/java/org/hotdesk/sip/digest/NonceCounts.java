package org.hotdesk.sip.digest;

import java.util.Arrays;

/**
 * Sees to it that each nonce count is used once (RFC 7616 §3.4): a ring of slots, each for one nonce, with a window of
 * counts, since datagrams overtake each other. Memory is bounded; a nonce whose slot a later one took is stale. One
 * owner thread.
 */
final class NonceCounts {
    /** Counts that far below the highest may still come in for the first time. */
    static final int WINDOW = 64;

    private static final int REMEMBERED = 8;

    enum Use {
        FIRST,
        /** The same request once more, as a client sends it when the answer was lost. */
        RETRANSMISSION,
        /** Used before by another request, or too old to tell. */
        REPLAY
    }

    private final int mask;
    private final long[] ids;
    private final long[] highest;
    private final long[] used;
    private final long[] requests;

    /** @param slots a power of two */
    NonceCounts(int slots) {
        mask = slots - 1;
        ids = new long[slots];
        highest = new long[slots];
        used = new long[slots];
        requests = new long[slots * REMEMBERED];
    }

    /**
     * Uses a count; only for a request whose password was right, else strangers could use counts up.
     *
     * @param id the nonce, later ones higher
     * @param request tells this request from others
     */
    Use use(long id, int slotNumber, long count, long request) {
        int slot = slotNumber & mask;
        if (ids[slot] > id || count < 1) {
            return Use.REPLAY;
        }
        if (ids[slot] < id) {
            ids[slot] = id;
            highest[slot] = 0;
            used[slot] = 0;
            Arrays.fill(requests, slot * REMEMBERED, (slot + 1) * REMEMBERED, 0);
        }
        long ahead = count - highest[slot];
        int memory = slot * REMEMBERED + (int) (count & (REMEMBERED - 1));
        if (ahead > 0) {
            used[slot] = ahead >= WINDOW ? 1 : (used[slot] << ahead) | 1;
            highest[slot] = count;
        } else {
            long bit = -ahead >= WINDOW ? 0 : 1L << -ahead;
            if (bit == 0 || (used[slot] & bit) != 0) {
                return bit != 0 && requests[memory] == request ? Use.RETRANSMISSION : Use.REPLAY;
            }
            used[slot] |= bit;
        }
        requests[memory] = request;
        return Use.FIRST;
    }
}
