package org.hotdesk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.statement.SqlStatement;

/** Values to and from columns, the same way for H2 and PostgreSQL. */
final class Columns {
    private Columns() {}

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** A value that the store wrote itself, so that text which is none is a broken row. */
    static <T> Optional<T> read(ResultSet row, String column, Function<String, Optional<T>> parse) throws SQLException {
        String text = row.getString(column);
        return text == null ? Optional.empty() : Optional.of(parsed(text, column, parse));
    }

    static <T> T require(ResultSet row, String column, Function<String, Optional<T>> parse) throws SQLException {
        return parsed(row.getString(column), column, parse);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static <S extends SqlStatement<S>> S bind(S statement, String name, Optional<?> part) {
        return statement.bind(name, part.map(Object::toString).orElse(null));
    }

    static <S extends SqlStatement<S>> S bind(S statement, String name, Instant time) {
        return statement.bind(name, OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    private static <T> T parsed(String text, String column, Function<String, Optional<T>> parse) {
        return parse.apply(text)
                .orElseThrow(() -> new StoreException("the database holds a row whose " + column + " is not valid"));
    }
}
