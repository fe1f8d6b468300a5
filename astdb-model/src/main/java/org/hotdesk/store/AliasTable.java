package org.hotdesk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Aliases in their table. */
final class AliasTable {
    private static final String INSERT =
            """
            insert into alias (alias_name, device_number, user_number, time_created, time_modified)
            values (:name, :device, :user, :now, :now)""";

    private AliasTable() {}

    static List<Alias> all(Handle handle) {
        return handle.createQuery("select * from alias")
                .setFetchSize(1000)
                .map(AliasTable::read)
                .list();
    }

    static Optional<Alias> one(Handle handle, AliasName name) {
        return handle.createQuery("select * from alias where alias_name = :name")
                .bind("name", name.text())
                .map(AliasTable::read)
                .findOne();
    }

    static void insert(Handle handle, List<Alias> aliases, Instant now) {
        Batches.run(handle, INSERT, aliases, (batch, alias) -> {
            batch.bind("name", alias.name().text());
            Columns.bind(batch, "device", alias.device());
            Columns.bind(batch, "user", alias.user());
            Columns.bind(batch, "now", now);
        });
    }

    static void delete(Handle handle, List<AliasName> names) {
        names.forEach(name -> handle.createUpdate("delete from alias where alias_name = :name")
                .bind("name", name.text())
                .execute());
    }

    private static Alias read(ResultSet row, StatementContext context) throws SQLException {
        AliasName name = Columns.require(row, "alias_name", AliasName::parse);
        Optional<DeviceNumber> device = Columns.read(row, "device_number", DeviceNumber::parse);
        if (device.isPresent()) {
            return Alias.of(name, device.get());
        }
        return Alias.of(name, Columns.require(row, "user_number", UserNumber::parse));
    }
}
