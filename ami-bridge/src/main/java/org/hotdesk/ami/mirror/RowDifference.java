package org.hotdesk.ami.mirror;

import java.util.Optional;
import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.astdb.Ownership;

/**
 * A row of astdb that is not as the store has it.
 *
 * @param wanted what should stand there; empty when nothing should
 * @param found what stands there; empty when nothing does
 * @param ownership owned rows are repaired, adopted ones are read back into the store
 */
public record RowDifference(AstDbKey row, Optional<String> wanted, Optional<String> found, Ownership ownership) {
    private static final Optional<String> HIDDEN = Optional.of("***");

    /** The difference at a row; a PIN is shown as stars. */
    static RowDifference at(AstDbKey row, Optional<String> wanted, Optional<String> found) {
        boolean secret = row.family().equals("AMPUSER") && row.key().endsWith("/password");
        return new RowDifference(
                row,
                secret ? wanted.flatMap(text -> HIDDEN) : wanted,
                secret ? found.flatMap(text -> HIDDEN) : found,
                Ownership.of(row));
    }
}
