package org.hotdesk.freepbx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotdesk.astdb.AstDbRow;

/**
 * What {@code asterisk -rx 'database show'} printed, once or several times one after another.
 *
 * @param strangers numbers of the lines that are no row, such as the second line of a text with a line break
 */
record ShowDump(List<AstDbRow> rows, List<Integer> strangers) {
    /** Most rows that are read. */
    static final int ROWS_MAX = 5_000_000;

    private static final int LINE_MAX = 65_536;
    private static final Pattern COUNT = Pattern.compile("\\s*([0-9]{1,9}) results found\\.\\s*");

    ShowDump {
        rows = List.copyOf(rows);
        strangers = List.copyOf(strangers);
    }

    /** @throws DumpException when it is not whole: the count at the end says another number of rows */
    static ShowDump read(Reader dump) throws IOException {
        List<AstDbRow> rows = new ArrayList<>();
        List<Integer> strangers = new ArrayList<>();
        var lines = new BufferedReader(dump);
        int number = 0;
        int counted = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            Matcher count = COUNT.matcher(line);
            List<AstDbRow> row = AstDbRow.ofDatabaseShow(line);
            if (line.length() > LINE_MAX || rows.size() >= ROWS_MAX) {
                throw new DumpException("line " + number + ": longer than " + LINE_MAX + " characters, or more than "
                        + ROWS_MAX + " rows");
            }
            if (count.matches()) {
                requireCount(number, Integer.parseInt(count.group(1)), rows.size() - counted);
                counted = rows.size();
            } else if (!row.isEmpty()) {
                rows.addAll(row);
            } else if (!line.isBlank()) {
                strangers.add(number);
            }
        }
        return new ShowDump(rows, strangers);
    }

    private static void requireCount(int line, int said, int found) {
        if (said != found) {
            throw new DumpException("line " + line + ": says " + said + " results, and " + found
                    + " rows stand before it; make the dump anew");
        }
    }
}
