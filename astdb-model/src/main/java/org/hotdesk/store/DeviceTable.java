package org.hotdesk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceKind;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DialString;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Technology;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** Devices in their table; the columns of secrets are {@link Secrets}'. */
final class DeviceTable {
    private static final String INSERT =
            """
            insert into device (device_number, technology, dial, kind, default_user, emergency_cid, emergency_location,
                call_context, description, signalling, behind_edge, time_created, time_modified)
            values (:number, :technology, :dial, :kind, :defaultUser, :emergencyCid, :emergencyLocation,
                :context, :description, :signalling, :behindEdge, :now, :now)""";
    private static final String UPDATE =
            """
            update device set technology = :technology, dial = :dial, kind = :kind, default_user = :defaultUser,
                emergency_cid = :emergencyCid, emergency_location = :emergencyLocation, call_context = :context,
                description = :description, signalling = :signalling, behind_edge = :behindEdge, time_modified = :now
            where device_number = :number""";

    private DeviceTable() {}

    static List<Device> all(Handle handle) {
        return handle.createQuery("select * from device")
                .setFetchSize(1000)
                .map(DeviceTable::read)
                .list();
    }

    static Optional<Device> one(Handle handle, String number) {
        return handle.createQuery("select * from device where device_number = :number")
                .bind("number", number)
                .map(DeviceTable::read)
                .findOne();
    }

    static void insert(Handle handle, List<Device> devices, Instant now) {
        write(handle, INSERT, devices, now);
    }

    static void update(Handle handle, List<Device> devices, Instant now) {
        write(handle, UPDATE, devices, now);
    }

    static void delete(Handle handle, List<DeviceNumber> numbers) {
        numbers.forEach(number -> handle.createUpdate("delete from device where device_number = :number")
                .bind("number", number.digits())
                .execute());
    }

    private static void write(Handle handle, String sql, List<Device> devices, Instant now) {
        Batches.run(handle, sql, devices, (batch, device) -> bind(batch, device, now));
    }

    private static void bind(PreparedBatch batch, Device device, Instant now) {
        batch.bind("number", device.number().digits())
                .bind("technology", device.technology().literal())
                .bind("dial", device.dial().text())
                .bind("kind", device.kind().literal())
                .bind("context", device.context().text())
                .bind("description", device.description().text())
                .bind("behindEdge", device.behindEdge());
        Columns.bind(batch, "defaultUser", device.defaultUser());
        Columns.bind(batch, "emergencyCid", device.emergencyCallerId());
        Columns.bind(batch, "emergencyLocation", device.emergencyLocation());
        Columns.bind(batch, "signalling", device.signalling());
        Columns.bind(batch, "now", now);
    }

    private static Device read(ResultSet row, StatementContext context) throws SQLException {
        return new Device(
                Columns.require(row, "device_number", DeviceNumber::parse),
                Columns.require(row, "technology", Technology::parse),
                Columns.require(row, "dial", DialString::parse),
                Columns.require(row, "kind", DeviceKind::parse),
                Columns.read(row, "default_user", UserNumber::parse),
                Columns.read(row, "emergency_cid", CallerId::parse),
                Columns.read(row, "emergency_location", DisplayName::parse),
                Columns.require(row, "call_context", Token::parse),
                Columns.require(row, "description", DisplayName::parse),
                Columns.read(row, "signalling", Token::parse),
                row.getBoolean("behind_edge"));
    }
}
