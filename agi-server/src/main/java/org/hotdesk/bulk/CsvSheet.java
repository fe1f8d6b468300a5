package org.hotdesk.bulk;

import java.io.CharArrayReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.hotdesk.config.Nearest;

/**
 * Reads CSV as RFC 4180 has it, by a header line that names the columns. Spreadsheets of many countries write semicolons
 * or tabs instead of commas: what stands between the names of the header is what separates. One owner thread.
 */
final class CsvSheet {
    private static final String SEPARATORS = ",;\t";

    private final Source source;
    private final Problems problems;
    private final List<String> header = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private List<Kind> kinds = List.of();
    private boolean unusable;

    private CsvSheet(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The rows that can be read; blank lines are none. */
    static List<Row> read(Source source, Problems problems) {
        var sheet = new CsvSheet(source, problems);
        source.text(problems).ifPresent(sheet::read);
        return sheet.rows;
    }

    private void read(CharBuffer text) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator(text))
                .setIgnoreEmptyLines(false)
                .get();
        var reader = new CharArrayReader(text.array(), text.arrayOffset(), text.length());
        int line = 1;
        try (CSVParser parser =
                CSVParser.builder().setReader(reader).setFormat(format).get()) {
            Iterator<CSVRecord> records = parser.iterator();
            while (records.hasNext()) {
                CSVRecord record = records.next();
                if (!isBlank(record)) {
                    take(record, line);
                }
                if (unusable) {
                    return;
                }
                line = (int) parser.getCurrentLineNumber() + 1;
            }
        } catch (UncheckedIOException | IOException broken) {
            problem(line, 0, "", malformed(broken));
            return;
        }
        if (header.isEmpty()) {
            problem(1, 0, "", "has no header line that names the columns, such as person,first_name,last_name");
        }
    }

    private static String malformed(Exception broken) {
        return String.valueOf(broken.getMessage()).contains("EOF")
                ? "a cell that begins here with a quote does not end"
                : "after a quoted cell there must be a separator or the line's end; a quote inside is written twice";
    }

    private void take(CSVRecord record, int line) {
        if (header.isEmpty()) {
            head(record, line);
        } else {
            row(record, line);
        }
    }

    private void head(CSVRecord record, int line) {
        Set<String> known = Kind.allColumns();
        if (record.stream().noneMatch(cell -> known.contains(name(cell)))) {
            // It may be data, secrets among them, so none of it is shown.
            unusable = true;
            problem(
                    line,
                    0,
                    "",
                    "the first line names no column that is known; it must be a header such as"
                            + " person,first_name,last_name");
            return;
        }
        Set<String> seen = new LinkedHashSet<>();
        List<String> names = new ArrayList<>();
        int wrong = problems.count();
        for (int i = 0; i < record.size(); i++) {
            String name = name(record.get(i));
            names.add(name);
            if (!name.isEmpty() && !known.contains(name)) {
                problem(line, i + 1, "", "there is no column \"" + shown(name) + "\"" + guess(name, known));
            } else if (!name.isEmpty() && !seen.add(name)) {
                problem(line, i + 1, name, "the column is there twice");
            }
        }
        unusable = problems.count() > wrong;
        if (!unusable) {
            kinds = kinds(seen);
            if (kinds.isEmpty()) {
                unusable = true;
                problem(
                        line,
                        0,
                        "",
                        "no column says what the lines are; one must be person with first_name or such,"
                                + " user, mailbox, device, alias or mac");
            } else {
                header.addAll(names);
            }
        }
    }

    private static String name(String cell) {
        return cell.strip().toLowerCase(Locale.ROOT);
    }

    private static String guess(String name, Set<String> known) {
        if (name.equals("context")) {
            return "; it is user_context or device_context";
        }
        return Nearest.to(name, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }

    /** What has its key and anything of its own in the header, or is what the file's name says. */
    private List<Kind> kinds(Set<String> columns) {
        return Arrays.stream(Kind.values())
                .filter(kind -> columns.contains(kind.key()))
                .filter(kind -> !kind.isReferredTo()
                        || kind.own().stream().anyMatch(columns::contains)
                        || source.name().equals(kind.word() + ".csv"))
                .toList();
    }

    private void row(CSVRecord record, int line) {
        Map<String, Row.Cell> cells = new HashMap<>();
        boolean whole = true;
        for (int i = 0; i < record.size(); i++) {
            String name = i < header.size() ? header.get(i) : "";
            String text = name.equals(SettingLines.COLUMN)
                    ? record.get(i)
                    : record.get(i).strip();
            if (!name.isEmpty()) {
                cells.put(name, new Row.Cell(text, line, i + 1));
            } else if (!text.isBlank()) {
                problem(line, i + 1, "", "the header has no name for this cell; is a comma in a text without quotes?");
                whole = false;
            }
        }
        if (record.size() < header.size()) {
            problem(line, 0, "", "the line has " + record.size() + " cells and the header " + header.size());
            whole = false;
        }
        if (whole) {
            rows.add(new Row(source.name(), line, kinds, Map.copyOf(cells)));
        }
    }

    private static boolean isBlank(CSVRecord record) {
        return record.stream().allMatch(String::isBlank);
    }

    /** Names of columns have none of them, so the first that comes is it. */
    private static char separator(CharBuffer text) {
        for (int i = 0; i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r'; i++) {
            if (SEPARATORS.indexOf(text.charAt(i)) >= 0) {
                return text.charAt(i);
            }
        }
        return ',';
    }

    /** A text from outside, short enough and safe for a line of a message. */
    static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 40 ? line.substring(0, 40) + "..." : line;
    }

    private void problem(int line, int column, String name, String message) {
        problems.add(new Problem(source.name(), line, column, name, message));
    }
}
