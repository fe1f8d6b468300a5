package org.hotdesk.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** How far each Asterisk server's mirror has come. */
final class CursorTable {
    private static final String ADVANCE =
            """
            merge into mirror_cursor as old
            using (values (cast(:server as varchar(80)), cast(:seq as bigint), cast(:now as timestamp(6) with time zone)))
                as fresh (server, seq, advanced)
            on old.server = fresh.server
            when matched and old.last_seq < fresh.seq then update set last_seq = fresh.seq, advanced = fresh.advanced
            when not matched then insert (server, last_seq, advanced)
                values (fresh.server, fresh.seq, fresh.advanced)""";

    private CursorTable() {}

    static Optional<Long> of(Handle handle, String server) {
        return handle.createQuery("select last_seq from mirror_cursor where server = :server")
                .bind("server", server)
                .mapTo(Long.class)
                .findOne();
    }

    static int advance(Handle handle, String server, long seq, Instant now) {
        Update update = handle.createUpdate(ADVANCE).bind("server", server).bind("seq", seq);
        return Columns.bind(update, "now", now).execute();
    }

    static int delete(Handle handle, String server) {
        return handle.createUpdate("delete from mirror_cursor where server = :server")
                .bind("server", server)
                .execute();
    }

    /** What every mirror has passed; empty when there is no mirror. */
    static Optional<Long> slowest(Handle handle) {
        return handle.createQuery("select last_seq from mirror_cursor order by last_seq fetch first 1 rows only")
                .mapTo(Long.class)
                .findOne();
    }
}
