package org.hotdesk.bulk;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hotdesk.form.PersonFields;
import org.hotdesk.form.UserFields;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Mailbox;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.Person;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.phone.MacAddress;
import org.hotdesk.phone.ModelName;
import org.hotdesk.phone.Phone;
import org.hotdesk.pin.PinRules;
import org.hotdesk.store.Bulk;
import org.hotdesk.store.Pins;
import org.hotdesk.store.Secrets;

/**
 * What rows make of what is in the store. All of them are read before any is judged, so they may refer to each other in any
 * order; what they do not name stays as it is. Pure; one owner thread.
 */
final class BulkPlan {
    private final List<Row> rows;
    private final Bulk.Present here;
    private final PinRules pinRules;
    private final Problems problems;
    private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);
    private final Map<Token, Read<Person>> people;
    private final Map<MailboxAddress, Read<Mailbox>> mailboxes;
    private final Map<UserNumber, Read<AmpUser>> users;
    private final Map<DeviceNumber, Read<Device>> devices;
    private final Map<AliasName, Read<Alias>> aliases;
    private final Map<MacAddress, Read<Phone>> phones;
    private final Map<UserNumber, char[]> pins = new LinkedHashMap<>();
    private final Map<DeviceNumber, char[]> sipSecrets = new LinkedHashMap<>();
    private final Map<MailboxAddress, char[]> passwords = new LinkedHashMap<>();

    /** How many of a kind there are in the rows. */
    record Count(int fresh, int changed, int unchanged) {}

    /** What a row says, and what was there. */
    private record Read<V>(Row row, Optional<V> before, V now) {
        boolean isChange() {
            return before.filter(now::equals).isEmpty();
        }
    }

    /** Reads one thing of a row; empty, with a problem noted, where that cannot be. */
    private interface Reading<K, V> {
        Optional<V> read(K key, Optional<V> before, Cells cells);
    }

    private BulkPlan(List<Row> rows, Bulk.Present here, PinRules pinRules, Problems problems) {
        this.rows = rows;
        this.here = here;
        this.pinRules = pinRules;
        this.problems = problems;
        Floor floor = here.floor();
        people = each(Kind.PEOPLE, Token::parse, "a word", this::person, this::person);
        mailboxes = each(
                Kind.MAILBOXES,
                UserFields::address,
                UserFields.ADDRESS,
                key -> Optional.ofNullable(here.mailboxes().get(key)),
                this::mailbox);
        users = each(Kind.USERS, UserNumber::parse, "1 to 15 digits", floor::user, this::user);
        devices = each(Kind.DEVICES, DeviceNumber::parse, "1 to 15 digits", floor::device, this::device);
        aliases = each(
                Kind.ALIASES,
                AliasName::parse,
                "1 to 64 letters, digits or + . _ -",
                floor::alias,
                (name, before, cells) -> AliasCells.read(name, cells));
        phones = each(
                Kind.PHONES,
                MacAddress::parse,
                MacAddress.RANGE,
                key -> Optional.ofNullable(here.phones().get(key)),
                this::phone);
    }

    /** The plan, or, where problems were noted, as much of it as there can be. */
    static BulkPlan of(List<Row> rows, Bulk.Present here, PinRules pinRules, Problems problems) {
        var plan = new BulkPlan(rows, here, pinRules, problems);
        plan.makeMailboxes();
        plan.judge();
        return plan;
    }

    /** What is new or changed. */
    Bulk.Delivery delivery() {
        return new Bulk.Delivery(
                changed(people),
                changed(mailboxes),
                changed(users),
                changed(devices),
                changed(aliases),
                changed(phones));
    }

    Bulk.Keys keys() {
        return new Bulk.Keys(pins, sipSecrets, passwords);
    }

    Map<Kind, Count> counts() {
        count(Kind.PEOPLE, people);
        count(Kind.MAILBOXES, mailboxes);
        count(Kind.USERS, users);
        count(Kind.DEVICES, devices);
        count(Kind.ALIASES, aliases);
        count(Kind.PHONES, phones);
        return counts;
    }

    private static <V> List<V> changed(Map<?, Read<V>> read) {
        return read.values().stream().filter(Read::isChange).map(Read::now).toList();
    }

    private <V> void count(Kind kind, Map<?, Read<V>> read) {
        int fresh = (int)
                read.values().stream().filter(each -> each.before().isEmpty()).count();
        int changed = changed(read).size() - fresh;
        counts.put(kind, new Count(fresh, changed, read.size() - fresh - changed));
    }

    private <K, V> Map<K, Read<V>> each(
            Kind kind,
            Function<String, Optional<K>> parser,
            String range,
            Function<K, Optional<V>> before,
            Reading<K, V> reading) {
        Map<K, Read<V>> found = new LinkedHashMap<>();
        for (Row row : rows) {
            if (!row.kinds().contains(kind)) {
                continue;
            }
            var cells = new Cells(row, problems);
            Optional<K> key = key(kind, cells, parser, range);
            if (key.isPresent()) {
                Optional<V> old = before.apply(key.get());
                reading.read(key.get(), old, cells)
                        .ifPresent(now -> keep(kind, found, key.get(), new Read<>(row, old, now)));
            }
        }
        return found;
    }

    private <K> Optional<K> key(Kind kind, Cells cells, Function<String, Optional<K>> parser, String range) {
        if (cells.isFilled(kind.key())) {
            return cells.optional(kind.key(), Optional.empty(), parser, range);
        }
        kind.own().stream()
                .filter(cells::isFilled)
                .findFirst()
                .ifPresent(column -> cells.problem(kind.key(), "is missing, and " + column + " is not"));
        if (cells.row().kinds().size() == 1 && kind.own().stream().noneMatch(cells::isFilled)) {
            cells.problem(kind.key(), "is missing");
        }
        return Optional.empty();
    }

    /** In a sheet of several kinds one thing may stand in several lines, if they say the same. */
    private <K, V> void keep(Kind kind, Map<K, Read<V>> found, K key, Read<V> read) {
        Read<V> first = found.putIfAbsent(key, read);
        if (first == null) {
            return;
        }
        boolean together = read.row().kinds().size() > 1;
        if (!together || !first.now().equals(read.now())) {
            problems.add(read.row()
                    .problem(
                            kind.key(),
                            kind.key() + " " + key + " is in " + first.row() + " already"
                                    + (together ? ", with other values" : "")));
        }
    }

    private Optional<Person> person(Token uid) {
        return Optional.ofNullable(here.people().get(uid));
    }

    private Optional<Person> person(Token uid, Optional<Person> before, Cells cells) {
        return Optional.of(PersonFields.read(uid, before, cells));
    }

    private Optional<Mailbox> mailbox(MailboxAddress address, Optional<Mailbox> before, Cells cells) {
        cells.secret("mailbox_password", BulkPlan::passwordFault)
                .ifPresent(password -> passwords.put(address, password));
        if (before.isPresent()) {
            return Optional.of(MailboxCells.read(before.get(), cells));
        }
        return nameOf(cells, "mailbox_name")
                .map(name -> MailboxCells.read(new Mailbox(address, name, Optional.empty()), cells));
    }

    private Optional<AmpUser> user(UserNumber number, Optional<AmpUser> before, Cells cells) {
        cells.secret("pin", pin -> pinFault(number, pin)).ifPresent(pin -> pins.put(number, pin));
        if (before.isPresent()) {
            return Optional.of(UserCells.read(before.get(), cells));
        }
        return nameOf(cells, "cidname").map(name -> UserCells.read(AmpUser.named(number, name), cells));
    }

    private Optional<Device> device(DeviceNumber number, Optional<Device> before, Cells cells) {
        cells.secret("sip_secret", BulkPlan::secretFault).ifPresent(secret -> sipSecrets.put(number, secret));
        return Optional.of(DeviceCells.read(before.orElseGet(() -> Device.adhoc(number)), cells));
    }

    private Optional<Phone> phone(MacAddress mac, Optional<Phone> before, Cells cells) {
        if (before.isPresent()) {
            return Optional.of(PhoneCells.read(before.get(), cells));
        }
        if (!cells.isFilled("model")) {
            cells.problem("model", "a new phone needs its model");
            return Optional.empty();
        }
        return cells.row()
                .cell("model")
                .flatMap(cell -> cells.optional("model", Optional.empty(), ModelName::parse, ModelName.RANGE))
                .map(model -> PhoneCells.read(Phone.of(mac, model), cells));
    }

    /** The name of something new: what its column says, or else the person of the row is called. */
    private Optional<DisplayName> nameOf(Cells cells, String column) {
        if (cells.isFilled(column)) {
            // What is no name is told when the rest of the row is read.
            return cells.row()
                    .cell(column)
                    .flatMap(cell -> DisplayName.parse(cell.text()))
                    .or(() -> Optional.of(new DisplayName("-")));
        }
        Optional<DisplayName> name = cells.row()
                .cell("person")
                .flatMap(cell -> Token.parse(cell.text()))
                .flatMap(uid ->
                        Optional.ofNullable(people.get(uid)).map(Read::now).or(() -> person(uid)))
                .flatMap(PersonCells::fullName);
        if (name.isEmpty()) {
            cells.problem(column, column + " is needed for what is new");
        }
        return name;
    }

    private Optional<String> pinFault(UserNumber user, String pin) {
        if (!Pins.isValid(pin.toCharArray())) {
            return Optional.of(
                    "a PIN has " + pinRules.minDigits() + " to " + Pins.MAX_DIGITS + " digits that nobody would try");
        }
        return pinRules.weakness(user, pin.toCharArray()).map(why -> "this PIN is too easy to guess: " + why.words());
    }

    private static Optional<String> secretFault(String secret) {
        return Secrets.isSipSecret(secret)
                ? Optional.empty()
                : Optional.of("a SIP secret has 1 to 64 letters, digits or"
                        + " ! # $ % & ( ) * + , . / : = ? @ ^ _ { | } ~ -");
    }

    private static Optional<String> passwordFault(String password) {
        return Secrets.isMailboxPassword(password)
                ? Optional.empty()
                : Optional.of("a mailbox password has 3 to 15 digits");
    }

    /** Those that users name and that are not there, as a single user's would be. */
    private void makeMailboxes() {
        for (Read<AmpUser> user : users.values()) {
            user.now()
                    .mailbox()
                    .filter(address -> !here.mailboxes().containsKey(address))
                    .ifPresent(address -> mailboxes.computeIfAbsent(
                            address,
                            made -> new Read<>(
                                    user.row(),
                                    Optional.empty(),
                                    new Mailbox(
                                            made,
                                            user.now().cidname(),
                                            user.now().person()))));
        }
    }

    private void judge() {
        var judging = new Judging(
                here, problems, uid -> people.containsKey(uid) || here.people().containsKey(uid));
        mailboxes.values().forEach(read -> judging.person(read.row(), read.now().person()));
        Map<AmpUser, Row> userRows = new LinkedHashMap<>();
        users.values().forEach(read -> userRows.put(read.now(), read.row()));
        Map<Device, Row> deviceRows = new LinkedHashMap<>();
        devices.values().forEach(read -> deviceRows.put(read.now(), read.row()));
        Map<Alias, Row> aliasRows = new LinkedHashMap<>();
        aliases.values().forEach(read -> aliasRows.put(read.now(), read.row()));
        Floor floor = judging.floor(userRows, deviceRows, aliasRows);
        phones.values().forEach(read -> judging.phone(read.row(), read.now(), floor));
    }
}
