package org.hotdesk.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;
import org.jdbi.v3.core.Handle;

/** The ledger's refusals in their table. */
final class RefusalTable {
    /** A refusal that comes later than this after its like begins a new row. */
    private static final Duration CLOSELY = Duration.ofMinutes(1);

    /** A row spans no more than this. */
    private static final Duration SPAN_MAX = Duration.ofHours(1);

    private static final int PORTION = 1_000;

    private RefusalTable() {}

    /** Adds it to the row of its like, or makes one. */
    static void add(Handle handle, Refusal refusal) {
        Optional<Long> row = openRow(handle, refusal);
        if (row.isPresent()) {
            var update = handle.createUpdate(
                            "update refusal set last_seen = :last, times = times + :times where id = :id")
                    .bind("id", row.get())
                    .bind("times", refusal.times());
            Columns.bind(update, "last", refusal.last()).execute();
            return;
        }
        var insert = handle.createUpdate(
                        """
                        insert into refusal (id, began, last_seen, device_number, user_number, why, times)
                        select coalesce(max(id), 0) + 1, :began, :last, :device, :user, :why, :times from refusal""")
                .bind("why", refusal.why())
                .bind("times", refusal.times());
        Columns.bind(insert, "began", refusal.began());
        Columns.bind(insert, "last", refusal.last());
        Columns.bind(insert, "device", refusal.device());
        Columns.bind(insert, "user", refusal.user()).execute();
    }

    private static Optional<Long> openRow(Handle handle, Refusal refusal) {
        var query = handle.createQuery(
                        """
                        select id from refusal where why = :why and last_seen >= :closely and began >= :span
                        and device_number is not distinct from cast(:device as varchar(15))
                        and user_number is not distinct from cast(:user as varchar(15))
                        order by id desc fetch first 1 rows only""")
                .bind("why", refusal.why());
        Columns.bind(query, "closely", refusal.began().minus(CLOSELY));
        Columns.bind(query, "span", refusal.last().minus(SPAN_MAX));
        Columns.bind(query, "device", refusal.device());
        return Columns.bind(query, "user", refusal.user()).mapTo(Long.class).findFirst();
    }

    static List<Refusal> newest(Handle handle, LedgerQuery asked) {
        var query = handle.createQuery(
                        """
                        select * from refusal
                        where (cast(:device as varchar(15)) is null or device_number = :device)
                          and (cast(:user as varchar(15)) is null or user_number = :user)
                          and last_seen >= :since
                        order by id desc fetch first :most rows only""")
                .bind("most", asked.most());
        Columns.bind(query, "since", asked.since().orElse(Instant.EPOCH));
        Columns.bind(query, "device", asked.device());
        return Columns.bind(query, "user", asked.user())
                .map((row, context) -> new Refusal(
                        Columns.time(row, "began"),
                        Columns.time(row, "last_seen"),
                        Columns.read(row, "device_number", DeviceNumber::parse),
                        Columns.read(row, "user_number", UserNumber::parse),
                        row.getString("why"),
                        row.getLong("times")))
                .list();
    }

    /** Deletes some of those before; how many. */
    static int forget(Handle handle, Instant before) {
        return forget(handle, "refusal", "last_seen", before);
    }

    /** Deletes some of the sessions that ended before; how many. */
    static int forgetSessions(Handle handle, Instant before) {
        return forget(handle, "ended_session", "ended", before);
    }

    private static int forget(Handle handle, String table, String column, Instant before) {
        var update = handle.createUpdate("delete from " + table + " where id in (select id from " + table + " where "
                        + column + " < :before order by id fetch first :portion rows only)")
                .bind("portion", PORTION);
        return Columns.bind(update, "before", before).execute();
    }
}
