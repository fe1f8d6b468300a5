package org.hotdesk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.Token;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** The columns that hold sealed secrets, in the tables of devices and mailboxes. */
final class SecretTable {
    private static final String SIP =
            """
            select sip_secret, ha1_md5, ha1_sha256, sip_realm from device
            where device_number = :device and sip_secret is not null""";
    private static final String ALL_SIP =
            """
            select device_number, sip_secret, ha1_md5, ha1_sha256, sip_realm from device
            where sip_secret is not null""";
    private static final String PUT_SIP =
            """
            update device set sip_secret = :secret, ha1_md5 = :md5, ha1_sha256 = :sha256, sip_realm = :realm,
                time_modified = :now
            where device_number = :device""";
    private static final String ANY =
            """
            select (select count(*) from device where sip_secret is not null)
                + (select count(*) from mailbox where password is not null)
                + (select count(*) from user_pin where mirrored is not null)
                + (select count(*) from phone where secret is not null)""";

    private SecretTable() {}

    static Optional<SipSecret> sip(Handle handle, DeviceNumber device) {
        return handle.createQuery(SIP)
                .bind("device", device.digits())
                .map(SecretTable::readSip)
                .findOne();
    }

    /** Of every device that has one. */
    static Map<DeviceNumber, SipSecret> allSip(Handle handle) {
        return handle.createQuery(ALL_SIP)
                .setFetchSize(1000)
                .<Map.Entry<DeviceNumber, SipSecret>>map((row, context) ->
                        Map.entry(Columns.require(row, "device_number", DeviceNumber::parse), readSip(row, context)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static SipSecret readSip(ResultSet row, StatementContext context) throws SQLException {
        return new SipSecret(
                row.getString("sip_secret"),
                row.getString("ha1_md5"),
                row.getString("ha1_sha256"),
                row.getString("sip_realm"));
    }

    static void putSip(Handle handle, DeviceNumber device, SipSecret sealed, Instant now) {
        Update update = handle.createUpdate(PUT_SIP)
                .bind("device", device.digits())
                .bind("secret", sealed.secret())
                .bind("md5", sealed.ha1Md5())
                .bind("sha256", sealed.ha1Sha256())
                .bind("realm", sealed.realm());
        Columns.bind(update, "now", now).execute();
    }

    /** Of every mailbox that has one. */
    static Map<MailboxAddress, String> allMailbox(Handle handle) {
        return handle.createQuery("select context, box, password from mailbox where password is not null")
                .setFetchSize(1000)
                .<Map.Entry<MailboxAddress, String>>map((row, context) -> Map.entry(
                        new MailboxAddress(row.getString("box"), Columns.require(row, "context", Token::parse)),
                        row.getString("password")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static Optional<String> mailbox(Handle handle, MailboxAddress mailbox) {
        String sql =
                """
                select password from mailbox where context = :context and box = :box and password is not null""";
        return handle.createQuery(sql)
                .bind("context", mailbox.context().text())
                .bind("box", mailbox.box())
                .mapTo(String.class)
                .findOne();
    }

    static void putMailbox(Handle handle, MailboxAddress mailbox, String sealed, Instant now) {
        String sql =
                """
                update mailbox set password = :password, time_modified = :now where context = :context and box = :box""";
        Update update = handle.createUpdate(sql)
                .bind("password", sealed)
                .bind("context", mailbox.context().text())
                .bind("box", mailbox.box());
        Columns.bind(update, "now", now).execute();
    }

    /** Whether anything is sealed, so that the key file is needed. */
    static boolean isUsed(Handle handle) {
        return handle.createQuery(ANY).mapTo(Long.class).one() > 0;
    }

    /** As held: sealed, or what the operator lets stand in clear. */
    record SipSecret(String secret, String ha1Md5, String ha1Sha256, String realm) {
        @Override
        public String toString() {
            return "SipSecret[hidden]";
        }
    }
}
