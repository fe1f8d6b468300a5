package org.hotdesk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Token;
import org.hotdesk.phone.MacAddress;
import org.hotdesk.phone.ModelName;
import org.hotdesk.phone.Phone;
import org.hotdesk.phone.PhoneLine;
import org.hotdesk.phone.PhoneModel;
import org.hotdesk.phone.PhoneSetting;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** Hard phones, their lines, settings and models in their tables. */
final class PhoneTable {
    private static final String INSERT =
            """
            insert into phone (mac, person_uid, model, description, time_created, time_modified)
            values (:mac, :person, :model, :description, :now, :now)""";
    private static final String UPDATE =
            """
            update phone set person_uid = :person, model = :model, description = :description, time_modified = :now
            where mac = :mac""";
    private static final String ONE = " where mac = :mac";
    private static final String EVERY = "";

    private PhoneTable() {}

    static List<Phone> all(Handle handle) {
        return read(handle, Optional.empty());
    }

    static Optional<Phone> one(Handle handle, MacAddress mac) {
        return read(handle, Optional.of(mac)).stream().findFirst();
    }

    static List<MacAddress> of(Handle handle, Token person) {
        return macs(handle, "select mac from phone where person_uid = :it order by mac", person.text());
    }

    static List<MacAddress> with(Handle handle, DeviceNumber device) {
        return macs(
                handle, "select distinct mac from phone_line where device_number = :it order by mac", device.digits());
    }

    static List<MacAddress> with(Handle handle, ModelName model) {
        return macs(handle, "select mac from phone where model = :it order by mac", model.text());
    }

    private static List<MacAddress> macs(Handle handle, String sql, String it) {
        return handle.createQuery(sql)
                .bind("it", it)
                .map((row, context) -> Columns.require(row, "mac", MacAddress::parse))
                .list();
    }

    static void insert(Handle handle, List<Phone> phones, Instant now) {
        write(handle, INSERT, phones, now);
    }

    static void update(Handle handle, List<Phone> phones, Instant now) {
        write(handle, UPDATE, phones, now);
    }

    static void delete(Handle handle, MacAddress mac) {
        handle.createUpdate("delete from phone where mac = :mac")
                .bind("mac", mac.text())
                .execute();
    }

    static Optional<String> secret(Handle handle, MacAddress mac) {
        return handle.createQuery("select secret from phone where mac = :mac and secret is not null")
                .bind("mac", mac.text())
                .mapTo(String.class)
                .findOne();
    }

    static void putSecret(Handle handle, MacAddress mac, String sealed, Instant now) {
        Update update = handle.createUpdate("update phone set secret = :secret, time_modified = :now where mac = :mac")
                .bind("secret", sealed)
                .bind("mac", mac.text());
        Columns.bind(update, "now", now).execute();
    }

    static List<PhoneModel> models(Handle handle) {
        return handle.createQuery("select * from phone_model order by model")
                .map((row, context) ->
                        new PhoneModel(Columns.require(row, "model", ModelName::parse), row.getInt("line_count")))
                .list();
    }

    static void insertModels(Handle handle, List<PhoneModel> models) {
        writeModels(handle, "insert into phone_model (model, line_count) values (:model, :lines)", models);
    }

    static void updateModels(Handle handle, List<PhoneModel> models) {
        writeModels(handle, "update phone_model set line_count = :lines where model = :model", models);
    }

    static void deleteModel(Handle handle, ModelName name) {
        handle.createUpdate("delete from phone_model where model = :model")
                .bind("model", name.text())
                .execute();
    }

    private static void writeModels(Handle handle, String sql, List<PhoneModel> models) {
        Batches.run(handle, sql, models, (batch, model) -> batch.bind(
                        "model", model.name().text())
                .bind("lines", model.lines()));
    }

    private static void write(Handle handle, String sql, List<Phone> phones, Instant now) {
        Batches.run(handle, sql, phones, (batch, phone) -> {
            batch.bind("mac", phone.mac().text()).bind("model", phone.model().text());
            Columns.bind(batch, "person", phone.person());
            Columns.bind(batch, "description", phone.description());
            Columns.bind(batch, "now", now);
        });
        for (String table : List.of("phone_line", "phone_setting")) {
            Batches.run(
                    handle,
                    "delete from " + table + ONE,
                    phones,
                    (batch, phone) -> batch.bind("mac", phone.mac().text()));
        }
        List<Map.Entry<MacAddress, PhoneLine>> lines = new ArrayList<>();
        List<Map.Entry<MacAddress, PhoneSetting>> settings = new ArrayList<>();
        for (Phone phone : phones) {
            phone.lines().forEach(line -> lines.add(Map.entry(phone.mac(), line)));
            phone.settings().forEach(setting -> settings.add(Map.entry(phone.mac(), setting)));
        }
        Batches.run(
                handle,
                "insert into phone_line (mac, ordering, device_number) values (:mac, :ordering, :device)",
                lines,
                (batch, line) -> batch.bind("mac", line.getKey().text())
                        .bind("ordering", line.getValue().ordering())
                        .bind("device", line.getValue().device().digits()));
        Batches.run(
                handle,
                "insert into phone_setting (mac, variable, setting) values (:mac, :variable, :setting)",
                settings,
                (batch, setting) -> batch.bind("mac", setting.getKey().text())
                        .bind("variable", setting.getValue().variable())
                        .bind("setting", setting.getValue().text()));
    }

    /** That one or all; three statements, however many phones there are. */
    private static List<Phone> read(Handle handle, Optional<MacAddress> mac) {
        Map<MacAddress, Phone> phones = new LinkedHashMap<>();
        query(handle, "phone", mac).map((row, context) -> phone(row)).forEach(phone -> phones.put(phone.mac(), phone));
        Map<MacAddress, List<PhoneLine>> lines = new LinkedHashMap<>();
        query(handle, "phone_line", mac)
                .map((row, context) -> Map.entry(
                        Columns.require(row, "mac", MacAddress::parse),
                        new PhoneLine(
                                row.getInt("ordering"), Columns.require(row, "device_number", DeviceNumber::parse))))
                .forEach(line -> lines.computeIfAbsent(line.getKey(), any -> new ArrayList<>())
                        .add(line.getValue()));
        Map<MacAddress, List<PhoneSetting>> settings = new LinkedHashMap<>();
        query(handle, "phone_setting", mac)
                .map((row, context) -> Map.entry(
                        Columns.require(row, "mac", MacAddress::parse),
                        new PhoneSetting(row.getString("variable"), row.getString("setting"))))
                .forEach(setting -> settings.computeIfAbsent(setting.getKey(), any -> new ArrayList<>())
                        .add(setting.getValue()));
        return phones.values().stream()
                .map(phone -> phone.withLines(lines.getOrDefault(phone.mac(), List.of()))
                        .withSettings(settings.getOrDefault(phone.mac(), List.of())))
                .toList();
    }

    private static Query query(Handle handle, String table, Optional<MacAddress> mac) {
        String sql = "select * from " + table + (mac.isPresent() ? ONE : EVERY) + " order by mac";
        Query query = handle.createQuery(sql).setFetchSize(1000);
        mac.ifPresent(one -> query.bind("mac", one.text()));
        return query;
    }

    private static Phone phone(ResultSet row) throws SQLException {
        return new Phone(
                Columns.require(row, "mac", MacAddress::parse),
                Columns.require(row, "model", ModelName::parse),
                Columns.read(row, "person_uid", Token::parse),
                Columns.read(row, "description", DisplayName::parse),
                List.of(),
                List.of());
    }
}
