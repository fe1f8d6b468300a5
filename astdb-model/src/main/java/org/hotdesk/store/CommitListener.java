package org.hotdesk.store;

import java.util.List;
import org.hotdesk.model.Floor;

/**
 * Told of commits, in their order, when they are on disk; several that reached it together are told as one. Runs on a
 * committing thread while the others wait: must be quick and must not write.
 */
@FunctionalInterface
public interface CommitListener {
    /**
     * Told before {@link #committed}: changes that are on their way to disk, and may yet be lost. For work that has no
     * effect outside and need not be done afterwards then, while somebody waits.
     *
     * @param changes the last of those that are new, not always all
     * @param floor as {@code committed} will tell it
     */
    default void preparing(List<Change> changes, Floor floor) {}

    /**
     * Everything up to this change is on disk.
     *
     * @param seq of the last change
     * @param floor as that change left it
     */
    void committed(long seq, Floor floor);
}
