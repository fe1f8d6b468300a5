package org.hotdesk.store;

import java.time.Instant;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;

/**
 * What to look for in the ledger.
 *
 * @param since only what was not over before
 * @param most the newest so many of sessions, and as many refusals
 */
public record LedgerQuery(Optional<DeviceNumber> device, Optional<UserNumber> user, Optional<Instant> since, int most) {
    /** The newest ones of all. */
    public static LedgerQuery newest(int most) {
        return new LedgerQuery(Optional.empty(), Optional.empty(), Optional.empty(), most);
    }
}
