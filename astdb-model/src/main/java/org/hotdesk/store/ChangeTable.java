package org.hotdesk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.hotdesk.store.Change.Kind;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The change log and the one row that orders all writers. */
final class ChangeTable {
    /** Who sat where for a moment is of no use to an Asterisk that was away; its listeners were away with it. */
    private static final int NEWS_KEPT = 20_000;

    private ChangeTable() {}

    /** Locks the head row until the transaction ends: from here to the commit this writer is the only one. */
    static Head lockHead(Handle handle) {
        return handle.createQuery("select * from write_head where head = 1 for update")
                .map(ChangeTable::readHead)
                .one();
    }

    static Head head(Handle handle) {
        return handle.createQuery("select * from write_head where head = 1")
                .map(ChangeTable::readHead)
                .one();
    }

    static void moveHead(Handle handle, long lastChange, long lastSession) {
        handle.createUpdate(
                        "update write_head set last_change = :change, last_session = greatest(last_session, :session) where head = 1")
                .bind("change", lastChange)
                .bind("session", lastSession)
                .execute();
    }

    /** No session gets a number up to this one any more. */
    static void raiseSessions(Handle handle, long lastSession) {
        handle.createUpdate("update write_head set last_session = greatest(last_session, :session) where head = 1")
                .bind("session", lastSession)
                .execute();
    }

    static void insert(Handle handle, List<Change> changes, Instant now) {
        String sql =
                """
                insert into change_log (seq, kind, subject, other, written)
                values (:seq, :kind, :subject, :other, :now)""";
        Batches.run(handle, sql, changes, (batch, change) -> {
            batch.bind("seq", change.seq())
                    .bind("kind", change.kind().name())
                    .bind("subject", change.subject())
                    .bind("other", change.other());
            Columns.bind(batch, "now", now);
        });
    }

    static List<Change> between(Handle handle, long after, long to, int most) {
        String sql =
                """
                select * from change_log where seq > :after and seq <= :to
                order by seq fetch first :most rows only""";
        return handle.createQuery(sql)
                .bind("after", after)
                .bind("to", to)
                .bind("most", most)
                .map(ChangeTable::readChange)
                .list();
    }

    /** Drops entries up to this number, which every mirror has passed. */
    static void dropTo(Handle handle, long seq) {
        handle.createUpdate("delete from change_log where seq <= :seq")
                .bind("seq", seq)
                .execute();
        handle.createUpdate("update write_head set log_begins = :begins where head = 1 and log_begins < :begins")
                .bind("begins", seq + 1)
                .execute();
    }

    /**
     * Drops entries whose entity was touched again later, and news of who came and went that are older than the last
     * {@value #NEWS_KEPT} changes. Gives how many entries are left. Sorts the log once and deletes by
     * number: in one statement, either database compares entries pairwise.
     */
    static long dropSuperseded(Handle handle, long last) {
        String sql =
                """
                select seq from (
                    select seq, row_number() over (partition by kind, subject, other order by seq desc) as age
                    from change_log) as aged
                where age > 1""";
        List<Long> superseded = handle.createQuery(sql).mapTo(Long.class).list();
        Batches.run(
                handle, "delete from change_log where seq = :seq", superseded, (batch, seq) -> batch.bind("seq", seq));
        handle.createUpdate("delete from change_log where kind in ('SESSION_BEGAN', 'SESSION_ENDED') and seq <= :old")
                .bind("old", last - NEWS_KEPT)
                .execute();
        return handle.createQuery("select count(*) from change_log")
                .mapTo(Long.class)
                .one();
    }

    private static Change readChange(ResultSet row, StatementContext context) throws SQLException {
        return new Change(
                row.getLong("seq"),
                Kind.valueOf(row.getString("kind")),
                row.getString("subject"),
                row.getString("other"));
    }

    private static Head readHead(ResultSet row, StatementContext context) throws SQLException {
        return new Head(row.getLong("last_change"), row.getLong("last_session"), row.getLong("log_begins"));
    }

    /** The newest change, the newest session, and from where on the change log is complete. */
    record Head(long lastChange, long lastSession, long logBegins) {}
}
