package org.hotdesk.ami.mirror;

import java.util.List;

/**
 * What a verification of every row found.
 *
 * @param complete false when the link was lost meanwhile or is not up; then the numbers are of what was read
 * @param read rows read
 * @param differing rows that were not as they should be
 * @param written rows that were put right; 0 when only looking
 * @param left rows that still are not as they should be: all that differ when only looking, else what a repair leaves alone
 * @param adopted users whose forwards, do not disturb or call waiting were read back into the store
 * @param differences the first of the differences, at most {@value #SHOWN_MOST}
 */
public record MirrorReport(
        boolean complete,
        long read,
        long differing,
        long written,
        long left,
        long adopted,
        List<RowDifference> differences) {
    /** How many differences a report shows; it counts all. */
    public static final int SHOWN_MOST = 1_000;

    public MirrorReport {
        differences = List.copyOf(differences);
    }

    /** True when every row was read and stands as it should. */
    public boolean isClean() {
        return complete && differing == 0;
    }
}
