package org.hotdesk.store;

import org.hotdesk.model.Floor;

/**
 * Told of commits, in their order, when they are on disk; several that reached it together are told as one. Runs on a
 * committing thread while the others wait: must be quick and must not write.
 */
@FunctionalInterface
public interface CommitListener {
    /**
     * Everything up to this change is on disk.
     *
     * @param seq of the last change
     * @param floor as that change left it
     */
    void committed(long seq, Floor floor);
}
