package org.hotdesk.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/**
 * Whether a shared database is away. While it is, who asks is refused at once, instead of each waiting for a connection;
 * {@link Follower} goes on knocking, and ends it. An embedded database is never away. Thread-safe.
 */
final class Outage {
    private static final Logger LOG = System.getLogger(Store.class.getName());

    private volatile Optional<String> reason = Optional.empty();

    /** Why the database cannot be asked; empty while it can. */
    Optional<String> reason() {
        return reason;
    }

    synchronized void begin(String why) {
        if (reason.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    () -> "database away (" + why + "): lookups are answered from memory, changes are refused");
        }
        reason = Optional.of(why);
    }

    synchronized void end() {
        if (reason.isPresent()) {
            LOG.log(Level.INFO, () -> "database back");
        }
        reason = Optional.empty();
    }

    void refuse() {
        reason.ifPresent(why -> {
            throw new StoreException("the database does not answer: " + why);
        });
    }

    /** Whether the connection failed, and not what was asked of it. */
    static boolean isMeant(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isOfConnection(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfConnection(SQLException failure) {
        // PostgreSQL 15, appendix A: class 08 is about connections; 57P01 to 57P03 are a server that stops or starts,
        // 25006 is a stand-by, which takes no changes. A pool that got no connection in time has no state.
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        return state.startsWith("08")
                || state.startsWith("57P")
                || state.equals("25006")
                || failure instanceof SQLTransientConnectionException;
    }
}
