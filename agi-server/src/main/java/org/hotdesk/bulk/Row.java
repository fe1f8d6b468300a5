package org.hotdesk.bulk;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a sheet, or one object of a JSON file.
 *
 * @param line where it begins, from 1
 * @param kinds what it may define
 * @param cells by the name of their column; a column that the file does not have is absent
 */
record Row(String file, int line, List<Kind> kinds, Map<String, Cell> cells) {
    /**
     * A text, and where it stands.
     *
     * @param text without blanks around it; empty to clear
     * @param column of CSV the number of the cell, of JSON that of the character, from 1
     */
    record Cell(String text, int line, int column) {}

    Optional<Cell> cell(String column) {
        return Optional.ofNullable(cells.get(column));
    }

    boolean isFilled(String column) {
        return cell(column).filter(cell -> !cell.text().isEmpty()).isPresent();
    }

    /** A problem with this column, or with the whole line where it has no such. */
    Problem problem(String column, String message) {
        return cell(column)
                .map(cell -> new Problem(file, cell.line(), cell.column(), column, message))
                .orElseGet(() -> new Problem(file, line, 0, "", message));
    }

    /** Never with the secrets. */
    @Override
    public String toString() {
        return file + " line " + line;
    }
}
