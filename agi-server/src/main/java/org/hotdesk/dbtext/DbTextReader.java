package org.hotdesk.dbtext;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotdesk.dbtext.DbTextTable.Column;
import org.hotdesk.dbtext.DbTextTable.ColumnType;
import org.hotdesk.dbtext.DbTextTable.Row;

/**
 * Reads one dbtext file, and what people made of such files by hand: each oddity is noted and read as it must have been
 * meant. The format is that of SER's module dbtext and Kamailio's db_text. One owner thread, for one file.
 */
final class DbTextReader {
    private static final Pattern COLUMN = Pattern.compile("\\s*(\\S+)");
    private static final Pattern DECLARED = Pattern.compile("([A-Za-z0-9_]+)\\(([a-z]+)((?:,[a-z]+)*)\\)");
    private static final String ESCAPES = "nrt0:\\";
    private static final String ESCAPED = "\n\r\t\0:\\";

    private final String file;
    private final List<Oddity> oddities = new ArrayList<>();

    private DbTextReader(String file) {
        this.file = file;
    }

    /** What was read, and what was odd about it. */
    record Reading(DbTextTable table, List<Oddity> oddities) {}

    private record Field(int column, String text) {}

    /** The fields of a row as they stand, with what was odd about them. */
    private record Split(List<Field> fields, List<Oddity> oddities) {}

    /** Throws {@link DbTextException} when the first line names no columns. */
    static Reading read(String file, String text) {
        var reader = new DbTextReader(file);
        String[] lines = text.split("\n", -1);
        List<Column> columns = reader.columns(reader.withoutReturn(lines[0], 1));
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            String line = reader.withoutReturn(lines[i], i + 1);
            if (!line.isBlank()) {
                rows.add(new Row(i + 1, reader.row(columns, line, i + 1)));
            } else if (i < lines.length - 1) {
                reader.odd(i + 1, 1, "an empty line, passed over");
            }
        }
        return new Reading(new DbTextTable(columns, rows), List.copyOf(reader.oddities));
    }

    private String withoutReturn(String line, int number) {
        if (!line.endsWith("\r")) {
            return line;
        }
        odd(number, line.length(), "the line ends with CR and LF; the CR is left out");
        return line.substring(0, line.length() - 1);
    }

    private List<Column> columns(String line) {
        List<Column> columns = new ArrayList<>();
        Matcher words = COLUMN.matcher(line);
        while (words.find()) {
            int at = words.start(1) + 1;
            Matcher declared = DECLARED.matcher(words.group(1));
            if (!declared.matches()) {
                throw new DbTextException(
                        new Oddity(file, 1, at, "no column such as username(str) or domain(str,null) is here"));
            }
            columns.add(new Column(declared.group(1), type(declared.group(2), at), isNullable(declared.group(3), at)));
        }
        if (columns.isEmpty()) {
            throw new DbTextException(new Oddity(file, 1, 1, "the first line must name the columns"));
        }
        return columns;
    }

    private ColumnType type(String word, int at) {
        return switch (word) {
            case "int" -> ColumnType.INT;
            case "double" -> ColumnType.DOUBLE;
            case "str", "string" -> ColumnType.STR;
            default -> {
                odd(1, at, "the type " + word + " is read as str");
                yield ColumnType.STR;
            }
        };
    }

    private boolean isNullable(String options, int at) {
        for (String option :
                options.isEmpty() ? new String[0] : options.substring(1).split(",", -1)) {
            if (!option.equals("null") && !option.equals("auto")) {
                odd(1, at, "the word " + option + " is passed over");
            }
        }
        return options.contains(",null");
    }

    private List<Optional<String>> row(List<Column> columns, String line, int number) {
        Split split = split(line, number, false);
        if (split.fields().size() > columns.size()) {
            // Who doubles the backslash before a colon ends the field there, and has a field too many.
            Split meant = split(line, number, true);
            if (meant.fields().size() < split.fields().size() && meant.fields().size() >= columns.size()) {
                split = meant;
            }
        }
        oddities.addAll(split.oddities());
        List<Field> fields = split.fields();
        count(columns.size(), fields, line, number);
        List<Optional<String>> row = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Field field = i < fields.size() ? fields.get(i) : new Field(line.length() + 1, "");
            row.add(value(columns.get(i), field, number));
        }
        return row;
    }

    private void count(int wanted, List<Field> fields, String line, int number) {
        String has = fields.size() + " fields where the header has " + wanted + "; ";
        if (fields.size() < wanted) {
            odd(number, line.length() + 1, has + "the others are taken as empty");
        } else if (fields.size() > wanted) {
            boolean empty =
                    fields.stream().skip(wanted).allMatch(field -> field.text().isEmpty());
            odd(
                    number,
                    fields.get(wanted).column(),
                    has + (empty ? "what is behind is empty and left out" : "what is behind is left out"));
        }
    }

    private Optional<String> value(Column column, Field field, int number) {
        String text = field.text();
        if (column.type() == ColumnType.STR) {
            return text.isEmpty() && column.nullable() ? Optional.empty() : Optional.of(text);
        }
        String shape = column.type() == ColumnType.INT ? "-?[0-9]+" : "-?[0-9]+([.][0-9]*)?";
        if (text.matches(shape)) {
            return Optional.of(text);
        }
        if (!text.isEmpty() || !column.nullable()) {
            String type = column.type().name().toLowerCase(Locale.ROOT);
            odd(number, field.column(), column.name() + " is no " + type + "; taken as empty");
        }
        return Optional.empty();
    }

    private Split split(String line, int number, boolean doubled) {
        List<Field> fields = new ArrayList<>();
        List<Oddity> odd = new ArrayList<>();
        var text = new StringBuilder();
        int begin = 1;
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == ':') {
                fields.add(new Field(begin, text.toString()));
                text.setLength(0);
                begin = at + 2;
                at++;
            } else if (c != '\\') {
                text.append(c);
                at++;
            } else if (doubled && line.startsWith("\\\\:", at)) {
                odd.add(new Oddity(file, number, at + 1, "a doubled backslash before ':'; taken as one"));
                text.append(':');
                at += 3;
            } else {
                at += escape(line, number, at, text, odd);
            }
        }
        fields.add(new Field(begin, text.toString()));
        return new Split(fields, odd);
    }

    /** Appends what the escape means; how many characters it has. */
    private int escape(String line, int number, int at, StringBuilder text, List<Oddity> odd) {
        if (at + 1 == line.length()) {
            odd.add(new Oddity(file, number, at + 1, "a backslash at the end of the line, left out"));
            return 1;
        }
        char sign = line.charAt(at + 1);
        int known = ESCAPES.indexOf(sign);
        if (known < 0) {
            odd.add(new Oddity(file, number, at + 1, "a backslash that escapes nothing, left out"));
        }
        text.append(known < 0 ? sign : ESCAPED.charAt(known));
        return 2;
    }

    private void odd(int line, int column, String what) {
        oddities.add(new Oddity(file, line, column, what));
    }
}
