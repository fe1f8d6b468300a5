package org.hotdesk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.jdbi.v3.core.statement.StatementContext;

/** The contacts that Kamailio keeps in our PostgreSQL, for reading. Thread-safe. */
public final class KamailioContacts {
    private static final String ALL =
            """
            select username, contact, received, path, socket, user_agent, instance, q, last_modified, expires
            from kamailio.location where username ~ '^[0-9]{1,15}$'""";

    private final Database database;

    KamailioContacts(Database database) {
        this.database = database;
    }

    /** Of every device; those that have expired too, as long as Kamailio has not removed them. */
    public List<KamailioContact> all() {
        return database.read(
                handle -> handle.createQuery(ALL).map(KamailioContacts::read).list());
    }

    /** Of one device; none when it has not registered there. */
    public List<KamailioContact> of(DeviceNumber device) {
        return database.read(handle -> handle.createQuery(ALL + " and username = :device")
                .bind("device", device.digits())
                .map(KamailioContacts::read)
                .list());
    }

    private static KamailioContact read(ResultSet row, StatementContext context) throws SQLException {
        return new KamailioContact(
                Columns.require(row, "username", DeviceNumber::parse),
                row.getString("contact"),
                Optional.ofNullable(row.getString("received")),
                Optional.ofNullable(row.getString("path")),
                Optional.ofNullable(row.getString("socket")),
                row.getString("user_agent"),
                Optional.ofNullable(row.getString("instance")),
                row.getDouble("q"),
                row.getObject("last_modified", LocalDateTime.class),
                row.getObject("expires", LocalDateTime.class));
    }
}
