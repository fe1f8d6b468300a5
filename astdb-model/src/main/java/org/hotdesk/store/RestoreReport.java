package org.hotdesk.store;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a restore changed, or would change.
 *
 * @param dryRun whether nothing was changed
 * @param written when the backup was made
 * @param parts what becomes of each part, such as {@code device}, in the backup's order
 * @param seq the newest change afterwards; everything up to it is what the mirrors have to write
 * @param warnings what will not work afterwards, such as PINs that were hashed with another pepper
 */
public record RestoreReport(
        boolean dryRun, Instant written, Map<String, Difference> parts, long seq, List<String> warnings) {
    public RestoreReport {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        warnings = List.copyOf(warnings);
    }

    /** Whether the store was the same as the backup. */
    public boolean isEmpty() {
        return parts.values().stream().allMatch(Difference::isEmpty);
    }

    /**
     * Rows of one part, counted.
     *
     * @param added are in the backup only
     * @param changed are in both, and differ
     * @param removed are in the store only
     */
    public record Difference(long added, long changed, long removed) {
        boolean isEmpty() {
            return added + changed + removed == 0;
        }
    }
}
