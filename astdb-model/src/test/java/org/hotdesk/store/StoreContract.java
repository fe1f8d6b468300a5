package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.astdb.AstDbKey;
import org.hotdesk.astdb.Projection;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DialString;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.EmailAddress;
import org.hotdesk.model.How;
import org.hotdesk.model.Mailbox;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.NoAnswer;
import org.hotdesk.model.Person;
import org.hotdesk.model.Session;
import org.hotdesk.model.Technology;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.phone.MacAddress;
import org.hotdesk.phone.ModelName;
import org.hotdesk.phone.Phone;
import org.hotdesk.phone.PhoneLine;
import org.hotdesk.phone.PhoneModel;
import org.hotdesk.store.EndedSession.Why;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store does on whatever database: each database has a class that says how to open it. */
abstract class StoreContract {
    private static final DeviceNumber DESK = new DeviceNumber("2001");
    private static final UserNumber ANN = new UserNumber("201");
    private static final UserNumber BEN = new UserNumber("301");
    private static final MailboxAddress BOX = new MailboxAddress("201", new Token("default"));

    private static final Alias DESK_ALIAS = Alias.of(new AliasName("+15552001"), DESK);
    private static final Alias ANN_ALIAS = Alias.of(new AliasName("ann.lee"), ANN);

    private Store store;

    /** Opens the database as it is, anew for each test. */
    abstract Store open();

    @BeforeEach
    void openWithTwoUsers() {
        store = open();
        stored(store.directory().putAll(List.of(), List.of(user("201", "Ann"), user("301", "Ben"))));
    }

    @AfterEach
    void close() {
        assertThat(FloorText.lines(store.loadAgain()))
                .containsExactlyInAnyOrderElementsOf(FloorText.lines(store.floor()));
        store.close();
    }

    @Test
    void bulk_isStoredWhole_orNotAtAll() {
        var person = new Person(
                new Token("cid"), DisplayName.parse("Cid"), Optional.empty(), Optional.empty(), Optional.empty());
        var mac = new MacAddress("00:04:13:00:00:01");
        var model = new PhoneModel(new ModelName("bulk4"), 4);
        stored(store.phones().putModel(model));
        var delivery = new Bulk.Delivery(
                List.of(person),
                List.of(new Mailbox(BOX, new DisplayName("Cid"), Optional.of(person.uid()))),
                List.of(user("202", "Cid")
                        .with()
                        .person(Optional.of(person.uid()))
                        .build()),
                List.of(device("2001").fixedTo(ANN)),
                List.of(DESK_ALIAS),
                List.of(Phone.of(mac, model.name()).withLines(List.of(new PhoneLine(1, DESK)))));
        var keys = new Bulk.Keys(
                Map.of(ANN, "74930".toCharArray()),
                Map.of(DESK, "s3cret".toCharArray()),
                Map.of(BOX, "8642".toCharArray()));
        long before = store.changes().latest();

        assertThat(store.bulk().take(keys, hashed -> {}, here -> new Bulk.Judgement(delivery, List.of("no"))))
                .isInstanceOf(PutOutcome.Rejected.class);
        assertThat(store.changes().latest()).isEqualTo(before);
        assertThat(store.bulk().present().people()).isEmpty();

        stored(store.bulk().take(keys, hashed -> {}, here -> new Bulk.Judgement(delivery, List.of())));
        assertThat(store.bulk().present().people()).containsValue(person);
        assertThat(store.bulk().present().phones().get(mac))
                .isEqualTo(delivery.phones().get(0));
        assertThat(sitter("2001")).contains("201 default");
        assertThat(store.secrets().sipSecret(DESK)).contains("s3cret");
        assertThat(store.secrets().mailboxPassword(BOX)).contains("8642");
        assertThat(store.pins().hasPin(ANN)).isTrue();
    }

    @Test
    void newDevice_getsItsDefaultUser() {
        stored(store.directory().putDevice(device("2001").fallingBackTo(BEN)));
        stored(store.directory().putDevice(device("2002").fixedTo(ANN)));
        stored(store.directory().putDevice(device("2003")));

        assertThat(sitter("2001")).contains("301 default");
        assertThat(sitter("2002")).contains("201 default");
        assertThat(sitter("2003")).isEmpty();
    }

    @Test
    void savedDevice_keepsItsUser() {
        stored(store.directory().putDevice(device("2001")));
        store.logins().login(DESK, ANN, How.CODE);

        stored(store.directory().putDevice(device("2001").fallingBackTo(BEN)));
        assertThat(sitter("2001")).contains("201 code");
        stored(store.directory().putDevice(device("2001").fixedTo(ANN)));
        assertThat(sitter("2001")).contains("201 code");
        stored(store.directory().putDevice(device("2001")));
        assertThat(sitter("2001")).contains("201 code");
    }

    @Test
    void deviceFixedToAnother_changesHands() {
        stored(store.directory().putDevice(device("2001")));
        store.logins().login(DESK, ANN, How.CODE);

        stored(store.directory().putDevice(device("2001").fixedTo(BEN)));

        assertThat(sitter("2001")).contains("301 default");
        assertThat(history()).containsExactly("2001 201 device_fixed");
    }

    @Test
    void defaultSession_endsWithTheDefault() {
        stored(store.directory().putDevice(device("2001").fixedTo(ANN)));

        stored(store.directory().putDevice(device("2001")));

        assertThat(sitter("2001")).isEmpty();
        assertThat(history()).containsExactly("2001 201 default_changed");
    }

    @Test
    void freeDevice_getsItsNewDefaultUser() {
        stored(store.directory().putDevice(device("2001")));
        stored(store.directory().putDevice(device("2001").fallingBackTo(BEN)));

        assertThat(sitter("2001")).contains("301 default");
    }

    @Test
    void removedUser_leavesAllDevices() {
        stored(store.directory().putAll(List.of(device("2001").fallingBackTo(BEN), device("2002")), List.of()));
        store.logins().login(DESK, ANN, How.CODE);
        store.logins().login(new DeviceNumber("2002"), ANN, How.CODE);

        stored(store.directory().removeUser(ANN));

        assertThat(sitter("2001")).contains("301 default");
        assertThat(sitter("2002")).isEmpty();
        assertThat(history()).containsExactly("2002 201 user_removed", "2001 201 user_removed", "2001 301 replaced");
        assertThat(Projection.user(store.floor(), ANN).texts()).allMatch(Optional::isEmpty);
    }

    @Test
    void removedDevice_endsItsSession() {
        stored(store.directory().putDevice(device("2001")));
        store.logins().login(DESK, ANN, How.CLI);

        stored(store.directory().removeDevice(DESK));

        assertThat(store.floor().device(DESK)).isEmpty();
        assertThat(store.floor().sessionsOf(ANN)).isEmpty();
        assertThat(history()).containsExactly("2001 201 device_removed");
        assertThat(rejected(store.directory().removeDevice(DESK)))
                .containsExactly("device 2001: there is no such device");
    }

    @Test
    void removal_isRefusedWhileSomethingPointsThere() {
        stored(store.directory().putDevice(device("2001").fallingBackTo(BEN)));

        assertThat(rejected(store.directory().removeUser(BEN)))
                .containsExactly("user 301: is default-user of device 2001; give these another first");
        assertThat(sitter("2001")).contains("301 default");
    }

    @Test
    void batch_isJudgedAndStoredAsAWhole() {
        AmpUser toBen =
                user("202", "Cleo").with().noAnswer(NoAnswer.parse("user-203")).build();

        assertThat(rejected(store.directory()
                        .putAll(List.of(device("2001").fallingBackTo(new UserNumber("999"))), List.of(toBen))))
                .containsExactly(
                        "user 202: noanswer must lead to a user; there is no user 203",
                        "device 2001: default-user must be a user; there is no user 999");
        assertThat(store.floor().deviceCount()).isZero();
        assertThat(store.floor().userCount()).isEqualTo(2);
        stored(store.directory().putAll(List.of(), List.of(toBen, user("203", "Dora"))));
    }

    @Test
    void dahdiChannel_belongsToOneDevice() {
        stored(store.directory().putDevice(dahdi("2001", "3")));

        assertThat(rejected(store.directory().putDevice(dahdi("2002", "3"))))
                .containsExactly("device 2002: dial must be its own; DAHDI/3 is device 2001's");
        assertThat(rejected(store.directory().putAll(List.of(dahdi("2002", "4"), dahdi("2003", "4")), List.of())))
                .containsExactly(
                        "device 2002: dial must be its own; DAHDI/4 is device 2003's",
                        "device 2003: dial must be its own; DAHDI/4 is device 2002's");
        // Two devices may swap channels in one go.
        stored(store.directory().putDevice(dahdi("2002", "4")));
        long before = store.changes().latest();
        stored(store.directory().putAll(List.of(dahdi("2001", "4"), dahdi("2002", "3")), List.of()));
        assertThat(changes(before)).contains("CHANNEL 3 ", "CHANNEL 4 ");
    }

    @Test
    void puttingWhatIsThere_changesNothing() {
        stored(store.directory().putDevice(device("2001").fallingBackTo(BEN)));
        long before = store.changes().latest();

        assertThat(store.directory().putDevice(device("2001").fallingBackTo(BEN)))
                .isEqualTo(new PutOutcome.Stored(before));
        assertThat(store.directory().putUser(user("201", "Ann"))).isEqualTo(new PutOutcome.Stored(before));
        assertThat(store.changes().latest()).isEqualTo(before);
    }

    @Test
    void login_writesTheNewUserBeforeTheDeviceAndTheOldUserAfter() {
        stored(store.directory().putDevice(device("2001").fallingBackTo(BEN)));
        long before = store.changes().latest();

        store.logins().login(DESK, ANN, How.CODE);

        assertThat(changes(before))
                .containsExactly(
                        "USER 201 ", "DEVICE 2001 ", "USER 301 ", "SESSION_ENDED 301 2001", "SESSION_BEGAN 201 2001");
    }

    @Test
    void features_areWrittenByUsAndAdoptedFromAstDb() {
        long before = store.changes().latest();
        CallFeatures busy = new CallFeatures(Optional.empty(), Optional.of("202"), Optional.empty(), true, false);

        stored(store.directory()
                .changeUser(ANN, ann -> ann.with().features(busy).build()));
        stored(store.directory().adopt(BEN, busy, "pbx"));
        stored(store.directory().adopt(BEN, busy, "pbx"));

        assertThat(changes(before)).containsExactly("USER 201 ", "FEATURES 201 ", "ADOPTED 301 pbx");
        assertThat(store.floor().user(BEN).map(AmpUser::features)).contains(busy);
        assertThat(rejected(store.directory().adopt(new UserNumber("9"), busy, "pbx")))
                .containsExactly("user 9: there is no such user");
    }

    @Test
    void mailbox_isMadeForItsUserAndKeptWhileNeeded() {
        stored(store.directory()
                .putUser(user("201", "Ann").with().mailbox(Optional.of(BOX)).build()));

        assertThat(store.directory().mailboxes())
                .containsExactly(new Mailbox(BOX, new DisplayName("Ann"), Optional.empty()));
        assertThat(rejected(store.directory().removeMailbox(BOX)))
                .containsExactly("mailbox 201@default: is the mailbox of user 201; change these first");
        stored(store.directory().putUser(user("201", "Ann")));
        long before = store.changes().latest();
        stored(store.directory().removeMailbox(BOX));
        assertThat(changes(before)).containsExactly("MAILBOX 201 default");
        assertThat(store.directory().mailboxes()).isEmpty();
    }

    @Test
    void person_hasUsersAndMailboxes() {
        var person = new Person(
                new Token("ann"),
                Optional.of(new DisplayName("Ann")),
                Optional.empty(),
                EmailAddress.parse("ann@example.org"),
                Optional.empty());
        AmpUser hers =
                user("201", "Ann").with().person(Optional.of(person.uid())).build();

        assertThat(rejected(store.directory().putUser(hers)))
                .containsExactly("user 201: person must be a person's uid; there is no ann");
        assertThat(rejected(store.directory()
                        .putMailbox(new Mailbox(BOX, new DisplayName("Ann"), Optional.of(person.uid())))))
                .containsExactly("mailbox 201@default: person must be a person's uid; there is no ann");
        stored(store.directory().putPerson(person));
        stored(store.directory().putUser(hers));
        stored(store.directory().putMailbox(new Mailbox(BOX, new DisplayName("Ann"), Optional.of(person.uid()))));
        assertThat(store.directory().people()).containsExactly(person);
        assertThat(rejected(store.directory().removePerson(person.uid())))
                .containsExactly("person ann: is the person of mailbox 201@default, user 201; change these first");
    }

    @Test
    void everyValue_comesBackAsItWentIn() {
        Device device = dahdi("2001", "7")
                .fallingBackTo(BEN)
                .at(CallerId.parse("\"Desk\" <+15551234>").orElseThrow(), new DisplayName("2nd floor, é"));
        AmpUser user = Samples.everything(ANN);

        stored(store.directory().putAll(List.of(device), List.of(user)));
        store.close();
        store = open();

        assertThat(store.floor().device(DESK)).contains(device);
        assertThat(store.floor().user(ANN)).contains(user);
        assertThat(sitter("2001")).contains("301 default");
    }

    @Test
    void history_isNewestFirstAndCanBeNarrowed() {
        stored(store.directory().putAll(List.of(device("2001"), device("2002")), List.of()));
        for (String desk : List.of("2001", "2002", "2001")) {
            store.logins().login(new DeviceNumber(desk), ANN, How.CODE);
            store.logins().logoff(new DeviceNumber(desk), How.API);
        }
        store.logins().login(DESK, BEN, How.CODE);
        store.logins().login(DESK, ANN, How.CODE);

        assertThat(history())
                .containsExactly("2001 301 replaced", "2001 201 forced", "2002 201 forced", "2001 201 forced");
        assertThat(store.ledger().sessions(new LedgerQuery(Optional.of(DESK), Optional.of(ANN), Optional.empty(), 1)))
                .singleElement()
                .satisfies(over -> {
                    assertThat(over.how()).isEqualTo(How.API);
                    assertThat(over.why()).isEqualTo(Why.FORCED);
                    assertThat(over.session().how()).isEqualTo(How.CODE);
                    assertThat(over.ended()).isEqualTo(StoreOnFile.NOON.instant());
                });
    }

    @Test
    void alias_leadsToADeviceOrAUser() {
        stored(store.directory().putDevice(device("2001")));
        long before = store.changes().latest();

        stored(store.directory().addAlias(DESK_ALIAS));
        stored(store.directory().addAlias(ANN_ALIAS));
        stored(store.directory().addAlias(ANN_ALIAS));

        assertThat(changes(before)).containsExactly("ALIAS +15552001 ", "ALIAS ann.lee ");
        assertThat(store.floor().alias(DESK_ALIAS.name())).contains(DESK_ALIAS);
        assertThat(store.floor().aliasesOf(ANN)).containsExactly(ANN_ALIAS.name());
        store.close();
        store = open();
        assertThat(store.floor().aliases()).containsExactlyInAnyOrder(DESK_ALIAS, ANN_ALIAS);
    }

    @Test
    void alias_isRefusedWithWhatToDo() {
        stored(store.directory().putDevice(device("2001")));
        stored(store.directory().addAlias(ANN_ALIAS));

        assertThat(rejected(store.directory().addAlias(Alias.of(new AliasName("x"), new DeviceNumber("9")))))
                .containsExactly("alias x: must lead somewhere; there is no device 9, add it first");
        assertThat(rejected(store.directory().addAlias(Alias.of(new AliasName("x"), new UserNumber("9")))))
                .containsExactly("alias x: must lead somewhere; there is no user 9, add it first");
        assertThat(rejected(store.directory().addAlias(Alias.of(new AliasName("2001"), ANN))))
                .containsExactly("alias 2001: is the number of a device; an alias must be a name nobody has");
        assertThat(rejected(store.directory().addAlias(Alias.of(new AliasName("301"), ANN))))
                .containsExactly("alias 301: is the number of a user; an alias must be a name nobody has");
        assertThat(rejected(store.directory().addAlias(Alias.of(ANN_ALIAS.name(), BEN))))
                .containsExactly("alias ann.lee: leads to user 201 already; remove it first");
        assertThat(rejected(store.directory().removeAlias(new AliasName("x"))))
                .containsExactly("alias x: there is no such alias");
    }

    @Test
    void numberThatIsAnAlias_isRefusedForAUserOrDevice() {
        stored(store.directory().addAlias(Alias.of(new AliasName("5551"), ANN)));

        assertThat(rejected(store.directory().putDevice(device("5551"))))
                .containsExactly("device 5551: the number is an alias of user 201;"
                        + " remove that first, or take another number");
        assertThat(rejected(store.directory().putUser(user("5551", "Cy"))))
                .containsExactly("user 5551: the number is an alias of user 201;"
                        + " remove that first, or take another number");
        stored(store.directory().removeAlias(new AliasName("5551")));
        stored(store.directory().putUser(user("5551", "Cy")));
    }

    @Test
    void aliases_areRemovedWithTheirDeviceOrUser() {
        stored(store.directory().putDevice(device("2001")));
        stored(store.directory().addAlias(DESK_ALIAS));
        stored(store.directory().addAlias(ANN_ALIAS));
        long before = store.changes().latest();

        stored(store.directory().removeDevice(DESK));
        assertThat(changes(before))
                .containsExactly("DEVICE 2001 ", "ALIAS +15552001 ", "MEMBER device 2001", "POLICY device 2001");
        stored(store.directory().removeUser(ANN));

        assertThat(store.floor().aliases()).isEmpty();
    }

    @Test
    void image_isThatOfTheContract() {
        stored(store.directory().putAll(List.of(device("2001").fallingBackTo(BEN)), List.of()));

        Map<AstDbKey, String> rows = Projection.all(store.floor());
        assertThat(rows)
                .containsEntry(new AstDbKey("DEVICE", "2001/dial"), "PJSIP/2001")
                .containsEntry(new AstDbKey("DEVICE", "2001/type"), "adhoc")
                .containsEntry(new AstDbKey("DEVICE", "2001/user"), "301")
                .containsEntry(new AstDbKey("DEVICE", "2001/default_user"), "301")
                .containsEntry(new AstDbKey("AMPUSER", "301/device"), "2001")
                .containsEntry(new AstDbKey("AMPUSER", "301/voicemail"), "novm")
                .doesNotContainKey(new AstDbKey("AMPUSER", "201/device"))
                .doesNotContainKey(new AstDbKey("AMPUSER", "201/password"));
    }

    private Optional<String> sitter(String desk) {
        return store.floor().sessionAt(new DeviceNumber(desk)).map(StoreContract::text);
    }

    private static String text(Session session) {
        return session.user() + " " + session.how().name().toLowerCase(Locale.ROOT);
    }

    private List<String> history() {
        return store
                .ledger()
                .sessions(new LedgerQuery(Optional.empty(), Optional.empty(), Optional.empty(), 100))
                .stream()
                .map(over -> over.session().device() + " " + over.session().user() + " "
                        + over.why().name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private List<String> changes(long after) {
        return store.changes().after(after, 1000).stream()
                .map(change -> change.kind() + " " + change.subject() + " " + change.other())
                .toList();
    }

    private static Device dahdi(String number, String channel) {
        return Samples.dialled(device(number), Technology.DAHDI, new DialString("DAHDI/" + channel));
    }

    private static void stored(PutOutcome outcome) {
        assertThat(outcome).isInstanceOf(PutOutcome.Stored.class);
    }

    private static List<String> rejected(PutOutcome outcome) {
        return outcome.fold(stored -> List.of("stored"), PutOutcome.Rejected::reasons);
    }
}
