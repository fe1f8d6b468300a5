package org.hotdesk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Open sessions, of which a device has one at most, and the ledger of those that ended. */
final class SessionTable {
    private static final String HISTORY =
            """
            select * from ended_session
            where (cast(:device as varchar(15)) is null or device_number = :device)
              and (cast(:user as varchar(15)) is null or user_number = :user)
              and ended >= :since
            order by id desc fetch first :most rows only""";

    private SessionTable() {}

    static List<Session> open(Handle handle) {
        return handle.createQuery("select * from open_session")
                .setFetchSize(1000)
                .map(SessionTable::readOpen)
                .list();
    }

    static Optional<Session> openAt(Handle handle, String device) {
        return handle.createQuery("select * from open_session where device_number = :device")
                .bind("device", device)
                .map(SessionTable::readOpen)
                .findOne();
    }

    static List<EndedSession> ended(Handle handle, LedgerQuery asked) {
        var query = handle.createQuery(HISTORY).bind("most", asked.most());
        Columns.bind(query, "since", asked.since().orElse(Instant.EPOCH));
        Columns.bind(query, "device", asked.device());
        return Columns.bind(query, "user", asked.user())
                .map(SessionTable::readEnded)
                .list();
    }

    /** Whether a session of the two is in the ledger. */
    static boolean sat(Handle handle, DeviceNumber device, UserNumber user) {
        return handle.createQuery(
                        """
                        select id from ended_session where device_number = :device and user_number = :user
                        fetch first 1 rows only""")
                .bind("device", device.digits())
                .bind("user", user.digits())
                .mapTo(Long.class)
                .findFirst()
                .isPresent();
    }

    static void begin(Handle handle, List<Session> sessions) {
        String sql =
                """
                insert into open_session (device_number, id, user_number, began, began_how)
                values (:device, :id, :user, :began, :how)""";
        Batches.run(handle, sql, sessions, (batch, session) -> {
            batch.bind("device", session.device().digits())
                    .bind("id", session.id())
                    .bind("user", session.user().digits())
                    .bind("how", literal(session.how()));
            Columns.bind(batch, "began", session.began());
        });
    }

    static void end(Handle handle, List<EndedSession> sessions) {
        Batches.run(
                handle,
                "delete from open_session where device_number = :device and id = :id",
                sessions,
                (batch, over) -> batch.bind("device", over.session().device().digits())
                        .bind("id", over.session().id()));
        String sql =
                """
                insert into ended_session (id, device_number, user_number, began, began_how, ended, ended_how, ended_why)
                values (:id, :device, :user, :began, :how, :ended, :endedHow, :why)""";
        Batches.run(handle, sql, sessions, (batch, over) -> {
            batch.bind("id", over.session().id())
                    .bind("device", over.session().device().digits())
                    .bind("user", over.session().user().digits())
                    .bind("how", literal(over.session().how()))
                    .bind("endedHow", literal(over.how()))
                    .bind("why", literal(over.why()));
            Columns.bind(batch, "began", over.session().began());
            Columns.bind(batch, "ended", over.ended());
        });
    }

    private static Session readOpen(ResultSet row, StatementContext context) throws SQLException {
        return new Session(
                row.getLong("id"),
                Columns.require(row, "device_number", DeviceNumber::parse),
                Columns.require(row, "user_number", UserNumber::parse),
                Columns.time(row, "began"),
                Columns.require(row, "began_how", text -> parse(How.class, text)));
    }

    private static EndedSession readEnded(ResultSet row, StatementContext context) throws SQLException {
        return new EndedSession(
                readOpen(row, context),
                Columns.time(row, "ended"),
                Columns.require(row, "ended_how", text -> parse(How.class, text)),
                Columns.require(row, "ended_why", text -> parse(EndedSession.Why.class, text)));
    }

    private static String literal(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> Optional<E> parse(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (literal(constant).equals(text)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
