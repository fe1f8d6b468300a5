package org.hotdesk.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.UserNumber;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** The hashed PINs in their table. */
final class PinTable {
    private PinTable() {}

    static Optional<Pin> of(Handle handle, String user) {
        return handle.createQuery("select * from user_pin where user_number = :user")
                .bind("user", user)
                .map((row, context) ->
                        new Pin(row.getString("hashed"), row.getString("pepper_id"), Columns.text(row, "mirrored")))
                .findOne();
    }

    /** Since when it is this one. */
    static Optional<Instant> since(Handle handle, UserNumber user) {
        return handle.createQuery("select time_modified from user_pin where user_number = :user")
                .bind("user", user.digits())
                .map((row, context) -> Columns.time(row, "time_modified"))
                .findOne();
    }

    static void put(Handle handle, UserNumber user, Pin pin, Instant now) {
        String sql = of(handle, user.digits()).isPresent()
                ? """
                update user_pin set hashed = :hashed, pepper_id = :pepperId, mirrored = :mirrored, time_modified = :now
                where user_number = :user"""
                : """
                insert into user_pin (user_number, hashed, pepper_id, mirrored, time_modified)
                values (:user, :hashed, :pepperId, :mirrored, :now)""";
        Update update = handle.createUpdate(sql)
                .bind("user", user.digits())
                .bind("hashed", pin.hashed())
                .bind("pepperId", pin.pepperId());
        Columns.bind(update, "mirrored", pin.mirrored());
        Columns.bind(update, "now", now).execute();
    }

    static void delete(Handle handle, UserNumber user) {
        handle.createUpdate("delete from user_pin where user_number = :user")
                .bind("user", user.digits())
                .execute();
    }

    /** How many PINs another pepper made, so that they cannot be checked. */
    static long countOfOtherPeppers(Handle handle, String pepperId) {
        return handle.createQuery("select count(*) from user_pin where pepper_id <> :pepperId")
                .bind("pepperId", pepperId)
                .mapTo(Long.class)
                .one();
    }

    static boolean isEmpty(Handle handle) {
        return handle.createQuery("select count(*) from user_pin")
                        .mapTo(Long.class)
                        .one()
                == 0;
    }

    static List<UserNumber> mirrored(Handle handle) {
        return handle.createQuery("select user_number from user_pin where mirrored is not null")
                .mapTo(String.class)
                .map(UserNumber::new)
                .list();
    }

    static void forgetMirrored(Handle handle) {
        handle.execute("update user_pin set mirrored = null where mirrored is not null");
    }

    /** @param mirrored a sealed copy, in compatibility mode only */
    record Pin(String hashed, String pepperId, Optional<String> mirrored) {
        @Override
        public String toString() {
            return "Pin[hidden]";
        }
    }
}
