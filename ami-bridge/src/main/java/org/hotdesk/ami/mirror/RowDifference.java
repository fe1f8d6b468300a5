package org.hotdesk.ami.mirror;

import java.util.Optional;
import org.hotdesk.astdb.AstDbKey;

/**
 * A row of astdb that is not as the store has it.
 *
 * @param wanted what should stand there; empty when nothing should
 * @param found what stands there; empty when nothing does
 * @param remedy what a repair does with it
 */
public record RowDifference(AstDbKey row, Optional<String> wanted, Optional<String> found, Remedy remedy) {
    /** What a repair does. */
    public enum Remedy {
        /** Writes what should stand there. */
        WRITE,
        /** Takes what a phone switched into the store. */
        TAKE_OVER,
        /** Nothing: it is a forward that leads nowhere a phone can dial. */
        LEAVE
    }

    private static final Optional<String> HIDDEN = Optional.of("***");

    /**
     * The difference at a row; a PIN is shown as stars.
     *
     * @param takenOver whether astdb is the authority on the row
     */
    static RowDifference at(AstDbKey row, Optional<String> wanted, Optional<String> found, boolean takenOver) {
        boolean secret = row.family().equals("AMPUSER") && row.key().endsWith("/password");
        return new RowDifference(
                row,
                secret ? wanted.flatMap(text -> HIDDEN) : wanted,
                secret ? found.flatMap(text -> HIDDEN) : found,
                takenOver ? taking(row, found) : Remedy.WRITE);
    }

    private static Remedy taking(AstDbKey row, Optional<String> found) {
        boolean forward = row.family().startsWith("CF");
        return forward && !AdoptedRows.isReadable(found) ? Remedy.LEAVE : Remedy.TAKE_OVER;
    }
}
