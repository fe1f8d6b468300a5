package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hotdesk.store.StoreOnFile.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Mailbox;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/org/hotdesk/store/migration");

    @TempDir
    Path folder;

    @Test
    void freshDatabase_getsAllMigrationsOnce() throws Exception {
        StoreOnFile.open(folder).close();
        StoreOnFile.open(folder).close();

        assertThat(strings(
                        "select \"version\" from \"flyway_schema_history\" where \"version\" is not null order by 1"))
                .hasSize(migrations().size());
        assertThat(strings("select lower(table_name) from information_schema.tables where table_schema = 'PUBLIC'"))
                .contains("person", "mailbox", "device", "ampuser", "user_pin", "open_session", "ended_session")
                .contains("change_log", "mirror_cursor", "write_head");
    }

    @Test
    void databaseOfTheSixthVersion_keepsItsMailboxes() throws Exception {
        Flyway.configure()
                .dataSource("jdbc:h2:file:" + folder.resolve("hotdesk"), "hotdesk", "")
                .locations("classpath:org/hotdesk/store/migration")
                .target("6")
                .load()
                .migrate();
        strings(
                """
                insert into mailbox (context, box, full_name, time_created, time_modified)
                values ('default', '201', 'Ann', current_timestamp, current_timestamp); select 1""");

        try (Store store = StoreOnFile.open(folder)) {
            assertThat(store.directory().mailboxes())
                    .containsExactly(new Mailbox(
                            new MailboxAddress("201", new Token("default")), new DisplayName("Ann"), Optional.empty()));
            assertThat(store.phones().all()).isEmpty();
        }
    }

    @Test
    void migrationChangedAfterTheFact_isRefused() throws Exception {
        StoreOnFile.open(folder).close();
        strings("update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '1'; select 1");

        assertThatThrownBy(() -> StoreOnFile.open(folder).close())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("schema cannot be brought up to date");
    }

    @Test
    void databaseNewerThanTheProgram_isRefused() throws Exception {
        try (Store store = StoreOnFile.open(folder)) {
            store.directory().putDevice(device("2001"));
        }
        strings(
                """
                insert into "flyway_schema_history" select 99, '99', 'from the future', 'SQL', 'V99__x.sql', 1,
                    "installed_by", "installed_on", 1, true from "flyway_schema_history" where "version" = '1'; select 1""");

        assertThatThrownBy(() -> StoreOnFile.open(folder).close())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("99");
    }

    @Test
    void sql_isOneThatPostgresReadsToo() throws IOException {
        var columns = new TreeSet<String>();
        for (Path migration : migrations()) {
            String sql = Files.readString(migration).toLowerCase(Locale.ROOT);
            assertThat(sql)
                    .as(migration.toString())
                    .doesNotContain("auto_increment", "on conflict", "clob", "tinyint", "datetime", "ifnull", "`")
                    .doesNotContainPattern("timestamp\\(6\\)(?! with time zone)");
            sql.lines()
                    .map(String::strip)
                    .filter(line -> line.matches("[a-z_0-9]+ (varchar|integer|bigint|boolean|timestamp).*"))
                    .forEach(line -> columns.add(line.substring(0, line.indexOf(' '))));
        }
        assertThat(columns).hasSizeGreaterThan(40).doesNotContain("value", "user", "order", "key", "end", "default");
    }

    private static List<Path> migrations() {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Runs the statements and gives the first column of the last one's rows. */
    private List<String> strings(String sql) throws SQLException {
        String url = "jdbc:h2:file:" + folder.resolve("hotdesk");
        try (Connection connection = DriverManager.getConnection(url, "hotdesk", "");
                var statement = connection.createStatement()) {
            int last = sql.lastIndexOf(';');
            if (last > 0) {
                statement.execute(sql.substring(0, last));
            }
            var rows = statement.executeQuery(sql.substring(last + 1));
            Stream.Builder<String> strings = Stream.builder();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings.build().toList();
        }
    }
}
