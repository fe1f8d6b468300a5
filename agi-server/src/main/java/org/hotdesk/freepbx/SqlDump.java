package org.hotdesk.freepbx;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hotdesk.freepbx.SqlTokens.Kind;
import org.hotdesk.freepbx.SqlTokens.Token;

/**
 * The rows of some tables in what mysqldump wrote. Reads {@code CREATE TABLE} for the columns and {@code INSERT}, with or
 * without a list of columns, of one row or many; every other statement and table is passed over. One owner thread.
 */
final class SqlDump {
    /** Most rows that are kept, over all tables. */
    static final int ROWS_MAX = 5_000_000;

    private static final Set<String> NO_COLUMN =
            Set.of("PRIMARY", "KEY", "UNIQUE", "INDEX", "CONSTRAINT", "FULLTEXT", "SPATIAL", "FOREIGN", "CHECK");

    private final SqlTokens tokens;
    private final Map<String, Set<String>> wanted;
    private final Map<String, List<String>> columns = new HashMap<>();
    private final Map<String, List<Map<String, String>>> rows = new LinkedHashMap<>();
    private int kept;
    private Token token;

    private SqlDump(Reader dump, Map<String, Set<String>> wanted) throws IOException {
        this.tokens = new SqlTokens(dump);
        this.wanted = wanted;
        this.token = tokens.next(true);
    }

    /**
     * The rows of the tables, a map from column to text each; NULL is absent.
     *
     * @param wanted table names and the columns without which a table of that name is another program's
     * @throws DumpException when the dump is not whole, or has more than {@value #ROWS_MAX} rows in these tables
     */
    static Map<String, List<Map<String, String>>> read(Reader dump, Map<String, Set<String>> wanted)
            throws IOException {
        var reading = new SqlDump(dump, wanted);
        while (reading.token.kind() != Kind.END) {
            reading.statement();
        }
        return reading.rows;
    }

    private void statement() throws IOException {
        if (token.isWord("CREATE")) {
            advance();
            if (token.isWord("TABLE")) {
                advance();
                table();
            }
        } else if (token.isWord("INSERT") || token.isWord("REPLACE")) {
            insert();
        }
        while (!token.is(";") && token.kind() != Kind.END) {
            token = tokens.next(false);
        }
        if (token.kind() != Kind.END) {
            advance();
        }
    }

    private void table() throws IOException {
        while (token.isWord("IF") || token.isWord("NOT") || token.isWord("EXISTS")) {
            advance();
        }
        String name = name();
        List<String> found = new ArrayList<>();
        if (token.is("(")) {
            int depth = 1;
            boolean begins = true;
            advance();
            while (depth > 0 && token.kind() != Kind.END) {
                if (begins && isColumn(token)) {
                    found.add(token.text().toLowerCase(Locale.ROOT));
                }
                begins = depth == 1 && token.is(",");
                depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
                advance();
            }
        }
        columns.put(name, found);
    }

    private static boolean isColumn(Token token) {
        return token.kind() == Kind.NAME
                || (token.kind() == Kind.WORD
                        && !NO_COLUMN.contains(token.text().toUpperCase(Locale.ROOT)));
    }

    private void insert() throws IOException {
        int begun = tokens.line();
        while (token.kind() == Kind.WORD && !token.isWord("INTO")) {
            advance();
        }
        advance();
        String name = name();
        if (!wanted.containsKey(name)) {
            return;
        }
        List<String> named = token.is("(") ? namedColumns() : columns.getOrDefault(name, List.of());
        if (named.isEmpty()) {
            throw new DumpException("line " + begun + ": table " + name + " has rows before its CREATE TABLE;"
                    + " dump it without --no-create-info, or with --complete-insert");
        }
        if (!named.containsAll(wanted.get(name))) {
            return;
        }
        advance(); // VALUES
        while (token.is("(")) {
            keep(name, named, tuple());
            if (token.is(",")) {
                advance();
            }
        }
        if (!token.is(";") && !token.isWord("ON") && !token.isWord("AS")) {
            throw new DumpException("line " + tokens.line() + ": the rows of table " + name
                    + " end in the middle; was the dump cut off?");
        }
    }

    private List<String> namedColumns() throws IOException {
        List<String> named = new ArrayList<>();
        for (advance(); !token.is(")") && token.kind() != Kind.END; advance()) {
            if (!token.is(",")) {
                named.add(token.text().toLowerCase(Locale.ROOT));
            }
        }
        advance();
        return named;
    }

    private List<Token> tuple() throws IOException {
        List<Token> values = new ArrayList<>();
        advance();
        while (!token.is(")")) {
            values.add(expression());
            if (token.is(",")) {
                advance();
            }
        }
        advance();
        return values;
    }

    /** A literal as one token; of {@code _binary 'x'} the text, of {@code -5} both together. */
    private Token expression() throws IOException {
        var text = new StringBuilder();
        Kind kind = Kind.WORD;
        int depth = 0;
        while (depth > 0 || !(token.is(",") || token.is(")"))) {
            if (token.kind() == Kind.END || token.is(";")) {
                throw new DumpException("line " + tokens.line() + ": a row ends in the middle; was the dump cut off?");
            }
            if (token.kind() == Kind.TEXT) {
                text.setLength(0);
                kind = Kind.TEXT;
            }
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            text.append(token.text());
            advance();
        }
        return new Token(kind, text.toString());
    }

    private void keep(String name, List<String> named, List<Token> values) {
        if (values.size() != named.size()) {
            throw new DumpException("line " + tokens.line() + ": table " + name + " has " + named.size()
                    + " columns and a row of " + values.size() + " values");
        }
        if (++kept > ROWS_MAX) {
            throw new DumpException("the dump has more than " + ROWS_MAX + " rows in the tables that are taken over");
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < named.size(); i++) {
            if (!values.get(i).isWord("NULL")) {
                row.put(named.get(i), values.get(i).text());
            }
        }
        rows.computeIfAbsent(name, table -> new ArrayList<>()).add(row);
    }

    /** A table's name, without the database's before it. */
    private String name() throws IOException {
        String name = token.text();
        advance();
        while (token.is(".")) {
            advance();
            name = token.text();
            advance();
        }
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private void advance() throws IOException {
        token = tokens.next(true);
    }
}
