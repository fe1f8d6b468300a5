package org.hotdesk.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** The connection pool and the schema behind it. Thread-safe. */
final class Database implements AutoCloseable {
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String H2_FILE = "jdbc:h2:file:";
    private static final int CONNECTIONS = 8;
    private static final long CONNECT_MILLIS = 10_000;

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final boolean h2File;
    private final boolean shared;
    private final Outage outage = new Outage();

    private Database(HikariDataSource pool, String url) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.h2File = url.startsWith(H2_FILE);
        this.shared = url.startsWith(POSTGRESQL);
    }

    /** Connects and brings the schema up to date. */
    static Database open(StoreConfig config) {
        String url = config.jdbcUrl();
        boolean h2File = url.startsWith(H2_FILE);
        HikariDataSource pool = connect(config, h2File);
        try {
            if (h2File) {
                ownerOnly(Path.of(h2Path(url) + ".mv.db"));
            }
            migrate(pool);
        } catch (FlywayException | StoreException broken) {
            pool.close();
            throw new StoreException(
                    "store " + config.jdbcUrl() + ": schema cannot be brought up to date: " + broken.getMessage(),
                    broken);
        }
        var database = new Database(pool, url);
        if (database.isShared()) {
            database.read(PostgresLink::warnOfLoss);
        }
        return database;
    }

    /** Whether other programs may have the same database; a file is ours alone. */
    boolean isShared() {
        return shared;
    }

    /** Why the database cannot be asked now; empty while it can. */
    Optional<String> trouble() {
        return outage.reason();
    }

    /** Runs statements that each stand for themselves. */
    <T> T read(HandleCallback<T, RuntimeException> work) {
        outage.refuse();
        return answer(() -> jdbi.withHandle(work));
    }

    /** Reads the whole as it was at one moment, while others go on writing. */
    <T> T readAtOnce(HandleCallback<T, RuntimeException> work) {
        outage.refuse();
        return answer(() -> jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, work));
    }

    /** The number of the newest migration that was applied. */
    int schemaVersion() {
        return read(handle -> handle.createQuery(
                        "select max(cast(\"version\" as integer)) from \"flyway_schema_history\" where \"success\"")
                .mapTo(Integer.class)
                .one());
    }

    /** Runs one transaction. */
    <T> T transaction(HandleCallback<T, RuntimeException> work) {
        outage.refuse();
        return answer(() -> jdbi.inTransaction(work));
    }

    /** As {@link #read}, also while the database is away: an answer ends that. */
    <T> T knock(HandleCallback<T, RuntimeException> work) {
        T answer = answer(() -> jdbi.withHandle(work));
        outage.end();
        return answer;
    }

    private <T> T answer(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (JdbiException broken) {
            // Of the causes the first: what Jdbi says has the values of the statement in it.
            String why = reason(broken);
            if (shared && Outage.isMeant(broken)) {
                outage.begin(why);
                throw new StoreException("the database does not answer: " + why, broken);
            }
            throw new StoreException("the database refused: " + why, broken);
        }
    }

    /** Forces to disk what was committed. H2 writes at commit, but leaves it to the system when this reaches the disk. */
    void force() {
        if (h2File) {
            read(handle -> handle.execute("checkpoint sync"));
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private static HikariDataSource connect(StoreConfig config, boolean h2File) {
        var hikari = new HikariConfig();
        if (h2File) {
            hikari.setJdbcUrl(h2Url(config.jdbcUrl()));
            hikari.setUsername("hotdesk");
            hikari.setPassword("");
            hikari.setConnectionTimeout(CONNECT_MILLIS);
        } else {
            PostgresLink.configure(hikari, config);
        }
        hikari.setPoolName("hotdesk-store");
        hikari.setMaximumPoolSize(CONNECTIONS);
        hikari.setInitializationFailTimeout(1);
        try {
            return new HikariDataSource(hikari);
        } catch (RuntimeException refused) {
            throw new StoreException("store " + config.jdbcUrl() + ": " + reason(refused), refused);
        }
    }

    /**
     * H2's async file layer, because the usual one closes the database under everybody when one thread is interrupted
     * while it reads or writes.
     */
    private static String h2Url(String url) {
        return "jdbc:h2:async:" + url.substring(H2_FILE.length())
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=30000";
    }

    private static String h2Path(String url) {
        String path = url.substring(H2_FILE.length());
        int options = path.indexOf(';');
        return options < 0 ? path : path.substring(0, options);
    }

    private static void migrate(HikariDataSource pool) {
        Flyway.configure(Database.class.getClassLoader())
                .loggers(FlywayLog.class.getName())
                .dataSource(pool)
                .locations("classpath:org/hotdesk/store/migration")
                // A schema newer than this program is refused too, not only one that was tampered with.
                .ignoreMigrationPatterns(new String[0])
                .load()
                .migrate();
    }

    private static void ownerOnly(Path file) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException | UnsupportedOperationException denied) {
            throw new StoreException("cannot make " + file + " readable for its owner only", denied);
        }
    }

    private static String reason(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            boolean taken =
                    cause instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1;
            if (taken) {
                return "another program has the file open; stop it first";
            }
            cause = cause.getCause();
        }
        String message = Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
        return message.lines().findFirst().orElse(message);
    }
}
