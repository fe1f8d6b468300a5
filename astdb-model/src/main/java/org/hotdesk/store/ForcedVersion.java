package org.hotdesk.store;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVStore;

/**
 * The version of a file that is on disk for certain, and how H2 is kept from writing over it. H2 gives the room of what no version
 * in use needs to new versions and does not know which of them the disk has; by itself it only leaves alone what was written
 * in the last 45 seconds. Here the newest forced version counts as in use, however long forcing the next one takes, and there is
 * nothing else to wait for. Thread-safe.
 */
final class ForcedVersion {
    /** Of {@link MVStore#setRetentionTime}: nothing is too young. */
    private static final int AT_ONCE = -1;

    private Optional<Use> newest = Optional.empty();

    /** Forces to disk what was committed. Blocks for as long as the disk takes. */
    void force(Connection connection) {
        Use coming = Use.of(H2File.openAs(connection));
        try {
            coming.store.sync(); // and not CHECKPOINT SYNC, which would also write what another writer has half done
        } catch (RuntimeException refused) {
            coming.end();
            throw refused;
        }
        keep(coming);
    }

    /** Gives it up, for the file to be closed; what the closing writes keeps off what was there. */
    synchronized void release() {
        newest.ifPresent(Use::endForGood);
        newest = Optional.empty();
    }

    private synchronized void keep(Use coming) {
        if (newest.stream().anyMatch(coming::isBefore)) {
            coming.end(); // who began later was faster
        } else {
            newest.ifPresent(Use::end);
            newest = Optional.of(coming);
        }
        coming.store.setRetentionTime(AT_ONCE);
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

        boolean isBefore(Use other) {
            return store == other.store && counter.version < other.counter.version;
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
