package org.hotdesk.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL of the tests' own, on 127.0.0.1, in a folder that goes with the program. Where there is none and none
 * can be had, tests are skipped with the reason; in CI they fail. Other modules' tests use it too. One owner thread.
 */
public final class PostgresServer {
    private static final String PASSWORD = "s3cret of the tests";
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private static @Nullable PostgresServer shared;

    private final List<String> environment;
    private final Path programs;
    private final Path folder;
    private final int port;
    private @Nullable Process process;

    private PostgresServer(PostgresPrograms programs, Path folder, int port) {
        this.environment = programs.environment();
        this.programs = programs.folder();
        this.folder = folder;
        this.port = port;
    }

    /** The one server of this run; made at the first call, which takes two seconds. */
    public static synchronized PostgresServer running() {
        if (shared == null) {
            try {
                shared = make();
            } catch (IOException unusable) {
                boolean ci = "true".equalsIgnoreCase(System.getProperty("hotdesk.ci"));
                if (ci) {
                    throw new IllegalStateException("no PostgreSQL, which CI must have: " + unusable.getMessage());
                }
                assumeTrue(false, "no PostgreSQL for this test: " + unusable.getMessage());
                throw new UncheckedIOException(unusable);
            }
        }
        return shared;
    }

    /** A store in the database of this name, which is made when there is none; pepper and keys lie in the folder. */
    public StoreConfig config(Path secrets, String database) {
        execute(
                        "postgres",
                        "select 'create database \"" + database + "\"' where not exists"
                                + " (select 1 from pg_database where datname = '" + database + "')")
                .ifPresent(create -> execute("postgres", create));
        return new StoreConfig(
                url(database),
                new StoreConfig.Login(Optional.of("hotdesk"), Optional.of(passwordFile(secrets))),
                secrets.resolve("pepper"),
                secrets.resolve("keys"),
                "hotdesk",
                false);
    }

    /** A database for each folder, so that a test that opens its store again finds it. */
    public StoreConfig config(Path secrets) {
        return config(secrets, name(secrets));
    }

    static String name(Path secrets) {
        return "t" + Integer.toHexString(secrets.hashCode());
    }

    /** All that the folder's database holds. */
    String dump(Path secrets) {
        return execute(name(secrets), "select database_to_xml(true, false, '')").orElseThrow();
    }

    /** Runs statements as the server's master; gives the first column of the first row, if there is one. */
    public Optional<String> execute(String database, String sql) {
        try (Connection connection = DriverManager.getConnection(url(database), "hotdesk", PASSWORD);
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return Optional.empty();
            }
            var rows = statement.getResultSet();
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** Starts it, also again after {@link #kill}; its port and its data stay. Nothing when it runs. */
    public void start() throws IOException {
        List<String> line = asOwner(programs.resolve("postgres").toString());
        line.addAll(List.of("-D", folder.resolve("data").toString(), "-p", "" + port, "-k", folder.toString()));
        line.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "jit=off", "-c", "timezone=GMT"));
        line.addAll(List.of("-c", "log_timezone=GMT", "-c", "max_connections=200", "-c", "fsync=off"));
        Instant end = Instant.now().plus(START_LIMIT);
        while (!answers()) {
            if (process == null || !process.isAlive()) {
                // Refuses until the processes of the one before are all gone.
                process = new ProcessBuilder(line)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
            }
            if (Instant.now().isAfter(end)) {
                throw new IOException("it does not start: " + Files.readString(folder.resolve("log")));
            }
            pause();
        }
    }

    /** Ends it as {@code kill -9} does; what was committed is there when it is started again. */
    public void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private static PostgresServer make() throws IOException {
        Path folder = Files.createTempDirectory(
                "hotdesk-postgresql",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        PostgresPrograms programs = PostgresPrograms.find(folder);
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var server = new PostgresServer(programs, folder, port);
        Runtime.getRuntime().addShutdownHook(new Thread(server::end));
        server.initialize();
        server.start();
        return server;
    }

    private void initialize() throws IOException {
        Path password = folder.resolve("password");
        Files.writeString(password, PASSWORD + "\n");
        PostgresPrograms.run(folder, List.of("chown", "-R", owner(), folder.toString()));
        List<String> line = asOwner(programs.resolve("initdb").toString());
        line.addAll(List.of("-D", folder.resolve("data").toString(), "-U", "hotdesk", "--no-sync"));
        line.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + password, "-E", "UTF8", "--locale=C"));
        PostgresPrograms.run(folder, line);
    }

    /** PostgreSQL refuses to run as root. */
    private List<String> asOwner(String program) {
        List<String> line = new ArrayList<>();
        if (PostgresPrograms.isRoot()) {
            line.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        line.add("env");
        line.addAll(environment);
        line.add(program);
        return line;
    }

    private static String owner() {
        return PostgresPrograms.isRoot() ? "65534:65534" : System.getProperty("user.name");
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static Path passwordFile(Path secrets) {
        Path file = secrets.resolve("password");
        if (!Files.exists(file)) {
            SecretFile.create(file, PASSWORD);
        }
        return file;
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(url("postgres"), "hotdesk", PASSWORD)) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private void end() {
        try {
            kill();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        delete(folder);
    }

    private static void delete(Path folder) {
        try {
            new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
        } catch (IOException denied) {
            System.getLogger(PostgresServer.class.getName()).log(System.Logger.Level.WARNING, denied::toString);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
