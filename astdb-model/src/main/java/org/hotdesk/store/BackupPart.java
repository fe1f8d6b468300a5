package org.hotdesk.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables of a backup, in the order that foreign keys allow. A row is an object with a field for each column. */
enum BackupPart {
    PERSON("uid"),
    MAILBOX("context, box"),
    AMPUSER("user_number"),
    USER_PIN("user_number"),
    DEVICE("device_number"),
    ALIAS("alias_name"),
    SER_FLAG("device_number"),
    PHONE_MODEL("model"),
    PHONE("mac"),
    PHONE_LINE("mac, ordering"),
    PHONE_SETTING("mac, variable"),
    FLOOR_GROUP("group_name"),
    GROUP_USER("user_number"),
    GROUP_DEVICE("device_number"),
    POLICY("scope, subject, policy_key"),
    OPEN_SESSION("device_number"),
    ENDED_SESSION("id"),
    REFUSAL("id");

    /** Tables that tell of this database and not of its devices and users. */
    static final List<String> NOT_IN_IT =
            List.of("write_head", "change_log", "mirror_cursor", "mirror_lease", "pin_lock");

    private static final int PORTION = 1000;

    /** With commas between, as SQL wants them. */
    private final String key;

    BackupPart(String key) {
        this.key = key;
    }

    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The columns that name the row. */
    List<String> key(ObjectNode row) {
        return Stream.of(key.split(", ", -1))
                .map(column -> row.path(column).asText())
                .toList();
    }

    /** All rows, by their key. */
    void read(Handle handle, Consumer<ObjectNode> rows) {
        handle.createQuery("select * from " + table() + " order by " + key)
                .setFetchSize(PORTION)
                .map((row, context) -> row(row))
                .useIterator(found -> found.forEachRemaining(rows));
    }

    void clear(Handle handle) {
        handle.execute("delete from " + table());
    }

    void insert(Handle handle, Iterator<ObjectNode> rows) {
        Map<String, String> types = types(handle);
        String columns = String.join(", ", types.keySet());
        String values = types.keySet().stream().map(column -> ":" + column).collect(Collectors.joining(", "));
        String sql = "insert into " + table() + " (" + columns + ") values (" + values + ")";
        while (rows.hasNext()) {
            try (PreparedBatch batch = handle.prepareBatch(sql)) {
                for (int i = 0; i < PORTION && rows.hasNext(); i++) {
                    ObjectNode row = rows.next();
                    types.forEach((column, type) -> bind(batch, column, type, row));
                    batch.add();
                }
                batch.execute();
            }
        }
    }

    /** The columns and their types, in order. */
    Map<String, String> types(Handle handle) {
        String sql =
                """
                select lower(column_name) as column_name, lower(data_type) as data_type from information_schema.columns
                where lower(table_name) = :table and table_schema = current_schema order by ordinal_position""";
        return handle.createQuery(sql)
                .bind("table", table())
                .map((row, context) -> Map.entry(row.getString("column_name"), row.getString("data_type")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    private static void bind(PreparedBatch batch, String column, String type, ObjectNode row) {
        var value = row.path(column);
        if (type.startsWith("timestamp")) {
            batch.bind(column, OffsetDateTime.ofInstant(Instant.parse(value.asText()), ZoneOffset.UTC));
        } else if (type.equals("boolean")) {
            batch.bind(column, value.booleanValue());
        } else if (type.equals("bigint") || type.equals("integer")) {
            batch.bind(column, value.longValue());
        } else {
            batch.bind(column, value.isNull() ? null : value.asText());
        }
    }

    private static ObjectNode row(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnLabel(i).toLowerCase(Locale.ROOT);
            String type = columns.getColumnTypeName(i).toLowerCase(Locale.ROOT);
            if (type.startsWith("timestamp")) {
                made.put(
                        name, row.getObject(i, OffsetDateTime.class).toInstant().toString());
            } else if (type.startsWith("bool")) {
                made.put(name, row.getBoolean(i));
            } else if (type.startsWith("int") || type.startsWith("bigint")) {
                made.put(name, row.getLong(i));
            } else {
                made.put(name, row.getString(i));
            }
        }
        return made;
    }
}
