package org.hotdesk.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Looks at a database without changing it, whoever has it open. Thread-safe. */
public final class StoreProbe {
    private static final String H2_FILE = "jdbc:h2:file:";
    private static final int CONNECTIONS = 3; // Flyway takes two
    private static final long CONNECT_MILLIS = 4_000;

    private StoreProbe() {}

    /**
     * What was seen.
     *
     * @param fault one line on why it cannot be used; empty when it can
     * @param missing whether there is no such database yet
     * @param held whether another program, the daemon surely, has the file open, so that no more could be seen
     * @param version of the schema; empty where it could not be seen
     * @param pending versions that this program knows and the schema has not
     * @param clock of a database server
     */
    public record Look(
            Optional<String> fault,
            boolean missing,
            boolean held,
            String version,
            int pending,
            Optional<Instant> clock) {

        private static Look of(String fault, boolean missing, boolean held) {
            return new Look(held ? Optional.empty() : Optional.of(fault), missing, held, "", 0, Optional.empty());
        }
    }

    /** The file with the database; empty where it is not a file. */
    public static Optional<Path> file(StoreConfig config) {
        String url = config.jdbcUrl();
        if (!url.startsWith(H2_FILE)) {
            return Optional.empty();
        }
        String path = url.substring(H2_FILE.length());
        int options = path.indexOf(';');
        return Optional.of(Path.of((options < 0 ? path : path.substring(0, options)) + ".mv.db"));
    }

    /** Looks; takes some seconds at most where nothing answers. */
    public static Look look(StoreConfig config) {
        Optional<Path> file = file(config);
        if (file.filter(Files::notExists).isPresent()) {
            return Look.of("there is no database " + file.get(), true, false);
        }
        var hikari = new HikariConfig();
        if (file.isPresent()) {
            hikari.setJdbcUrl(config.jdbcUrl() + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r");
            hikari.setUsername("hotdesk");
            hikari.setPassword("");
        } else {
            PostgresLink.configure(hikari, config);
        }
        hikari.setPoolName("hotdesk-probe");
        hikari.setMaximumPoolSize(CONNECTIONS);
        hikari.setMinimumIdle(0);
        hikari.setConnectionTimeout(CONNECT_MILLIS);
        hikari.setInitializationFailTimeout(1);
        try (HikariDataSource pool = new HikariDataSource(hikari)) {
            return look(pool, file.isEmpty());
        } catch (FlywayException | JdbiException | StoreException broken) {
            return Look.of("the database cannot be read: " + root(broken), false, false);
        } catch (RuntimeException refused) {
            return Look.of("the database cannot be opened: " + root(refused), false, isHeld(refused));
        }
    }

    private static Look look(HikariDataSource pool, boolean server) {
        MigrationInfoService schema = Flyway.configure(StoreProbe.class.getClassLoader())
                .loggers(FlywayLog.class.getName())
                .dataSource(pool)
                .locations("classpath:org/hotdesk/store/migration")
                .load()
                .info();
        Optional<String> version = Optional.ofNullable(schema.current()).map(now -> String.valueOf(now.getVersion()));
        boolean newer = Arrays.stream(schema.all()).anyMatch(step -> step.getState() == MigrationState.FUTURE_SUCCESS);
        Optional<Instant> clock = server
                ? Optional.of(Jdbi.create(pool).withHandle(handle -> handle.createQuery("select current_timestamp")
                        .mapTo(OffsetDateTime.class)
                        .one()
                        .toInstant()))
                : Optional.empty();
        Optional<String> fault = newer
                ? Optional.of("its schema, version " + version.get() + ", is newer than this program")
                : Optional.empty();
        return new Look(fault, false, false, version.orElse("none"), schema.pending().length, clock);
    }

    private static boolean isHeld(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                return true;
            }
        }
        return false;
    }

    private static String root(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String said = Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
        return said.lines().findFirst().orElse("");
    }
}
