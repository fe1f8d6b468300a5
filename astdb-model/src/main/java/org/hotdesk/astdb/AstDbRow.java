package org.hotdesk.astdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One row as Asterisk holds it, whoever wrote it: the key may bear characters that {@link AstDbKey} refuses.
 *
 * @param path such as {@code /AMPUSER/201/cidname}
 */
public record AstDbRow(String path, String text) {
    private static final int KEY_WIDTH = 50;

    /** Reads what {@code database show} prints; lines that are no rows, such as the count at the end, are left out. */
    public static List<AstDbRow> ofDatabaseShow(String printed) {
        List<AstDbRow> rows = new ArrayList<>();
        printed.lines().forEach(line -> ofLine(line).ifPresent(rows::add));
        return List.copyOf(rows);
    }

    // Asterisk main/db.c, handle_cli_database_show(): "%-50s: %-25s", so the colon never stands before column 50.
    private static Optional<AstDbRow> ofLine(String line) {
        int colon = line.indexOf(": ", KEY_WIDTH);
        if (colon < 0) {
            colon = line.endsWith(":") ? line.length() - 1 : line.indexOf(": ");
        }
        if (!line.startsWith("/") || colon < 0) {
            return Optional.empty();
        }
        String path = line.substring(0, colon).strip();
        return Optional.of(new AstDbRow(path, line.substring(colon + 1).strip()));
    }

    @Override
    public String toString() {
        return path;
    }
}
