package org.hotdesk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Mailbox;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.MailboxOptions;
import org.hotdesk.model.Token;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Mailboxes in their table; the column of the password is {@link Secrets}'. */
final class MailboxTable {
    private MailboxTable() {}

    static List<Mailbox> all(Handle handle) {
        return handle.createQuery("select * from mailbox order by context, box")
                .map(MailboxTable::read)
                .list();
    }

    static Optional<Mailbox> one(Handle handle, MailboxAddress address) {
        return handle.createQuery("select * from mailbox where context = :context and box = :box")
                .bind("context", address.context().text())
                .bind("box", address.box())
                .map(MailboxTable::read)
                .findOne();
    }

    static Optional<Instant> changed(Handle handle, MailboxAddress address) {
        return handle.createQuery("select time_modified from mailbox where context = :context and box = :box")
                .bind("context", address.context().text())
                .bind("box", address.box())
                .map((row, context) -> Columns.time(row, "time_modified"))
                .findOne();
    }

    static List<MailboxAddress> of(Handle handle, Token person) {
        return handle.createQuery("select * from mailbox where person_uid = :person")
                .bind("person", person.text())
                .map(MailboxTable::read)
                .map(Mailbox::address)
                .list();
    }

    static void insert(Handle handle, List<Mailbox> mailboxes, Instant now) {
        write(
                handle,
                """
                insert into mailbox (context, box, full_name, person_uid, options, time_created, time_modified)
                values (:context, :box, :fullName, :person, :options, :now, :now)""",
                mailboxes,
                now);
    }

    static void update(Handle handle, List<Mailbox> mailboxes, Instant now) {
        write(
                handle,
                """
                update mailbox set full_name = :fullName, person_uid = :person, options = :options, time_modified = :now
                where context = :context and box = :box""",
                mailboxes,
                now);
    }

    static void delete(Handle handle, MailboxAddress address) {
        handle.createUpdate("delete from mailbox where context = :context and box = :box")
                .bind("context", address.context().text())
                .bind("box", address.box())
                .execute();
    }

    private static void write(Handle handle, String sql, List<Mailbox> mailboxes, Instant now) {
        Batches.run(handle, sql, mailboxes, (batch, mailbox) -> {
            batch.bind("context", mailbox.address().context().text())
                    .bind("box", mailbox.address().box())
                    .bind("fullName", mailbox.fullName().text())
                    .bind("options", mailbox.options().text());
            Columns.bind(batch, "person", mailbox.person());
            Columns.bind(batch, "now", now);
        });
    }

    private static Mailbox read(ResultSet row, StatementContext context) throws SQLException {
        return new Mailbox(
                new MailboxAddress(row.getString("box"), Columns.require(row, "context", Token::parse)),
                Columns.require(row, "full_name", DisplayName::parse),
                Columns.read(row, "person_uid", Token::parse),
                Columns.require(row, "options", MailboxOptions::parse));
    }
}
