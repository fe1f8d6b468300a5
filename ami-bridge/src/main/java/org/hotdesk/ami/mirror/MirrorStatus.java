package org.hotdesk.ami.mirror;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The mirror of one Asterisk as {@code hotdesk status} shows it.
 *
 * @param since when the state was entered
 * @param detail why it is so, in words for a person; empty when there is nothing to say
 * @param acknowledged the last change of which Asterisk has answered all rows
 * @param backlog changes that are not acknowledged; at most, since the log drops what was overtaken
 * @param catchingUp how far the changes are written that waited when the link came up; empty when all are
 * @param verifying how far the verification under way is; empty when there is none
 * @param verified when every row was verified last
 * @param drift what verifications have found and done since we started
 * @param driftAge how long the rows that were found last may have been wrong: since the verification before; empty when
 *     that is not known
 * @param unsayable rows that AMI cannot carry, such as one above 1,017 bytes, so astdb lacks them
 * @param drainedBy the companion that writes this Asterisk; empty where there is only one
 */
public record MirrorStatus(
        MirrorState state,
        Instant since,
        String detail,
        long acknowledged,
        long backlog,
        Optional<Progress> catchingUp,
        Optional<Progress> verifying,
        Optional<Instant> verified,
        Drift drift,
        Optional<Duration> driftAge,
        List<String> unsayable,
        Optional<String> drainedBy) {
    public MirrorStatus {
        unsayable = List.copyOf(unsayable);
    }

    /** Devices, users and channels verified, or changes written, of all. */
    public record Progress(long done, long all) {}

    /**
     * Rows that others had changed.
     *
     * @param found rows that differed from what we had written
     * @param repaired rows written again
     * @param adopted users whose features were read back into the store
     * @param unreadable adopted rows with something that is no forward target; they are left alone
     */
    public record Drift(long found, long repaired, long adopted, long unreadable) {}
}
