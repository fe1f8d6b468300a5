package org.hotdesk.dbtext;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A table as dbtext has it in one file: a line that names the columns, then a line for each row. */
record DbTextTable(List<Column> columns, List<Row> rows) {
    DbTextTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** What may stand in a column. */
    enum ColumnType {
        INT,
        DOUBLE,
        STR
    }

    /** @param nullable whether an empty field is none, instead of an empty text */
    record Column(String name, ColumnType type, boolean nullable) {
        private String header() {
            return name + "(" + type.name().toLowerCase(java.util.Locale.ROOT) + (nullable ? ",null" : "") + ")";
        }
    }

    /** @param fields one for each column */
    record Row(int line, List<Optional<String>> fields) {
        Row {
            fields = List.copyOf(fields);
        }
    }

    /** The field of that row in the column of that name; empty when there is none, or no such column. */
    Optional<String> field(Row row, String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return row.fields().get(i);
            }
        }
        return Optional.empty();
    }

    /** The file's text: what dbtext itself would write. */
    String text() {
        var out = new StringBuilder();
        out.append(columns.stream().map(Column::header).collect(Collectors.joining(" ")))
                .append('\n');
        for (Row row : rows) {
            out.append(row.fields().stream()
                            .map(field -> field.map(DbTextTable::escaped).orElse(""))
                            .collect(Collectors.joining(":")))
                    .append('\n');
        }
        return out.toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(":", "\\:")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\0", "\\0");
    }
}
