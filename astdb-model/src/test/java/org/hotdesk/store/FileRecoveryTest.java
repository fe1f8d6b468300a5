package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRecoveryTest {
    private static final int BLOCK = 4096;
    private static final Pattern BEGUN = Pattern.compile("chunk:[^\n]*,version:([0-9a-f]+)[,\n ]");
    private static final Pattern ENDED = Pattern.compile("chunk:[^\n]*,version:([0-9a-f]+),fletcher:[0-9a-f]+ *\n$");

    private static final Pattern WRITTEN = Pattern.compile(",version:([0-9a-f]+)");

    @TempDir
    Path folder;

    private static final Logger LOG = Logger.getLogger(FileRecovery.class.getName());

    private final List<String> told = new ArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            told.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private Path file;

    @AfterEach
    void endListening() {
        LOG.removeHandler(listener);
    }

    @BeforeEach
    void make() throws Exception {
        LOG.addHandler(listener);
        file = folder.resolve("some.mv.db");
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (id int primary key)");
            insert(statement, 0, 10);
        }
    }

    @Test
    void versionThatNeedsALostOne_isGone() throws Exception {
        byte[] left;
        long lost;
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            insert(statement, 10, 20);
            left = Files.readAllBytes(file);
            lost = newestNeeded(H2File.openAs(connection), versions(left, BEGUN).lastKey());
        }
        int at = versions(left, BEGUN).getOrDefault(lost, 0);
        Arrays.fill(left, at, at + BLOCK, (byte) 0);
        Files.write(file, left);

        FileRecovery.run(file.toString());

        byte[] recovered = Files.readAllBytes(file);
        assertThat(versions(recovered, BEGUN).lastKey()).isLessThan(lost);
        assertThat(versions(recovered, ENDED).lastKey()).isLessThan(lost);
        assertThat(count()).isBetween(10, 19);
    }

    @Test
    void newestVersion_isFound_whereverTheHeadLeads() throws Exception {
        byte[] head = Arrays.copyOf(Files.readAllBytes(file), 2 * BLOCK);
        byte[] left;
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            insert(statement, 10, 100);
            left = Files.readAllBytes(file);
        }
        System.arraycopy(head, 0, left, 0, head.length);
        Files.write(file, left);

        FileRecovery.run(file.toString());

        assertThat(count()).isEqualTo(100);
    }

    @Test
    void logTellsOfARecovery_andNotOfAFileThatWasClosed() throws Exception {
        FileRecovery.run(file.toString());
        assertThat(told).isEmpty();

        byte[] left;
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            insert(statement, 10, 20);
            left = Files.readAllBytes(file);
        }
        Files.write(file, left);
        FileRecovery.run(file.toString());
        assertThat(told)
                .singleElement(STRING)
                .contains(
                        "store was not closed",
                        "file=some.mv.db",
                        "version=" + versions(left, BEGUN).lastKey());
    }

    @Test
    void fileThatIsOpen_isLeftAlone() throws Exception {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            insert(statement, 10, 20);
            byte[] before = Files.readAllBytes(file);

            FileRecovery.run(file.toString());

            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        }
    }

    @Test
    void fileOfSomethingElse_isLeftAlone() throws IOException {
        Files.write(file, new byte[3 * BLOCK]);

        FileRecovery.run(file.toString());

        assertThat(Files.readAllBytes(file)).isEqualTo(new byte[3 * BLOCK]);
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:file:" + folder.resolve("some") + ";WRITE_DELAY=0;MAX_COMPACT_TIME=0", "hotdesk", "");
    }

    private static void insert(Statement statement, int from, int to) throws SQLException {
        for (int i = from; i < to; i++) {
            statement.execute("insert into kept values (" + i + ")");
        }
    }

    private int count() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** The newest version before one that still has a part in it. */
    private static long newestNeeded(MVStore store, long newest) {
        return store.getLayoutMap().values().stream()
                .filter(chunk -> chunk.startsWith("chunk:") && !chunk.contains("livePages:0,"))
                .map(WRITTEN::matcher)
                .filter(Matcher::find)
                .mapToLong(version -> Long.parseLong(version.group(1), 16))
                .filter(version -> version < newest)
                .max()
                .orElseThrow();
    }

    /** Where in the file they begin or end. */
    private static NavigableMap<Long, Integer> versions(byte[] content, Pattern line) {
        NavigableMap<Long, Integer> found = new TreeMap<>();
        for (int at = 2 * BLOCK; at + BLOCK <= content.length; at += BLOCK) {
            int from = line == BEGUN ? at : at + BLOCK - 128;
            Matcher version =
                    line.matcher(new String(content, from, line == BEGUN ? BLOCK : 128, StandardCharsets.ISO_8859_1));
            if (version.lookingAt()) {
                found.put(Long.parseLong(version.group(1), 16), at);
            }
        }
        return found;
    }
}
