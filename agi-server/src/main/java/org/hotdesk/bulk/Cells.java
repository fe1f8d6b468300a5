package org.hotdesk.bulk;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hotdesk.bulk.Row.Cell;
import org.hotdesk.form.Fields;

/**
 * Reads a row's cells as what they mean. A column that the file does not have leaves things as they are, and so does an
 * empty cell where there must be something; elsewhere an empty cell clears. What is wrong is noted, and left as it is. One owner thread.
 */
final class Cells implements Fields {
    private static final List<String> YES = List.of("true", "yes", "1");
    private static final List<String> NO = List.of("false", "no", "0");

    private final Row row;
    private final Problems problems;

    Cells(Row row, Problems problems) {
        this.row = row;
        this.problems = problems;
    }

    Row row() {
        return row;
    }

    @Override
    public boolean isFilled(String column) {
        return row.isFilled(column);
    }

    @Override
    public <T> T text(String column, T current, Function<String, Optional<T>> parser, String range) {
        return filled(column)
                .flatMap(cell -> parsed(column, cell, parser, range))
                .orElse(current);
    }

    @Override
    public <T> Optional<T> optional(
            String column, Optional<T> current, Function<String, Optional<T>> parser, String range) {
        Optional<Cell> cell = row.cell(column);
        if (cell.isEmpty()) {
            return current;
        }
        if (cell.get().text().isEmpty()) {
            return Optional.empty();
        }
        Optional<T> read = parsed(column, cell.get(), parser, range);
        return read.isPresent() ? read : current;
    }

    @Override
    public int number(String column, int current, int most) {
        return text(
                column,
                current,
                text -> Optional.of(text)
                        .filter(digits -> digits.matches("[0-9]{1,9}"))
                        .map(Integer::valueOf)
                        .filter(number -> number <= most),
                "a number from 0 to " + most);
    }

    @Override
    public boolean flag(String column, boolean current) {
        return text(column, current, Cells::truth, "true or false");
    }

    private static Optional<Boolean> truth(String text) {
        if (YES.stream().anyMatch(text::equalsIgnoreCase)) {
            return Optional.of(true);
        }
        return NO.stream().anyMatch(text::equalsIgnoreCase) ? Optional.of(false) : Optional.empty();
    }

    /** A secret that is given; empty where it is to stay. */
    Optional<char[]> secret(String column, Function<String, Optional<String>> fault) {
        Optional<Cell> cell = filled(column);
        Optional<String> wrong = cell.flatMap(each -> fault.apply(each.text()));
        wrong.ifPresent(why -> problem(column, why));
        return wrong.isPresent()
                ? Optional.empty()
                : cell.map(each -> each.text().toCharArray());
    }

    @Override
    public void problem(String column, String message) {
        problems.add(row.problem(column, message));
    }

    private Optional<Cell> filled(String column) {
        return row.cell(column).filter(cell -> !cell.text().isEmpty());
    }

    private <T> Optional<T> parsed(String column, Cell cell, Function<String, Optional<T>> parser, String range) {
        Optional<T> read = parser.apply(cell.text());
        if (read.isEmpty()) {
            problem(column, "must be " + range + ", not \"" + CsvSheet.shown(cell.text()) + "\"");
        }
        return read;
    }
}
