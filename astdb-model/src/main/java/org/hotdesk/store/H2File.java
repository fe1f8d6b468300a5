package org.hotdesk.store;

import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.MVStore;
import org.h2.store.fs.FilePath;

/**
 * The file of an embedded database.
 *
 * @param path without its ending
 * @param options of the URL, each after a semicolon
 */
record H2File(String path, String options, FileLayer layer) {
    private static final Logger LOG = System.getLogger(H2File.class.getName());
    private static final String ENDING = ".mv.db";
    private static final long CONNECT_MILLIS = 10_000;
    /** Where less of what was written still counts, it is worth its while to move that. */
    private static final int FILLED_PERCENT = 50;
    /** So much at a time, since writers wait meanwhile. */
    private static final int MOVED_BYTES_MAX = 512 * 1024;

    /** From what a URL has after {@code jdbc:h2:file:}. */
    static H2File at(String place, FileLayer layer) {
        int options = place.indexOf(';');
        return options < 0
                ? new H2File(place, "", layer)
                : new H2File(place.substring(0, options), place.substring(options), layer);
    }

    void configure(HikariConfig hikari) {
        hikari.setJdbcUrl("jdbc:h2:" + layer.scheme() + path + options
                + ";TRACE_LEVEL_FILE=0;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;MAX_COMPACT_TIME=0;LOCK_TIMEOUT=30000");
        hikari.setUsername("hotdesk");
        hikari.setPassword("");
        hikari.setConnectionTimeout(CONNECT_MILLIS);
        hikari.setMaxLifetime(0); // when none is open, H2 closes the file
    }

    /** Moves the content of the sparsest parts of that open file to its end; false when there are none to speak of. */
    static boolean moveSparse(Connection connection) {
        return openAs(connection).compact(FILLED_PERCENT, MOVED_BYTES_MAX);
    }

    /** What stands behind the tables of a connection to such a file. */
    static MVStore openAs(Connection connection) {
        try {
            var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            return session.getDatabase().getStore().getMvStore();
        } catch (SQLException closed) {
            throw new StoreException("the database refused: " + closed.getMessage(), closed);
        }
    }

    boolean exists() {
        FilePath file = file();
        return file.exists() && file.size() > 0;
    }

    /** To do before H2 opens it, see {@link FileRecovery}. */
    void recover() {
        if (exists()) {
            FileRecovery.run(file().toString());
        }
    }

    /** A file beside this one with the same content, or without one; a leftover there is replaced. */
    H2File copied() {
        var copy = new H2File(path + ".making", options, layer);
        try {
            Files.createDirectories(Path.of(path).toAbsolutePath().getParent());
            copy.file().delete();
            if (exists()) {
                try (FileChannel from = file().open("r");
                        FileChannel to = copy.file().open("rw")) {
                    copy.ownerOnly();
                    copy(from, to);
                }
            }
            return copy;
        } catch (IOException | DbException denied) {
            copy.delete();
            throw new StoreException("cannot make " + copy.path + ENDING + ": " + denied.getMessage(), denied);
        }
    }

    /** Gives this file, which nobody has open, the other's place; it is on disk before and afterwards. */
    void moveTo(H2File other) {
        try {
            try (FileChannel channel = file().open("rw")) {
                channel.force(true);
            }
            file().moveTo(other.file(), true);
            try (FileChannel folder =
                    FileChannel.open(Path.of(path).toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException denied) {
            throw new StoreException("cannot make " + other.path + ENDING + ": " + denied.getMessage(), denied);
        }
    }

    /** Only tried: what is left is replaced the next time. */
    void delete() {
        try {
            file().delete();
        } catch (DbException denied) {
            LOG.log(Level.DEBUG, () -> "not deleted file=" + path + ENDING + " why=" + denied.getMessage());
        }
    }

    void ownerOnly() {
        Path file = Path.of(path + ENDING);
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException | UnsupportedOperationException denied) {
            throw new StoreException("cannot make " + file + " readable for its owner only", denied);
        }
    }

    private FilePath file() {
        return FilePath.get(layer.scheme() + path + ENDING);
    }

    private static void copy(FileChannel from, FileChannel to) throws IOException {
        ByteBuffer portion = ByteBuffer.allocate(1 << 20);
        while (from.read(portion) >= 0) {
            portion.flip();
            while (portion.hasRemaining()) {
                to.write(portion);
            }
            portion.clear();
        }
    }
}
