package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DialString;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.EmailAddress;
import org.hotdesk.model.How;
import org.hotdesk.model.Mailbox;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.MailboxOptions;
import org.hotdesk.model.Person;
import org.hotdesk.model.Technology;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.phone.MacAddress;
import org.hotdesk.phone.ModelName;
import org.hotdesk.phone.Phone;
import org.hotdesk.phone.PhoneLine;
import org.hotdesk.phone.PhoneModel;
import org.hotdesk.phone.PhoneSetting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each column of each table and view of the seed, on a file; a subclass looks at the same on another database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VoipViewsTest {
    /** View, column, and what stands there in all rows, ordered by the view's first columns. */
    private static final String TABLE =
            """
            users | user_id | ann,bob
            users | first_name | Ann,
            users | last_name | Lee,
            users | email_address | ann@example.org,
            users | pager | beep@example.org,
            users | time_created | 12:00,12:00
            users | time_modified | 13:00,12:00
            extensions | extension | 2001,2002,2003,201,202
            extensions | user_id | ann,null,bob,ann,bob
            extensions | sip_password | ,,,,
            extensions | sip_domain | ,no_sip,,no_sip,no_sip
            extensions | time_created | 12:00,12:00,12:00,12:00,12:00
            extensions | time_modified | 12:00,12:00,13:00,12:00,12:00
            extension_voicemail | extension | 201,202,301
            extension_voicemail | context | default,no_vm,default
            extension_voicemail | vm_password | ,,
            extension_voicemail | vm_options | attach=yes,,
            extension_ser_flags | extension | 2001,2002,2003,201,202
            extension_ser_flags | phplib_id | ,,lib,,
            extension_ser_flags | confirmation | ,,yes,,
            extension_ser_flags | flag | o,o,x,o,o
            extension_ser_flags | sendnotification | ,,sn,,
            extension_ser_flags | greeting | ,,hi,,
            extension_ser_flags | ha1 | ,,,,
            extension_ser_flags | ha1b | ,,,,
            extension_ser_flags | perms | null,null,ld,null,null
            extension_ser_flags | allow_find | 0,0,1,0,0
            extension_ser_flags | timezone | null,null,UTC,null,null
            extension_ser_flags | rpid | null,null,r,null,null
            location | user_id | -
            location | domain | -
            location | contact | -
            location | expires | -
            location | q | -
            location | callid | -
            location | cseq | -
            location | last_modified | -
            location | replicate | -
            location | state | -
            location | flags | -
            location | user_agent | -
            aliases | user_id | 5551,ann.lee
            aliases | domain | hotdesk,hotdesk
            aliases | contact | sip:2001@hotdesk,sip:201@hotdesk
            aliases | expires | null,null
            aliases | q | 1.00,1.00
            aliases | callid | null,null
            aliases | cseq | null,null
            aliases | last_modified | 12:00,12:00
            aliases | replicate | null,null
            aliases | state | null,null
            aliases | flags | 0,0
            aliases | user_agent | ,
            phone_models | model | cisco7940,snom190
            phone_models | lines | 2,5
            phones | phone_mac | 00:04:13:aa:bb:cc,00:04:13:aa:bb:cd
            phones | user_id | ann,null
            phones | model | snom190,cisco7940
            phone_extensions | phone_mac | 00:04:13:aa:bb:cc,00:04:13:aa:bb:cc
            phone_extensions | extension | 2003,2001
            phone_extensions | ordering | 100,231
            phone_misc | phone_mac | 00:04:13:aa:bb:cc
            phone_misc | variable | admin_mode
            phone_misc | value | off
            voicemail_users | extension | 2001,2002,2003,201,202
            voicemail_users | sip_domain | ,no_sip,,no_sip,no_sip
            voicemail_users | user_id | ann,null,bob,ann,bob
            voicemail_users | email_address | ann@example.org,null,,ann@example.org,
            voicemail_users | pager | beep@example.org,null,,beep@example.org,
            voicemail_users | full_name | Ann Lee,null,,Ann Lee,
            voicemail_users | time_modified | 13:00,null,12:00,13:00,12:00
            voicemail | context | default,default
            voicemail | mailbox | 201,301
            voicemail | password | -sealed,-none
            voicemail | fullname | Ann Lee,Hall
            voicemail | email | ann@example.org,
            voicemail | pager | beep@example.org,
            voicemail | options | attach=yes,
            voicemail | datetime_modified | 13:00,12:00
            ser_extensions | extension | 2001,2003
            ser_extensions | user_id | ann,bob
            ser_extensions | sip_password | ,
            ser_extensions | sip_domain | ,
            ser_extensions | time_created | 12:00,12:00
            ser_extensions | time_modified | 12:00,13:00
            ser_extensions | phplib_id | ,lib
            ser_extensions | confirmation | ,yes
            ser_extensions | flag | o,x
            ser_extensions | sendnotification | ,sn
            ser_extensions | greeting | ,hi
            ser_extensions | ha1 | ,
            ser_extensions | ha1b | ,
            ser_extensions | perms | null,ld
            ser_extensions | allow_find | 0,1
            ser_extensions | timezone | null,UTC
            ser_extensions | rpid | null,r
            subscriber | phplib_id | ,lib
            subscriber | user_id | 2001,2003
            subscriber | domain | ,
            subscriber | password | ,
            subscriber | first_name | Ann,
            subscriber | last_name | Lee,
            subscriber | phone | 2001,2003
            subscriber | email_address | ann@example.org,
            subscriber | datetime_created | 12:00,12:00
            subscriber | datetime_modified | 13:00,13:00
            subscriber | confirmation | ,yes
            subscriber | flag | o,x
            subscriber | greeting | ,hi
            subscriber | ha1 | ,
            subscriber | ha1b | ,
            subscriber | perms | null,ld
            subscriber | allow_find | 0,1
            subscriber | timezone | null,UTC
            subscriber | rpid | null,r
            """;

    private static final MacAddress MAC = new MacAddress("00:04:13:aa:bb:cc");

    private Database database;

    StoreConfig config(Path folder) {
        return StoreOnFile.config(folder);
    }

    @BeforeAll
    void fill(@TempDir Path folder) {
        var clock = new MovingClock(StoreOnFile.NOON.instant());
        StoreConfig config = config(folder);
        try (Store store = Store.open(config, clock)) {
            people(store);
            phones(store);
            clock.pass(Duration.ofHours(1));
            stored(store.directory().putPerson(ann("beep@example.org")));
            stored(store.secrets().setSipSecret(new DeviceNumber("2003"), "wonder".toCharArray()));
        }
        database = Database.open(config, FileLayer.ASYNC);
        database.<Integer>read(
                handle -> handle.execute(
                        """
                insert into ser_flag values ('2003', 'lib', 'yes', 'x', 'sn', 'hi', 'ld', '1', 'UTC', 'r')"""));
    }

    @AfterAll
    void close() {
        database.close();
    }

    static Stream<List<String>> cells() {
        return TABLE.lines()
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void cell_isWhatTheStoreHas(List<String> row) {
        assertThat(column(row.get(0), row.get(1))).isEqualTo(row.get(2));
    }

    @Test
    void views_haveTheSeedsColumnsAndNoOthers() {
        for (String view : new TreeSet<>(cells().map(row -> row.get(0)).toList())) {
            List<String> columns = cells().filter(row -> row.get(0).equals(view))
                    .map(row -> row.get(1))
                    .toList();
            assertThat(columns(view)).as(view).isEqualTo(columns);
        }
        assertThat(views())
                .containsExactlyInAnyOrderElementsOf(
                        new TreeSet<>(cells().map(row -> row.get(0)).toList()));
    }

    private static void people(Store store) {
        stored(store.directory().putPerson(ann("ann@example.org")));
        stored(store.directory().putPerson(person("bob")));
        stored(store.directory()
                .putMailbox(new Mailbox(
                        box("201"), new DisplayName("Ann Lee"), Optional.empty(), new MailboxOptions("attach=yes"))));
        stored(store.directory().putMailbox(new Mailbox(box("301"), new DisplayName("Hall"), Optional.empty())));
        stored(store.secrets().setMailboxPassword(box("201"), "4711".toCharArray()));
        var ann = new UserNumber("201");
        stored(store.directory()
                .putAll(
                        List.of(
                                device("2001").fallingBackTo(ann),
                                Samples.dialled(device("2002"), Technology.DAHDI, new DialString("DAHDI/3")),
                                device("2003")),
                        List.of(
                                user("201", "Ann")
                                        .with()
                                        .person(Optional.of(new Token("ann")))
                                        .mailbox(Optional.of(box("201")))
                                        .build(),
                                user("202", "Bob")
                                        .with()
                                        .person(Optional.of(new Token("bob")))
                                        .build())));
        store.logins().login(new DeviceNumber("2003"), new UserNumber("202"), How.CODE);
        stored(store.secrets().setSipSecret(new DeviceNumber("2001"), "wonder".toCharArray()));
        stored(store.directory().addAlias(Alias.of(new AliasName("5551"), new DeviceNumber("2001"))));
        stored(store.directory().addAlias(Alias.of(new AliasName("ann.lee"), ann)));
    }

    private static void phones(Store store) {
        var snom = new ModelName("snom190");
        var cisco = new ModelName("cisco7940");
        stored(store.phones().addMissingModels(List.of(new PhoneModel(snom, 5), new PhoneModel(cisco, 2))));
        stored(store.phones()
                .putAll(List.of(
                        new Phone(
                                MAC,
                                snom,
                                Optional.of(new Token("ann")),
                                Optional.empty(),
                                List.of(
                                        new PhoneLine(231, new DeviceNumber("2001")),
                                        new PhoneLine(100, new DeviceNumber("2003"))),
                                List.of(new PhoneSetting("admin_mode", "off"))),
                        Phone.of(new MacAddress("00:04:13:aa:bb:cd"), cisco))));
    }

    private static Person ann(String pager) {
        return new Person(
                new Token("ann"),
                Optional.of(new DisplayName("Ann")),
                Optional.of(new DisplayName("Lee")),
                EmailAddress.parse("ann@example.org"),
                EmailAddress.parse(pager));
    }

    private static Person person(String uid) {
        return new Person(new Token(uid), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static MailboxAddress box(String number) {
        return new MailboxAddress(number, new Token("default"));
    }

    private String column(String view, String column) {
        // Numbers of devices are longer than those of users here, so this puts devices first.
        String order = view.equals("phone_extensions")
                ? name("phone_mac") + ", " + name("ordering")
                : columns(view).contains("extension")
                        ? "case when length(extension) = 4 then 0 else 1 end, extension"
                        : view.equals("subscriber")
                                ? name("phone")
                                : name(columns(view).get(view.equals("voicemail") ? 1 : 0));
        String sql = "select " + name(column) + " from voip." + view + " order by " + order;
        List<String> cells = database.read(handle ->
                handle.createQuery(sql).map((row, context) -> text(row)).list());
        return cells.isEmpty() ? "-" : String.join(",", cells);
    }

    private static String text(ResultSet row) throws SQLException {
        if (row.getMetaData().getColumnTypeName(1).toLowerCase(Locale.ROOT).startsWith("timestamp")) {
            OffsetDateTime time = row.getObject(1, OffsetDateTime.class);
            return time == null ? "null" : time.toInstant().toString().substring(11, 16);
        }
        return String.valueOf(row.getString(1));
    }

    private List<String> columns(String view) {
        return names("column_name", "columns", "and lower(table_name) = '" + view + "' order by ordinal_position");
    }

    private List<String> views() {
        return names("table_name", "views", "order by table_name");
    }

    private List<String> names(String what, String table, String further) {
        String sql = "select lower(" + what + ") from information_schema." + table
                + " where lower(table_schema) = 'voip' " + further;
        return database.read(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    /** Quoted, since one is a word that H2 keeps for itself. */
    private String name(String column) {
        return "\"" + (database.isShared() ? column : column.toUpperCase(Locale.ROOT)) + "\"";
    }

    private static void stored(PutOutcome outcome) {
        assertThat(outcome).isInstanceOf(PutOutcome.Stored.class);
    }
}
