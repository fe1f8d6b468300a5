package org.hotdesk.freepbx;

import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tables behind FreePBX's devices and users.
 *
 * @param users rows of table {@code users}
 * @param devices rows of table {@code devices}
 * @param options rows of the tables with one row for each option of a device, by table: {@code sip} (PJSIP's too), {@code iax},
 *     {@code dahdi}
 */
record MySqlTables(
        List<Map<String, String>> users,
        List<Map<String, String>> devices,
        Map<String, List<Map<String, String>>> options) {
    static final MySqlTables NONE = new MySqlTables(List.of(), List.of(), Map.of());

    private static final Set<String> OPTION_TABLES = Set.of("sip", "iax", "dahdi");
    private static final Set<String> OPTION_COLUMNS = Set.of("id", "keyword", "data");

    /** Reads a mysqldump; other tables, and tables of these names without FreePBX's columns, are passed over. */
    static MySqlTables read(Reader dump) throws IOException {
        Map<String, Set<String>> wanted = new LinkedHashMap<>();
        wanted.put("users", Set.of("extension", "name"));
        wanted.put("devices", Set.of("id", "tech", "dial"));
        OPTION_TABLES.forEach(table -> wanted.put(table, OPTION_COLUMNS));
        Map<String, List<Map<String, String>>> rows = SqlDump.read(dump, wanted);
        Map<String, List<Map<String, String>>> options = new LinkedHashMap<>();
        OPTION_TABLES.stream().sorted().filter(rows::containsKey).forEach(table -> options.put(table, rows.get(table)));
        return new MySqlTables(rows.getOrDefault("users", List.of()), rows.getOrDefault("devices", List.of()), options);
    }
}
