package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.How;
import org.hotdesk.model.Mailbox;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.MailboxOptions;
import org.hotdesk.model.Person;
import org.hotdesk.model.Session;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.phone.MacAddress;
import org.hotdesk.phone.ModelName;
import org.hotdesk.phone.Phone;
import org.hotdesk.phone.PhoneLine;
import org.hotdesk.phone.PhoneModel;
import org.hotdesk.phone.PhoneSetting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another program writes through the views on a real PostgreSQL, while the store is at work. */
class VoipWritesTest {
    private static final StoreConfig.InClear BOTH = new StoreConfig.InClear(true, true);
    private static final MailboxAddress BOX = new MailboxAddress("201", new Token("default"));
    private static final DeviceNumber DESK = new DeviceNumber("2001");
    private static final MacAddress MAC = new MacAddress("00:04:13:aa:bb:cc");

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void openInClear() {
        store = open(BOTH);
        AmpUser ann = user("201", "Ann").with().mailbox(Optional.of(BOX)).build();
        stored(store.directory().putAll(List.of(device("2001").fallingBackTo(ann.number())), List.of(ann)));
        stored(store.secrets().setMailboxPassword(BOX, "4711".toCharArray()));
        stored(store.secrets().setSipSecret(DESK, "wonder".toCharArray()));
    }

    @AfterEach
    void close() {
        store.refresh();
        assertThat(FloorText.lines(store.floor())).containsExactlyElementsOf(FloorText.lines(store.loadAgain()));
        store.close();
    }

    @Test
    void passwordThatAsteriskWrites_isTheStores() {
        long before = store.changes().latest();
        assertThat(sql("select password from voip.voicemail where mailbox = '201'"))
                .isEqualTo("4711");

        assertThat(sql("with changed as (update voip.voicemail set password = '2468'"
                        + " where context = 'default' and mailbox = '201' returning 1) select count(*) from changed"))
                .isEqualTo("1");

        assertThat(store.secrets().mailboxPassword(BOX)).contains("2468");
        await(() -> store.changes().latest() > before);
        assertThat(changes(before)).containsExactly("MAILBOX 201 default");
        assertThat(sql("select time_modified > time_created from mailbox")).isEqualTo("t");
    }

    @Test
    void peopleAndExtensions_areOnTheRunningFloor() {
        sql("insert into voip.users (user_id, first_name, last_name) values ('bob', 'Bob', 'Ray')");
        sql("insert into voip.extensions (extension, user_id, sip_password) values ('301', 'bob', 's3cret!')");
        sql("insert into voip.extensions (extension, sip_password) values ('302', 'other')");
        sql("insert into voip.extensions (extension, user_id, sip_domain) values ('303', 'bob', 'no_sip')");

        var bob = new UserNumber("301");
        var desk = new DeviceNumber("301");
        await(() -> store.floor().user(new UserNumber("303")).isPresent());
        assertThat(store.floor().user(bob).map(AmpUser::cidname)).contains(new DisplayName("Bob Ray"));
        assertThat(store.floor().device(desk)).contains(device("301").fallingBackTo(bob));
        assertThat(store.floor().device(new DeviceNumber("302"))).contains(device("302"));
        assertThat(store.floor().device(new DeviceNumber("303"))).isEmpty();
        assertThat(store.floor().sessionAt(desk).map(Session::how)).contains(How.DEFAULT);
        store.logins().login(desk, new UserNumber("303"), How.CODE);
        assertThat(store.floor().sessionAt(desk).map(Session::user)).contains(new UserNumber("303"));
        assertThat(store.secrets().sipSecret(desk)).contains("s3cret!");
        Optional<SipDigests> written = store.secrets().sipDigests(desk);
        stored(store.secrets().setSipSecret(desk, "s3cret!".toCharArray()));
        assertThat(written).isPresent().isEqualTo(store.secrets().sipDigests(desk));

        sql("update voip.users set last_name = 'Hay' where user_id = 'bob'");
        sql("update voip.extensions set user_id = null where extension = '303'");
        sql("update voip.extensions set sip_domain = 'no_sip' where extension = '302'");
        assertThat(store.directory().people())
                .containsExactly(new Person(
                        new Token("bob"),
                        Optional.of(new DisplayName("Bob")),
                        Optional.of(new DisplayName("Hay")),
                        Optional.empty(),
                        Optional.empty()));
        await(() -> store.floor()
                .user(new UserNumber("303"))
                .flatMap(AmpUser::person)
                .isEmpty());
        assertThat(store.secrets().sipSecret(new DeviceNumber("302"))).isEmpty();
    }

    @Test
    void boxes_comeMoveAndGo() {
        sql("insert into voip.extensions (extension, sip_domain) values ('202', 'no_sip')");
        assertThat(sql("select context from voip.extension_voicemail where extension = '202'"))
                .isEqualTo("no_vm");
        sql("update voip.extension_voicemail set context = 'default', vm_password = '1357', vm_options = 'attach=yes'"
                + " where extension = '202'");
        var box = new MailboxAddress("202", new Token("default"));
        await(() -> mailboxOf("202").equals(Optional.of(box)));
        assertThat(store.directory().mailboxes())
                .contains(new Mailbox(box, new DisplayName("202"), Optional.empty(), new MailboxOptions("attach=yes")));

        sql("update voip.voicemail set context = 'sales' where mailbox = '202'");
        var moved = new MailboxAddress("202", new Token("sales"));
        await(() -> mailboxOf("202").equals(Optional.of(moved)));
        assertThat(store.secrets().mailboxPassword(moved)).contains("1357");

        sql("delete from voip.extension_voicemail where extension = '202'");
        sql("update voip.extension_voicemail set context = 'no_vm' where extension = '201'");
        await(() -> mailboxOf("201").isEmpty() && mailboxOf("202").isEmpty());
        assertThat(store.directory().mailboxes()).isEmpty();
    }

    @Test
    void phonesAndFlags_areTheStores() {
        long before = store.changes().latest();
        sql("insert into voip.phone_models values ('snom190', 4)");
        sql("update voip.phone_models set lines = 5");
        sql("insert into voip.phones values ('0004.13AA.BBCC', null, 'snom190')");
        sql("insert into voip.phone_extensions values ('00-04-13-aa-bb-cc', '2001', 123)");
        sql("update voip.phone_extensions set ordering = 231 where phone_mac = '000413aabbcc' and ordering = 123");
        sql("insert into voip.phone_misc values ('00:04:13:aa:bb:cc', 'admin_mode', 'on')");
        sql("update voip.phone_misc set value = 'off'");
        sql("update voip.extension_ser_flags set flag = 'x', timezone = 'UTC' where extension = '2001'");

        assertThat(store.phones().models()).containsExactly(new PhoneModel(new ModelName("snom190"), 5));
        Phone phone = Phone.of(MAC, new ModelName("snom190"))
                .withLines(List.of(new PhoneLine(231, DESK)))
                .withSettings(List.of(new PhoneSetting("admin_mode", "off")));
        assertThat(store.phones().all()).containsExactly(phone);
        assertThat(sql("select flag || timezone from voip.subscriber where phone = '2001'"))
                .isEqualTo("xUTC");
        store.refresh();
        assertThat(changes(before)).contains("PHONE_MODEL snom190 ", "PHONE 00:04:13:aa:bb:cc ", "DEVICE 2001 ");

        sql("delete from voip.phones");
        sql("delete from voip.phone_models");
        sql("delete from voip.extension_ser_flags where extension = '2001'");
        assertThat(store.phones().all()).isEmpty();
        assertThat(store.phones().models()).isEmpty();
        assertThat(sql("select count(*) from ser_flag")).isEqualTo("0");
    }

    @Test
    void whatTheProgramWouldRefuse_isRefusedAndLeavesNothing() {
        sql("insert into voip.users (user_id) values ('bob')");
        String dump = PostgresServer.running().dump(folder);
        String refusals =
                """
                insert into voip.users (user_id) values ('a b') | user_id must have 1 to 64
                insert into voip.users (user_id, first_name) values ('x', 'a<b') | first_name: must have 1 to 80
                insert into voip.users (user_id, email_address) values ('x', 'nobody') | must be an e-mail address
                update voip.users set user_id = 'rob' | user_id cannot be changed
                insert into voip.extensions (extension) values ('12a') | must have 1 to 15 digits
                insert into voip.extensions (extension) values ('2001') | is there already
                insert into voip.extensions (extension, user_id) values ('9', 'nobody') | foreign key
                insert into voip.extensions (extension, sip_domain) values ('9', 'x.org') | must be empty or no_sip
                insert into voip.extensions (extension, sip_password) values ('9', 'a b') | sip_password must have
                update voip.extensions set extension = '7' where extension = '2001' | cannot be changed
                delete from voip.extensions | is removed by hotdesk
                update voip.voicemail set password = '12' | vm_password must have 3 to 15 digits
                update voip.voicemail set password = '12a4' | vm_password must have 3 to 15 digits
                update voip.voicemail set context = 'device' | context must have
                update voip.extension_voicemail set vm_options = 'a;b' | vm_options must have
                insert into voip.extension_ser_flags (extension) values ('9') | there is no such device
                update voip.extension_ser_flags set ha1 = 'x' where extension = '2001' | are made of the sip_password
                insert into voip.phone_models values ('a/b', 1) | model must have
                insert into voip.phone_models values ('a', 0) | check constraint
                insert into voip.phones values ('00:04:13:aa:bb:cc', null, 'toaster') | foreign key
                insert into voip.phone_extensions values ('00:04:13:aa:bb:cc', '2001', 1) | foreign key
                insert into voip.phone_misc values ('00:04:13:aa:bb:cc', E'a\\nb', 'x') | without control characters
                """;
        for (String line : refusals.lines().toList()) {
            List<String> parts = Arrays.stream(line.split(" \\| ", -1)).toList();
            assertThatThrownBy(() -> sql(parts.get(0))).as(line).hasMessageContaining(parts.get(1));
        }
        assertThat(PostgresServer.running().dump(folder)).isEqualTo(dump);
    }

    @Test
    void secrets_areSealedAndOpenedAsTheConfigurationSays() {
        String inClear = PostgresServer.running().dump(folder);
        assertThat(inClear).contains("clear:4711").doesNotContain("wonder");
        String ha1 = sql("select ha1 from voip.subscriber where user_id = '2001'");
        assertThat(store.secrets().ha1Md5(DESK)).contains(ha1);
        sql("update voip.extensions set sip_password = 'plain' where extension = '2001'");
        store.close();

        store = open(StoreConfig.InClear.NOTHING);
        assertThat(PostgresServer.running().dump(folder)).doesNotContain("clear:", "4711", "plain");
        assertThat(store.secrets().sipSecret(DESK)).contains("plain");
        assertThat(store.secrets().mailboxPassword(BOX)).contains("4711");
        assertThat(sql("select password from voip.voicemail")).isEqualTo("-sealed");
        for (String refused : List.of(
                "update voip.voicemail set password = '2468'",
                "update voip.extension_voicemail set context = 'sales'",
                "update voip.extensions set sip_password = 'x' where extension = '2001'")) {
            assertThatThrownBy(() -> sql(refused)).hasMessageContaining("sealed");
        }
        stored(store.secrets().setMailboxPassword(BOX, "1357".toCharArray()));
        store.close();

        store = open(BOTH);
        assertThat(sql("select password from voip.voicemail")).isEqualTo("1357");
        assertThat(sql("select ha1 from voip.subscriber"))
                .isEqualTo(store.secrets().ha1Md5(DESK).orElseThrow());
        assertThat(sql("select password from voip.subscriber")).isEmpty();
    }

    @Test
    void location_isWhereKamailioHasThem() {
        sql(
                "insert into kamailio.location (ruid, username, domain, contact, expires, q, callid, cseq, last_modified, flags,"
                        + " user_agent) values ('a', '2001', 'hotdesk', 'sip:2001@192.0.2.7', '2030-01-02 03:04:05', 0.5, 'c@h', 7,"
                        + " '2029-01-02 03:04:05', 3, 'Snom')");

        String cells = "user_id, domain, contact, to_char(expires, 'YYYY-MM-DD HH24:MI'), q, callid, cseq,"
                + " to_char(last_modified, 'YYYY-MM-DD HH24:MI'), coalesce(replicate, -1), coalesce(state, -1), flags, user_agent";
        assertThat(sql("select concat_ws(' | ', " + cells + ") from voip.location"))
                .isEqualTo("2001 | hotdesk | sip:2001@192.0.2.7 | 2030-01-02 03:04 | 0.50 | c@h | 7 | 2029-01-02 03:04"
                        + " | -1 | -1 | 3 | Snom");
    }

    @Test
    void passwordsInClear_areShownInEachView() {
        sql("update voip.extensions set sip_password = 'plain' where extension = '2001'");

        String ha1 = store.secrets().ha1Md5(DESK).orElseThrow();
        assertThat(sql(
                        "select concat_ws(' ', e.sip_password, s.sip_password, b.password, f.ha1, s.ha1, b.ha1, v.vm_password)"
                                + " from voip.extensions e join voip.ser_extensions s using (extension)"
                                + " join voip.subscriber b on b.phone = extension"
                                + " join voip.extension_ser_flags f using (extension), voip.extension_voicemail v"))
                .isEqualTo("plain plain plain " + ha1 + " " + ha1 + " " + ha1 + " 4711");
    }

    @Test
    void anotherProgram_needsRightsOnTheViewsAlone() {
        sql("do $$ begin create role voip_reader; exception when duplicate_object then null; end $$");
        sql("grant usage on schema voip to voip_reader");
        sql("grant select, insert, update, delete on all tables in schema voip to voip_reader");

        sql("set role voip_reader; set search_path = voip; update voicemail set password = '2468'");

        assertThat(store.secrets().mailboxPassword(BOX)).contains("2468");
        assertThatThrownBy(() -> sql("set role voip_reader; select * from mailbox"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void names_areThoseThatTheProgramReads() {
        // All planes that have format characters.
        String asked = "with c as (select generate_series(1, 131071) as c union all"
                + " select generate_series(917504, 921599))";
        List<Integer> refused = new ArrayList<>();
        for (int c = 1; c < 921_600; c = c == 131_071 ? 917_504 : c + 1) {
            boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            if (!surrogate
                    && DisplayName.parse("a" + Character.toString(c) + "b").isEmpty()) {
                refused.add(c);
            }
        }
        String said = sql(asked + " select string_agg(c::text, ',' order by c) from c"
                + " where c not between 55296 and 57343 and not voip.is_plain('a' || chr(c) || 'b')");
        List<Integer> found =
                Arrays.stream(said.split(",")).map(Integer::valueOf).toList();
        assertThat(found).containsAll(refused);
        // Unicode 14 and 15 have these; Java 17 knows 13.
        assertThat(found.stream().filter(c -> !refused.contains(c)))
                .isSubsetOf(0x890, 0x891, 0x13439, 0x1343a, 0x1343b, 0x1343c, 0x1343d, 0x1343e, 0x1343f);
        assertThat(sql("select voip.display_name(E' \\u2003Ann\\u3000', 'x')")).isEqualTo("Ann");
        assertThatThrownBy(() -> sql("select voip.display_name(repeat('é', 41), 'x')"))
                .hasMessageContaining("80 bytes");
    }

    @Test
    void backupOfAFile_bringsPhonesAndOptions() {
        Path file = folder.resolve("backup.zip");
        Phone phone = Phone.of(MAC, new ModelName("snom190")).withLines(List.of(new PhoneLine(1, DESK)));
        Mailbox box = new Mailbox(BOX, new DisplayName("Ann"), Optional.empty(), new MailboxOptions("attach=yes"));
        try (Store from = StoreOnFile.open(folder)) {
            stored(from.directory().putDevice(device("2001")));
            stored(from.directory().putMailbox(box));
            stored(from.secrets().setMailboxPassword(BOX, "9753".toCharArray()));
            stored(from.phones().putModel(new PhoneModel(new ModelName("snom190"), 5)));
            stored(from.phones().put(phone));
            stored(from.phones().setSecret(MAC, "fetch-me".toCharArray()));
            from.backups().write(file);
        }

        store.backups().restore(file, false);

        assertThat(store.phones().all()).containsExactly(phone);
        assertThat(store.phones().secret(MAC)).contains("fetch-me");
        assertThat(store.directory().mailboxes()).containsExactly(box);
        assertThat(sql("select password from voip.voicemail")).isEqualTo("9753");
    }

    private Store open(StoreConfig.InClear clear) {
        return Store.open(PostgresServer.running().config(folder).with(clear), StoreOnFile.NOON);
    }

    private Optional<MailboxAddress> mailboxOf(String user) {
        return store.floor().user(new UserNumber(user)).flatMap(AmpUser::mailbox);
    }

    private List<String> changes(long after) {
        return store.changes().after(after, 1000).stream()
                .map(change -> change.kind() + " " + change.subject() + " " + change.other())
                .toList();
    }

    private String sql(String sql) {
        return PostgresServer.running()
                .execute(PostgresServer.name(folder), sql)
                .orElse("nothing");
    }

    private static void await(BooleanSupplier done) {
        Instant end = Instant.now().plus(Duration.ofSeconds(10));
        while (!done.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            try {
                Thread.sleep(5);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void stored(PutOutcome outcome) {
        assertThat(outcome).isInstanceOf(PutOutcome.Stored.class);
    }
}
