package org.hotdesk.ami.mirror;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.Directory;

/**
 * Reads what feature codes switched back into the store. Astdb is the authority for a user it knows, unless the store has a
 * change of its own under way; the store is for a user that astdb does not know, such as after its loss. What one Asterisk
 * gave the store goes to the others; where two were changed at once, the later reading wins. Runs on the mirror's thread,
 * but for the counts.
 */
final class Adoption {
    private static final System.Logger LOG = System.getLogger(Adoption.class.getName());

    private final String server;
    private final Directory directory;
    private final BooleanSupplier storeIsAhead;
    private final AtomicLong adopted = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();

    /** @param storeIsAhead whether there are changes that were not written yet */
    Adoption(String server, Directory directory, BooleanSupplier storeIsAhead) {
        this.server = server;
        this.directory = directory;
        this.storeIsAhead = storeIsAhead;
    }

    /** While this is true, what was read may be older than what the store has, and is to be read again. */
    boolean mustWait() {
        return storeIsAhead.getAsBoolean();
    }

    /** Takes the rows into the store where they differ from it; true when they did. */
    boolean adopt(UserNumber user, List<Optional<String>> texts, CallFeatures stored) {
        AdoptedRows rows = AdoptedRows.read(texts, stored);
        if (rows.unreadable() > 0) {
            unreadable.addAndGet(rows.unreadable());
            LOG.log(
                    WARNING,
                    () -> "forward in astdb leads nowhere, left alone user=" + user + " rows=" + rows.unreadable());
        }
        if (rows.features().equals(stored)) {
            return false;
        }
        return directory
                .adopt(user, rows.features(), server)
                .fold(
                        done -> {
                            adopted.incrementAndGet();
                            LOG.log(INFO, () -> "features read back from astdb user=" + user);
                            return true;
                        },
                        rejected -> {
                            LOG.log(
                                    WARNING,
                                    () -> "features not read back user=" + user + " why=" + rejected.reasons());
                            return false;
                        });
    }

    long adopted() {
        return adopted.get();
    }

    long unreadable() {
        return unreadable.get();
    }
}
