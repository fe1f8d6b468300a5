package org.hotdesk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.EmailAddress;
import org.hotdesk.model.Person;
import org.hotdesk.model.Token;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** People in their table. */
final class PersonTable {
    private PersonTable() {}

    static List<Person> all(Handle handle) {
        return handle.createQuery("select * from person order by uid")
                .map(PersonTable::read)
                .list();
    }

    static Optional<Person> one(Handle handle, Token uid) {
        return handle.createQuery("select * from person where uid = :uid")
                .bind("uid", uid.text())
                .map(PersonTable::read)
                .findOne();
    }

    static boolean exists(Handle handle, Token uid) {
        return handle.createQuery("select count(*) from person where uid = :uid")
                        .bind("uid", uid.text())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    static void put(Handle handle, Person person, Instant now) {
        if (exists(handle, person.uid())) {
            update(handle, List.of(person), now);
        } else {
            insert(handle, List.of(person), now);
        }
    }

    static void insert(Handle handle, List<Person> people, Instant now) {
        write(
                handle,
                """
                insert into person (uid, first_name, last_name, email, pager, time_created, time_modified)
                values (:uid, :first, :last, :email, :pager, :now, :now)""",
                people,
                now);
    }

    static void update(Handle handle, List<Person> people, Instant now) {
        write(
                handle,
                """
                update person set first_name = :first, last_name = :last, email = :email, pager = :pager,
                    time_modified = :now where uid = :uid""",
                people,
                now);
    }

    private static void write(Handle handle, String sql, List<Person> people, Instant now) {
        Batches.run(handle, sql, people, (batch, person) -> {
            batch.bind("uid", person.uid().text());
            Columns.bind(batch, "first", person.firstName());
            Columns.bind(batch, "last", person.lastName());
            Columns.bind(batch, "email", person.email());
            Columns.bind(batch, "pager", person.pager());
            Columns.bind(batch, "now", now);
        });
    }

    static void delete(Handle handle, Token uid) {
        handle.createUpdate("delete from person where uid = :uid")
                .bind("uid", uid.text())
                .execute();
    }

    private static Person read(ResultSet row, StatementContext context) throws SQLException {
        return new Person(
                Columns.require(row, "uid", Token::parse),
                Columns.read(row, "first_name", DisplayName::parse),
                Columns.read(row, "last_name", DisplayName::parse),
                Columns.read(row, "email", EmailAddress::parse),
                Columns.read(row, "pager", EmailAddress::parse));
    }
}
