package org.hotdesk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;
import org.hotdesk.pin.WrongPins;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Counters of wrong PINs in their table: of a device, of a user, or of both together. */
final class LockTable {
    private static final String WHERE = " where device_number = :device and user_number = :user";

    private LockTable() {}

    /** Whose counter it is; one of the two at least. */
    record Whose(Optional<DeviceNumber> device, Optional<UserNumber> user) {
        String deviceText() {
            return device.map(DeviceNumber::digits).orElse("");
        }

        String userText() {
            return user.map(UserNumber::digits).orElse("");
        }
    }

    static Optional<WrongPins> of(Handle handle, Whose key) {
        return handle.createQuery("select * from pin_lock" + WHERE)
                .bind("device", key.deviceText())
                .bind("user", key.userText())
                .map(LockTable::counter)
                .findOne();
    }

    static List<PinLocks.Counter> all(Handle handle) {
        return handle.createQuery("select * from pin_lock order by device_number, user_number")
                .map((row, context) -> new PinLocks.Counter(
                        Columns.text(row, "device_number")
                                .filter(text -> !text.isEmpty())
                                .map(DeviceNumber::new),
                        Columns.text(row, "user_number")
                                .filter(text -> !text.isEmpty())
                                .map(UserNumber::new),
                        counter(row, context)))
                .list();
    }

    static void put(Handle handle, Whose key, WrongPins counter) {
        String sql = of(handle, key).isPresent()
                ? "update pin_lock set wrong = :wrong, counted = :counted, locked_until = :until" + WHERE
                : """
                insert into pin_lock (device_number, user_number, wrong, counted, locked_until)
                values (:device, :user, :wrong, :counted, :until)""";
        var update = handle.createUpdate(sql)
                .bind("device", key.deviceText())
                .bind("user", key.userText())
                .bind("wrong", counter.wrong());
        Columns.bind(update, "counted", counter.counted());
        Columns.bind(update, "until", counter.lockedUntil()).execute();
    }

    static int delete(Handle handle, Whose key) {
        return handle.createUpdate("delete from pin_lock" + WHERE)
                .bind("device", key.deviceText())
                .bind("user", key.userText())
                .execute();
    }

    /** All that count against this device, or against this user, alone or together with others. */
    static int deleteAllOf(Handle handle, Whose key) {
        return handle.createUpdate(
                        """
                        delete from pin_lock where (:device <> '' and device_number = :device)
                        or (:user <> '' and user_number = :user)""")
                .bind("device", key.deviceText())
                .bind("user", key.userText())
                .execute();
    }

    private static WrongPins counter(ResultSet row, StatementContext context) throws SQLException {
        Instant counted = Columns.time(row, "counted");
        return new WrongPins(row.getInt("wrong"), counted, Columns.time(row, "locked_until"));
    }
}
