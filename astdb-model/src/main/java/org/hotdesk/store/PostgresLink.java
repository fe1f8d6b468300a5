package org.hotdesk.store;

import com.zaxxer.hikari.HikariConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** How we connect to PostgreSQL. */
final class PostgresLink {
    private static final Logger LOG = System.getLogger(Store.class.getName());
    private static final long POOL_MILLIS = 3_000;
    private static final long ALIVE_MILLIS = 30_000;

    /**
     * What each connection sets. A commit is on disk when it returns, whatever the server's default; one that is stricter
     * (copies on a second server) stays. A companion that was frozen inside a transaction holds up the others for 5 s at
     * the most: then the server ends its transaction.
     */
    private static final String SETTINGS =
            """
            select set_config('synchronous_commit',
                    case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end,
                    false),
                set_config('idle_in_transaction_session_timeout', '5s', false),
                set_config('lock_timeout', '8s', false)""";

    private PostgresLink() {}

    static void configure(HikariConfig hikari, StoreConfig config) {
        hikari.setJdbcUrl(config.jdbcUrl());
        config.login().user().ifPresent(hikari::setUsername);
        config.login().passwordFile().map(PostgresLink::password).ifPresent(hikari::setPassword);
        hikari.setConnectionTimeout(POOL_MILLIS);
        hikari.setKeepaliveTime(ALIVE_MILLIS);
        hikari.setConnectionInitSql(SETTINGS);
        hikari.addDataSourceProperty("ApplicationName", "hotdesk");
        hikari.addDataSourceProperty("connectTimeout", "3");
        hikari.addDataSourceProperty("socketTimeout", "10"); // longer than any lock is waited for
        hikari.addDataSourceProperty("tcpKeepAlive", "true");
    }

    /** Says so when the server itself does not force its log to disk, which no connection can change. */
    static boolean warnOfLoss(Handle handle) {
        boolean forces = handle.createQuery("select current_setting('fsync')")
                .mapTo(String.class)
                .one()
                .equals("on");
        if (!forces) {
            LOG.log(Level.WARNING, () -> "PostgreSQL runs with fsync=off: a power cut may take logins back");
        }
        return forces;
    }

    private static String password(Path file) {
        List<String> lines = SecretFile.read(file)
                .orElseThrow(() -> new StoreException("store password file " + file + " is missing"));
        if (lines.size() != 1) {
            throw new StoreException("store password file " + file + ": must have one line, the password");
        }
        return lines.get(0);
    }
}
