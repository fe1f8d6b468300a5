package org.hotdesk.store;

import java.time.Duration;
import java.util.Optional;
import org.hotdesk.store.Leases.Holder;
import org.jdbi.v3.core.Handle;

/** The leases in their table; all times are the database's. */
final class LeaseTable {
    private static final String MAKE =
            """
            insert into mirror_lease (server, companion, instance, term, expires)
            select :server, '', '', 0, current_timestamp
            where not exists (select 1 from mirror_lease where server = :server)""";

    /** One statement, so that of two who try at once one finds the other's row. */
    private static final String TAKE =
            """
            update mirror_lease set
                term = case when instance = :instance and expires > current_timestamp then term else term + 1 end,
                companion = :companion, instance = :instance,
                expires = current_timestamp + :millis * interval '0.001' second
            where server = :server and (companion = :companion or expires <= current_timestamp)""";

    private static final String OURS = "server = :server and instance = :instance and term = :term";

    private LeaseTable() {}

    static boolean isKnown(Handle handle, String server) {
        return handle.createQuery("select count(*) from mirror_lease where server = :server")
                        .bind("server", server)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Adds the server's row, which nobody holds; to be called by one at a time. */
    static void make(Handle handle, String server) {
        handle.createUpdate(MAKE).bind("server", server).execute();
    }

    /** The term; empty while it is another's. */
    static Optional<Long> take(Handle handle, String server, String companion, String instance, Duration time) {
        int taken = handle.createUpdate(TAKE)
                .bind("server", server)
                .bind("companion", companion)
                .bind("instance", instance)
                .bind("millis", time.toMillis())
                .execute();
        return taken == 0
                ? Optional.empty()
                : handle.createQuery("select term from mirror_lease where server = :server and instance = :instance")
                        .bind("server", server)
                        .bind("instance", instance)
                        .mapTo(Long.class)
                        .findOne();
    }

    static boolean holds(Handle handle, Lease lease, String instance) {
        return handle.createQuery(
                                "select count(*) from mirror_lease where " + OURS + " and expires > current_timestamp")
                        .bind("server", lease.server())
                        .bind("instance", instance)
                        .bind("term", lease.term())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    static int release(Handle handle, Lease lease, String instance) {
        return handle.createUpdate("update mirror_lease set expires = current_timestamp where " + OURS)
                .bind("server", lease.server())
                .bind("instance", instance)
                .bind("term", lease.term())
                .execute();
    }

    static Optional<Holder> holder(Handle handle, String server) {
        String sql =
                """
                select companion, term, extract(epoch from expires - current_timestamp) as seconds_left
                from mirror_lease where server = :server and expires > current_timestamp""";
        return handle.createQuery(sql)
                .bind("server", server)
                .map((row, context) ->
                        new Holder(row.getString("companion"), row.getLong("term"), Duration.ofMillis((long)
                                (row.getDouble("seconds_left") * 1000))))
                .findOne();
    }
}
