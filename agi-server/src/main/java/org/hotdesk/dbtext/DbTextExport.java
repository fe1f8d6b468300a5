package org.hotdesk.dbtext;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.dbtext.DbTextTable.Column;
import org.hotdesk.dbtext.DbTextTable.ColumnType;
import org.hotdesk.dbtext.DbTextTable.Row;
import org.hotdesk.model.Alias;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.store.Store;

/** Accounts and aliases as files of SER's dbtext, in the columns of its version 0.9. Secrets stand in them in clear. */
public final class DbTextExport {
    /** A time that SER takes for never, as those who wrote such files by hand did. */
    private static final String NEVER = "2000000000";

    private static final List<Column> VERSION = List.of(
            new Column("table_name", ColumnType.STR, false), new Column("table_version", ColumnType.INT, false));

    private DbTextExport() {}

    /** The text of each file by its name; the same store gives the same bytes. Reads each device's secret. */
    public static Map<String, String> files(Store store) {
        Floor floor = store.floor();
        String realm = store.secrets().realm();
        List<Row> subscribers = new ArrayList<>();
        floor.devices().stream().sorted(Comparator.comparing(Device::number)).forEach(device -> store.secrets()
                .sipSecret(device.number())
                .ifPresent(secret -> subscribers.add(subscriber(device.number(), secret, realm))));
        List<Row> aliases = floor.aliases().stream()
                .sorted(Comparator.comparing(Alias::name))
                .map(alias -> alias(alias, realm))
                .toList();
        Map<String, String> files = new LinkedHashMap<>();
        files.put("version", new DbTextTable(VERSION, List.of()).text());
        files.put("subscriber", new DbTextTable(subscriber(), subscribers).text());
        files.put("aliases", new DbTextTable(contacts(true), aliases).text());
        files.put("location", new DbTextTable(contacts(false), List.of()).text());
        return files;
    }

    private static List<Column> subscriber() {
        return List.of("username", "password", "ha1", "domain", "ha1b", "rpid").stream()
                .map(name -> new Column(name, ColumnType.STR, false))
                .toList();
    }

    private static List<Column> contacts(boolean receivedMayBeNull) {
        return List.of(
                new Column("username", ColumnType.STR, false),
                new Column("domain", ColumnType.STR, true),
                new Column("contact", ColumnType.STR, true),
                new Column("expires", ColumnType.INT, true),
                new Column("q", ColumnType.DOUBLE, true),
                new Column("callid", ColumnType.STR, true),
                new Column("cseq", ColumnType.INT, true),
                new Column("last_modified", ColumnType.STR, false),
                new Column("replicate", ColumnType.INT, true),
                new Column("state", ColumnType.INT, true),
                new Column("flags", ColumnType.INT, false),
                new Column("user_agent", ColumnType.STR, false),
                new Column("received", ColumnType.STR, receivedMayBeNull));
    }

    private static Row subscriber(DeviceNumber device, String secret, String realm) {
        String ha1 = md5(device + ":" + realm + ":" + secret);
        String ha1b = md5(device + "@" + realm + ":" + realm + ":" + secret);
        return row(device.digits(), secret, ha1, realm, ha1b, "");
    }

    private static Row alias(Alias alias, String realm) {
        String contact = "sip:" + alias.target().digits() + "@" + realm;
        String name = alias.name().text();
        return row(name, "", contact, NEVER, "1.0", "Hotdesk", "42", NEVER, "0", "0", "128", "Hotdesk", "");
    }

    private static Row row(String... fields) {
        return new Row(0, List.of(fields).stream().map(Optional::of).toList());
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has MD5", impossible);
        }
    }
}
