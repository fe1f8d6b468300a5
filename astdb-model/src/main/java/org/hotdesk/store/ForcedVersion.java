package org.hotdesk.store;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.h2.mvstore.MVStore;

/**
 * The version of a file that is on disk for certain, and how H2 is kept from writing over what is needed to find it again. H2
 * gives the room of what no version in use needs to new versions and does not know which of them the disk has; by itself it
 * only leaves alone what was written in the last 45 seconds. Here the newest forced version and some before it count as in
 * use, however long forcing takes, and there is nothing else to wait for. Thread-safe.
 */
final class ForcedVersion {
    /**
     * H2 finds the newest version from the one at the head of the file, which may be 20 versions old, by way of each between
     * them ({@code RandomAccessStore.shouldWriteStoreHeader}).
     */
    private static final int VERSIONS_BETWEEN = 24;

    /** By version. */
    private final NavigableMap<Long, Use> uses = new TreeMap<>();

    /** Forces to disk what was committed. Blocks for as long as the disk takes. */
    void force(Connection connection) {
        Use coming = Use.of(H2File.openAs(connection));
        boolean forced = false;
        try {
            coming.store.sync(); // and not CHECKPOINT SYNC, which would also write what another writer has half done
            forced = true;
        } finally {
            if (forced) {
                keep(coming);
            } else {
                coming.end();
            }
        }
    }

    /** Gives all up, for the file to be closed; what the closing writes keeps off what was there. */
    synchronized void release() {
        uses.values().forEach(Use::endForGood);
        uses.clear();
    }

    private synchronized void keep(Use coming) {
        if (uses.values().stream().anyMatch(use -> use.store != coming.store)) {
            release(); // that file was closed
        }
        coming.store.setRetentionTime(0);
        Optional.ofNullable(uses.put(coming.counter.version, coming)).ifPresent(Use::end);
        Long oldest = uses.floorKey(uses.lastKey() - VERSIONS_BETWEEN);
        if (oldest != null) {
            Map<Long, Use> needless = uses.headMap(oldest);
            needless.values().forEach(Use::end);
            needless.clear();
        }
    }

    /** That H2 counts a version as in use. */
    private record Use(MVStore store, MVStore.TxCounter counter) {
        /** Of the newest version that is written whole. */
        static Use of(MVStore store) {
            List<Use> begun = new ArrayList<>(1);
            // While nobody writes.
            store.executeFilestoreOperation(() -> begun.add(new Use(store, store.registerVersionUsage())));
            return begun.get(0);
        }

        void end() {
            store.deregisterVersionUsage(counter);
        }

        void endForGood() {
            store.setVersionsToKeep(Integer.MAX_VALUE);
            end();
        }
    }
}
