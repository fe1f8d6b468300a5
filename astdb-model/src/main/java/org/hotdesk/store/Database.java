package org.hotdesk.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** The connection pool and the schema behind it. Thread-safe. */
final class Database implements AutoCloseable {
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String H2_FILE = "jdbc:h2:file:";
    private static final String FOLDER = "classpath:org/hotdesk/store/";
    private static final int CONNECTIONS = 8;
    private static final int IDLE = 2;
    private static final Set<Integer> FILE_ERRORS = Set.of(
            DataUtils.ERROR_READING_FAILED,
            DataUtils.ERROR_WRITING_FAILED,
            DataUtils.ERROR_CLOSED,
            DataUtils.ERROR_INTERNAL);

    private final Supplier<HikariDataSource> opening;
    private final Jdbi jdbi;
    private final boolean forces;
    private final ForcedVersion version = new ForcedVersion();
    private final AtomicLong forced = new AtomicLong();
    private final boolean shared;
    private final Outage outage = new Outage();
    private volatile HikariDataSource pool;
    private volatile boolean closed;

    private Database(Supplier<HikariDataSource> opening, String url, FileLayer layer) {
        this.opening = opening;
        this.pool = opening.get();
        this.jdbi = Jdbi.create(() -> pool.getConnection());
        this.forces = url.startsWith(H2_FILE) && layer.forces();
        this.shared = url.startsWith(POSTGRESQL);
        closingOnFailure(pool, this::force);
    }

    /** Connects and brings the schema up to date. */
    static Database open(StoreConfig config, FileLayer layer) {
        String url = config.jdbcUrl();
        try {
            var database = new Database(
                    () -> url.startsWith(H2_FILE)
                            ? openFile(H2File.at(url.substring(H2_FILE.length()), layer), config)
                            : openShared(config),
                    url,
                    layer);
            if (database.isShared()) {
                database.read(PostgresLink::warnOfLoss);
            }
            return database;
        } catch (FlywayException wrong) {
            boolean disk = url.startsWith(H2_FILE) && isOfDisk(wrong);
            String why = disk ? reason(wrong) : "schema cannot be brought up to date: " + wrong.getMessage();
            throw new StoreException("store " + url + ": " + why, wrong);
        } catch (StoreException | PoolInitializationException refused) {
            throw new StoreException("store " + url + ": " + reason(refused), refused);
        }
    }

    private static HikariDataSource openShared(StoreConfig config) {
        HikariDataSource pool = connect(hikari -> PostgresLink.configure(hikari, config));
        closingOnFailure(pool, () -> flyway(pool, config).migrate());
        return pool;
    }

    /** A file that is missing or older than the program is made beside its place, so that a crash meanwhile is none. */
    private static HikariDataSource openFile(H2File file, StoreConfig config) {
        if (file.exists()) {
            HikariDataSource pool = connectTo(file);
            AtomicBoolean current = new AtomicBoolean();
            closingOnFailure(pool, () -> {
                file.ownerOnly();
                Flyway flyway = flyway(pool, config);
                current.set(flyway.info().pending().length == 0);
                if (current.get()) {
                    flyway.validate();
                }
            });
            if (current.get()) {
                return pool;
            }
            pool.close();
        }
        H2File fresh = file.copied();
        try {
            try (HikariDataSource pool = connectTo(fresh)) {
                fresh.ownerOnly();
                flyway(pool, config).migrate();
            }
            fresh.moveTo(file);
        } catch (RuntimeException broken) {
            fresh.delete();
            throw broken;
        }
        return connectTo(file);
    }

    private static HikariDataSource connectTo(H2File file) {
        file.recover();
        return connect(file::configure);
    }

    private static void closingOnFailure(HikariDataSource pool, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException broken) {
            pool.close();
            throw broken;
        }
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
        if (closed) {
            reopen();
        }
        try {
            return asked.get();
        } catch (JdbiException | MVStoreException broken) {
            // Of the causes the first: what Jdbi says has the values of the statement in it.
            String why = reason(broken);
            if (shared && Outage.isMeant(broken)) {
                outage.begin(why);
                throw new StoreException("the database does not answer: " + why, broken);
            }
            if (!shared && isClosed(broken)) {
                // H2 closes the file when the disk refuses to write; who asks next opens it again.
                closed = true;
            }
            throw new StoreException("the database refused: " + why, broken);
        }
    }

    private synchronized void reopen() {
        if (closed) {
            version.release();
            pool.close();
            try {
                pool = opening.get();
                closed = false;
                force();
            } catch (RuntimeException still) {
                throw new StoreException("the database cannot be opened again: " + reason(still), still);
            }
        }
    }

    private static boolean isClosed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean file = cause instanceof MVStoreException broken && FILE_ERRORS.contains(broken.getErrorCode());
            if (file || (cause instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DATABASE_IS_CLOSED)) {
                return true;
            }
        }
        return false;
    }

    /** Forces to disk what was committed. H2 writes at commit, but leaves it to the system when this reaches the disk. */
    void force() {
        if (forces) {
            read(handle -> {
                version.force(handle.getConnection());
                return true;
            });
            forced.incrementAndGet();
        }
    }

    /** How often commits were forced to disk so far. */
    long forced() {
        return forced.get();
    }

    /**
     * Has what little is left in sparse parts of a file written anew with the next commit, so that their room is used again.
     * H2 does that by itself only where a commit does not wait until it is written; without it each commit would leave some
     * 10 KB behind for as long as the file is open.
     *
     * @return whether anything is moved
     */
    boolean tidy() {
        return !shared && read(handle -> H2File.moveSparse(handle.getConnection()));
    }

    @Override
    public void close() {
        version.release();
        pool.close();
    }

    private static HikariDataSource connect(Consumer<HikariConfig> configure) {
        var hikari = new HikariConfig();
        configure.accept(hikari);
        hikari.setPoolName("hotdesk-store");
        hikari.setMaximumPoolSize(CONNECTIONS);
        hikari.setMinimumIdle(IDLE);
        hikari.setInitializationFailTimeout(1);
        return new HikariDataSource(hikari);
    }

    /** What both databases read alike stands in one folder, views and functions of each in one of its own. */
    private static Flyway flyway(HikariDataSource pool, StoreConfig config) {
        String vendor = config.jdbcUrl().startsWith(POSTGRESQL) ? "postgresql" : "h2";
        return Flyway.configure(Database.class.getClassLoader())
                .loggers(FlywayLog.class.getName())
                .dataSource(pool)
                .locations(FOLDER + "migration", FOLDER + vendor)
                .placeholders(Map.of(
                        "realm",
                        config.realm(),
                        "clear_mailbox_passwords",
                        String.valueOf(config.clear().mailboxPasswords()),
                        "clear_ha1",
                        String.valueOf(config.clear().ha1())))
                // A schema newer than this program is refused too, not only one that was tampered with.
                .ignoreMigrationPatterns(new String[0])
                .load();
    }

    private static boolean isOfDisk(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
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
        if (cause instanceof FileSystemException file) {
            return FileFault.words(file); // whose own message is but a path
        }
        String message = Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
        return message.lines().findFirst().orElse(message);
    }
}
