package org.hotdesk.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.Mailbox;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.Person;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.phone.MacAddress;
import org.hotdesk.phone.ModelName;
import org.hotdesk.phone.Phone;
import org.hotdesk.phone.PhoneModel;
import org.hotdesk.rules.SeatRules;
import org.jdbi.v3.core.Handle;

/** Takes people, mailboxes, users, devices, aliases and phones in one transaction; nothing is removed. Thread-safe. */
public final class Bulk {
    private final Database database;
    private final Commits commits;
    private final Pins pins;
    private final Secrets secrets;

    Bulk(Database database, Commits commits, Pins pins, Secrets secrets) {
        this.database = database;
        this.commits = commits;
        this.pins = pins;
        this.secrets = secrets;
    }

    /** What is in the store. */
    public record Present(
            Floor floor,
            Map<Token, Person> people,
            Map<MailboxAddress, Mailbox> mailboxes,
            Map<MacAddress, Phone> phones,
            Map<ModelName, PhoneModel> models) {}

    /** What is new or changed; whatever one refers to is in here or in the store. */
    public record Delivery(
            List<Person> people,
            List<Mailbox> mailboxes,
            List<AmpUser> users,
            List<Device> devices,
            List<Alias> aliases,
            List<Phone> phones) {
        public Delivery {
            people = List.copyOf(people);
            mailboxes = List.copyOf(mailboxes);
            users = List.copyOf(users);
            devices = List.copyOf(devices);
            aliases = List.copyOf(aliases);
            phones = List.copyOf(phones);
        }
    }

    /**
     * The secrets that come with it, valid ones, of users, devices and mailboxes that are delivered or in the store. A SIP
     * secret or password that is there already is left alone; a PIN is hashed anew.
     */
    public record Keys(
            Map<UserNumber, char[]> pins,
            Map<DeviceNumber, char[]> sipSecrets,
            Map<MailboxAddress, char[]> mailboxPasswords) {
        /** Never with the secrets. */
        @Override
        public String toString() {
            return "Keys[" + pins.size() + " PINs]";
        }
    }

    /** What to store; with reasons, nothing. */
    public record Judgement(Delivery delivery, List<String> reasons) {}

    /** Everything, as the last commit left it. Reads the database. */
    public Present present() {
        return database.read(handle -> present(handle, commits.newest().floor()));
    }

    /**
     * Stores all of it or nothing. Hashing takes tens of milliseconds a PIN and is done before anything is locked.
     *
     * @param hashed hears how many PINs are hashed, after each
     * @param judge works out what to store from what is in the store then; everybody else who writes waits for it
     */
    public PutOutcome take(Keys keys, LongConsumer hashed, Function<Present, Judgement> judge) {
        Map<UserNumber, PinTable.Pin> kept = new LinkedHashMap<>();
        keys.pins().forEach((user, pin) -> {
            kept.put(user, pins.kept(user, pin));
            hashed.accept(kept.size());
        });
        return commits.write((draft, handle) -> {
            Present present = present(handle, draft.floor());
            Judgement judgement = judge.apply(present);
            if (!judgement.reasons().isEmpty()) {
                return seq -> new PutOutcome.Rejected(judgement.reasons());
            }
            put(draft, handle, present, judgement.delivery());
            lock(draft, handle, kept, keys);
            return PutOutcome.Stored::new;
        });
    }

    private static Present present(Handle handle, Floor floor) {
        return new Present(
                floor,
                byKey(PersonTable.all(handle), Person::uid),
                byKey(MailboxTable.all(handle), Mailbox::address),
                byKey(PhoneTable.all(handle), Phone::mac),
                byKey(PhoneTable.models(handle), PhoneModel::name));
    }

    private static <K, V> Map<K, V> byKey(List<V> all, Function<V, K> key) {
        Map<K, V> map = new HashMap<>();
        all.forEach(each -> map.put(key.apply(each), each));
        return map;
    }

    private static void put(Draft draft, Handle handle, Present present, Delivery delivery) {
        people(draft, handle, present, delivery.people());
        mailboxes(draft, handle, present, delivery.mailboxes());
        delivery.users().forEach(draft::put);
        delivery.devices().forEach(draft::put);
        delivery.aliases().forEach(draft::add);
        for (Device device : delivery.devices()) {
            SeatRules.saved(draft.floor(), draft.before().device(device.number()), device)
                    .ifPresent(change -> draft.seat(
                            change,
                            How.DEFAULT,
                            device.isFixed() ? EndedSession.Why.DEVICE_FIXED : EndedSession.Why.DEFAULT_CHANGED));
        }
        delivery.phones().forEach(phone -> draft.changes().phone(phone.mac()));
        draft.afterwards(after -> {
            PhoneTable.insert(after, fresh(delivery.phones(), Phone::mac, present.phones()), draft.now());
            PhoneTable.update(after, known(delivery.phones(), Phone::mac, present.phones()), draft.now());
        });
    }

    private static void people(Draft draft, Handle handle, Present present, List<Person> people) {
        PersonTable.insert(handle, fresh(people, Person::uid, present.people()), draft.now());
        List<Person> changed = known(people, Person::uid, present.people());
        PersonTable.update(handle, changed, draft.now());
        people.forEach(person -> draft.changes().person(person.uid()));
        Set<Token> renamed = changed.stream().map(Person::uid).collect(Collectors.toSet());
        present.mailboxes().values().stream()
                .filter(box -> box.person().filter(renamed::contains).isPresent())
                .forEach(box -> draft.changes().mailbox(box.address()));
    }

    private static void mailboxes(Draft draft, Handle handle, Present present, List<Mailbox> mailboxes) {
        fresh(mailboxes, Mailbox::address, present.mailboxes()).forEach(draft::make);
        List<Mailbox> changed = known(mailboxes, Mailbox::address, present.mailboxes());
        MailboxTable.update(handle, changed, draft.now());
        changed.forEach(box -> draft.changes().mailbox(box.address()));
    }

    private void lock(Draft draft, Handle handle, Map<UserNumber, PinTable.Pin> kept, Keys keys) {
        kept.keySet().forEach(draft.changes()::gained);
        Map<DeviceNumber, SecretTable.SipSecret> held =
                keys.sipSecrets().isEmpty() ? Map.of() : SecretTable.allSip(handle);
        Map<DeviceNumber, SecretTable.SipSecret> sealed = new LinkedHashMap<>();
        keys.sipSecrets().forEach((device, secret) -> {
            if (!secrets.holds(device, Optional.ofNullable(held.get(device)), secret)) {
                sealed.put(device, secrets.sealed(device, secret));
                draft.changes().device(device);
            }
        });
        Map<MailboxAddress, String> passwords = new LinkedHashMap<>();
        keys.mailboxPasswords().forEach((box, password) -> {
            if (!secrets.holds(box, SecretTable.mailbox(handle, box), password)) {
                passwords.put(box, secrets.sealed(box, password));
                draft.changes().mailbox(box);
            }
        });
        draft.afterwards(after -> {
            kept.forEach((user, pin) -> PinTable.put(after, user, pin, draft.now()));
            sealed.forEach((device, secret) -> SecretTable.putSip(after, device, secret, draft.now()));
            passwords.forEach((box, password) -> SecretTable.putMailbox(after, box, password, draft.now()));
        });
    }

    private static <K, V> List<V> fresh(List<V> all, Function<V, K> key, Map<K, V> present) {
        return all.stream()
                .filter(each -> !present.containsKey(key.apply(each)))
                .toList();
    }

    private static <K, V> List<V> known(List<V> all, Function<V, K> key, Map<K, V> present) {
        return all.stream().filter(each -> present.containsKey(key.apply(each))).toList();
    }
}
