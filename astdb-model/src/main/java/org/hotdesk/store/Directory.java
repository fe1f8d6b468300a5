package org.hotdesk.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.Mailbox;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.Person;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.rules.Admission;
import org.hotdesk.rules.SeatRules;
import org.jdbi.v3.core.Handle;

/**
 * Devices, users, aliases, people and mailboxes, as the administrator sees them. Every change is judged on the floor as it would
 * be, and stored whole or not at all; putting what is there already changes nothing. Thread-safe.
 */
public final class Directory {
    private final Database database;
    private final Commits commits;

    Directory(Database database, Commits commits) {
        this.database = database;
        this.commits = commits;
    }

    /** Adds a device or changes it. Nobody who logged in is logged off, unless the device becomes fixed to somebody else. */
    public PutOutcome putDevice(Device device) {
        return putAll(List.of(device), List.of());
    }

    /** Adds a user or changes one, features included; a mailbox the user names and that does not exist is made. */
    public PutOutcome putUser(AmpUser user) {
        return putAll(List.of(), List.of(user));
    }

    /** All of them in one transaction, judged together, so that they may refer to each other. */
    public PutOutcome putAll(List<Device> devices, List<AmpUser> users) {
        return commits.write((draft, handle) -> put(draft, handle, devices, users));
    }

    /** Changes a device that exists; the function sees what is stored, so of two changes at once none is lost. */
    public PutOutcome changeDevice(DeviceNumber number, UnaryOperator<Device> change) {
        return commits.write((draft, handle) -> draft.floor()
                .device(number)
                .map(device -> put(draft, handle, List.of(change.apply(device)), List.of()))
                .orElseGet(() -> rejected(noDevice(number))));
    }

    /** Changes a user that exists; the function sees what is stored, so of two changes at once none is lost. */
    public PutOutcome changeUser(UserNumber number, UnaryOperator<AmpUser> change) {
        return commits.write((draft, handle) -> draft.floor()
                .user(number)
                .map(user -> put(draft, handle, List.of(), List.of(change.apply(user))))
                .orElseGet(() -> rejected(noUser(number))));
    }

    /** Removes a device with its aliases, which ends its session; refused while it is a line of a hard phone. */
    public PutOutcome removeDevice(DeviceNumber number) {
        return commits.write((draft, handle) -> {
            Optional<Device> device = draft.floor().device(number);
            if (device.isEmpty()) {
                return rejected(noDevice(number));
            }
            List<String> phones = PhoneBook.texts(PhoneTable.with(handle, number));
            if (!phones.isEmpty()) {
                return rejected("device " + number + ": is a line of phone " + Admission.some(phones)
                        + "; take it off these first");
            }
            SeatRules.deviceRemoved(draft.floor(), number)
                    .ifPresent(change -> draft.seat(change, How.DEFAULT, EndedSession.Why.DEVICE_REMOVED));
            draft.remove(device.get());
            return PutOutcome.Stored::new;
        });
    }

    /** Removes a user with their aliases, who leaves all devices; refused while devices or other users refer to the user. */
    public PutOutcome removeUser(UserNumber number) {
        return commits.write((draft, handle) -> {
            if (draft.floor().user(number).isEmpty()) {
                return rejected(noUser(number));
            }
            List<String> reasons = Admission.removal(draft.floor(), number);
            if (!reasons.isEmpty()) {
                return rejected(reasons);
            }
            SeatRules.userRemoved(draft.floor(), number)
                    .forEach(change -> draft.seat(change, How.DEFAULT, EndedSession.Why.USER_REMOVED));
            draft.remove(number);
            return PutOutcome.Stored::new;
        });
    }

    /** Adds an alias. One that leads elsewhere is not led anew: it must be removed first, so that nobody loses it unawares. */
    public PutOutcome addAlias(Alias alias) {
        return commits.write((draft, handle) -> {
            List<String> reasons = Admission.alias(draft.floor(), alias);
            if (!reasons.isEmpty()) {
                return rejected(reasons);
            }
            if (draft.floor().alias(alias.name()).isEmpty()) {
                draft.add(alias);
            }
            return PutOutcome.Stored::new;
        });
    }

    /** Removes an alias; who bore it stays. */
    public PutOutcome removeAlias(AliasName name) {
        return commits.write((draft, handle) -> {
            if (draft.floor().alias(name).isEmpty()) {
                return rejected("alias " + name + ": there is no such alias");
            }
            draft.remove(name);
            return PutOutcome.Stored::new;
        });
    }

    /** Takes over what a feature code has switched in that server's astdb, where it stands already; other servers get it. */
    public PutOutcome adopt(UserNumber number, CallFeatures features, String server) {
        return commits.write((draft, handle) -> {
            Optional<AmpUser> user = draft.floor().user(number);
            if (user.isEmpty()) {
                return rejected(noUser(number));
            }
            draft.adopt(user.get().with().features(features).build(), server);
            return PutOutcome.Stored::new;
        });
    }

    /** Adds a person or changes one. */
    public PutOutcome putPerson(Person person) {
        return commits.write((draft, handle) -> put(draft, handle, person));
    }

    /** Changes a person who exists; the function sees what is stored, so of two changes at once none is lost. */
    public PutOutcome changePerson(Token uid, UnaryOperator<Person> change) {
        return commits.write((draft, handle) -> PersonTable.one(handle, uid)
                .map(person -> put(draft, handle, change.apply(person)))
                .orElseGet(() -> rejected("person " + uid + ": there is no such person")));
    }

    /** Removes a person; refused while users, mailboxes or phones are theirs. */
    public PutOutcome removePerson(Token uid) {
        return commits.write((draft, handle) -> {
            if (!PersonTable.exists(handle, uid)) {
                return rejected("person " + uid + ": there is no such person");
            }
            List<String> owned = new ArrayList<>();
            MailboxTable.of(handle, uid).forEach(box -> owned.add("mailbox " + box));
            UserTable.of(handle, uid).forEach(user -> owned.add("user " + user));
            PhoneTable.of(handle, uid).forEach(phone -> owned.add("phone " + phone));
            if (!owned.isEmpty()) {
                return rejected(
                        "person " + uid + ": is the person of " + Admission.some(owned) + "; change these first");
            }
            PersonTable.delete(handle, uid);
            draft.changes().person(uid);
            return PutOutcome.Stored::new;
        });
    }

    /** Adds a mailbox or changes it; its password stays. */
    public PutOutcome putMailbox(Mailbox mailbox) {
        return commits.write((draft, handle) -> put(draft, handle, mailbox));
    }

    /** Changes a mailbox that exists; the function sees what is stored, so of two changes at once none is lost. */
    public PutOutcome changeMailbox(MailboxAddress address, UnaryOperator<Mailbox> change) {
        return commits.write((draft, handle) -> MailboxTable.one(handle, address)
                .map(mailbox -> put(draft, handle, change.apply(mailbox)))
                .orElseGet(() -> rejected("mailbox " + address + ": there is no such mailbox")));
    }

    /** Removes a mailbox; refused while it is a user's. The messages in Asterisk's spool stay where they are. */
    public PutOutcome removeMailbox(MailboxAddress address) {
        return commits.write((draft, handle) -> {
            if (MailboxTable.one(handle, address).isEmpty()) {
                return rejected("mailbox " + address + ": there is no such mailbox");
            }
            List<String> users = UserTable.of(handle, address).stream()
                    .map(UserNumber::digits)
                    .toList();
            if (!users.isEmpty()) {
                return rejected("mailbox " + address + ": is the mailbox of user " + Admission.some(users)
                        + "; change these first");
            }
            MailboxTable.delete(handle, address);
            draft.changes().mailbox(address);
            return PutOutcome.Stored::new;
        });
    }

    /** Everybody, by uid. Reads the database. */
    public List<Person> people() {
        return database.read(PersonTable::all);
    }

    /** The person of this uid. Reads the database. */
    public Optional<Person> person(Token uid) {
        return database.read(handle -> PersonTable.one(handle, uid));
    }

    /** The mailbox of this address. Reads the database. */
    public Optional<Mailbox> mailbox(MailboxAddress address) {
        return database.read(handle -> MailboxTable.one(handle, address));
    }

    /** All mailboxes, by context and number. Reads the database. */
    public List<Mailbox> mailboxes() {
        return database.read(MailboxTable::all);
    }

    private static LongFunction<PutOutcome> put(Draft draft, Handle handle, Person person) {
        PersonTable.put(handle, person, draft.now());
        draft.changes().person(person.uid());
        MailboxTable.of(handle, person.uid()).forEach(draft.changes()::mailbox);
        return PutOutcome.Stored::new;
    }

    private static LongFunction<PutOutcome> put(Draft draft, Handle handle, Mailbox mailbox) {
        Optional<Token> stranger = mailbox.person().filter(uid -> !PersonTable.exists(handle, uid));
        if (stranger.isPresent()) {
            return rejected(
                    "mailbox " + mailbox.address() + ": person must be a person's uid; there is no " + stranger.get());
        }
        Optional<Mailbox> old = MailboxTable.one(handle, mailbox.address());
        if (old.isEmpty()) {
            draft.make(mailbox);
        } else if (!old.get().equals(mailbox)) {
            MailboxTable.update(handle, List.of(mailbox), draft.now());
            draft.changes().mailbox(mailbox.address());
        }
        return PutOutcome.Stored::new;
    }

    private static LongFunction<PutOutcome> put(Draft draft, Handle handle, List<Device> devices, List<AmpUser> users) {
        List<String> reasons = admit(draft, handle, devices, users);
        if (!reasons.isEmpty()) {
            return rejected(reasons);
        }
        devices.forEach(device -> SeatRules.saved(draft.floor(), draft.before().device(device.number()), device)
                .ifPresent(change -> draft.seat(
                        change,
                        How.DEFAULT,
                        device.isFixed() ? EndedSession.Why.DEVICE_FIXED : EndedSession.Why.DEFAULT_CHANGED)));
        return PutOutcome.Stored::new;
    }

    /** Puts them into the draft; where a rule forbids it, abandons the draft and says why. */
    static List<String> admit(Draft draft, Handle handle, List<Device> devices, List<AmpUser> users) {
        users.forEach(draft::put);
        devices.forEach(draft::put);
        List<String> reasons = new ArrayList<>(Belongings.settle(draft, handle, users));
        users.forEach(user -> reasons.addAll(Admission.user(draft.floor(), user)));
        devices.forEach(device -> reasons.addAll(Admission.device(draft.floor(), device)));
        if (!reasons.isEmpty()) {
            draft.abandon();
        }
        return List.copyOf(reasons);
    }

    private static String noDevice(DeviceNumber number) {
        return "device " + number + ": there is no such device";
    }

    private static String noUser(UserNumber number) {
        return "user " + number + ": there is no such user";
    }

    private static LongFunction<PutOutcome> rejected(String reason) {
        return rejected(List.of(reason));
    }

    private static LongFunction<PutOutcome> rejected(List<String> reasons) {
        return seq -> new PutOutcome.Rejected(reasons);
    }
}
