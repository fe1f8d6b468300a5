package org.hotdesk.store;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.jdbi.v3.core.Handle;

/** The floor in its tables: read whole, brought up to date by what others changed, and written by drafts. */
final class FloorTables {
    private FloorTables() {}

    static Floor load(Handle handle) {
        return Floor.of(DeviceTable.all(handle), UserTable.all(handle), SessionTable.open(handle))
                .withAliases(AliasTable.all(handle))
                .withPolicies(PolicyTables.load(handle));
    }

    /** The floor with everything these changes touched read again. */
    static Floor refresh(Handle handle, Floor stale, List<Change> changes) {
        Set<String> users = new LinkedHashSet<>();
        Set<String> devices = new LinkedHashSet<>();
        Set<AliasName> aliases = new LinkedHashSet<>();
        for (Change change : changes) {
            switch (change.kind()) {
                case USER, FEATURES, ADOPTED -> users.add(change.subject());
                case DEVICE -> devices.add(change.subject());
                case ALIAS -> aliases.add(new AliasName(change.subject()));
                case CHANNEL,
                        PERSON,
                        MAILBOX,
                        SESSION_BEGAN,
                        SESSION_ENDED,
                        GROUP,
                        MEMBER,
                        POLICY,
                        PHONE,
                        PHONE_MODEL -> {}
            }
        }
        Floor floor = withoutSessions(stale, devices);
        for (String number : users) {
            Optional<AmpUser> user = UserTable.one(handle, number);
            floor = user.isPresent() ? floor.withUser(user.get()) : floor.withoutUser(new UserNumber(number));
        }
        for (String number : devices) {
            Optional<Device> device = DeviceTable.one(handle, number);
            floor = device.isPresent() ? floor.withDevice(device.get()) : floor.withoutDevice(new DeviceNumber(number));
        }
        floor = withAliases(handle, withSessions(handle, floor, devices), aliases);
        return floor.withPolicies(PolicyTables.refresh(handle, floor.policies(), changes));
    }

    private static Floor withAliases(Handle handle, Floor stale, Set<AliasName> aliases) {
        Floor floor = stale;
        for (AliasName name : aliases) {
            Optional<Alias> alias = AliasTable.one(handle, name);
            floor = alias.isPresent() ? floor.withAlias(alias.get()) : floor.withoutAlias(name);
        }
        return floor;
    }

    private static Floor withoutSessions(Floor stale, Set<String> devices) {
        Floor floor = stale;
        for (String number : devices) {
            Optional<Session> open = floor.sessionAt(new DeviceNumber(number));
            floor = open.isPresent() ? floor.withoutSession(open.get()) : floor;
        }
        return floor;
    }

    private static Floor withSessions(Handle handle, Floor without, Set<String> devices) {
        Floor floor = without;
        for (String number : devices) {
            Optional<Session> open = SessionTable.openAt(handle, number);
            floor = open.isPresent() ? floor.withSession(open.get()) : floor;
        }
        return floor;
    }

    /** Writes the rows of a draft, in the order that foreign keys allow. */
    static void write(Handle handle, Draft draft) {
        Instant now = draft.now();
        MailboxTable.insert(handle, draft.mailboxesMade(), now);
        SessionTable.end(handle, draft.ended());
        List<AmpUser> users = draft.usersPut();
        Predicate<AmpUser> knownUser =
                user -> draft.before().user(user.number()).isPresent();
        UserTable.insert(handle, some(users, knownUser.negate()), now);
        UserTable.update(handle, some(users, knownUser), now);
        List<Device> devices = draft.devicesPut();
        Predicate<Device> knownDevice =
                device -> draft.before().device(device.number()).isPresent();
        DeviceTable.insert(handle, some(devices, knownDevice.negate()), now);
        DeviceTable.update(handle, some(devices, knownDevice), now);
        AliasTable.delete(handle, draft.aliasesRemoved());
        AliasTable.insert(handle, draft.aliasesAdded(), now);
        SessionTable.begin(handle, draft.begun());
        DeviceTable.delete(handle, draft.devicesRemoved());
        UserTable.delete(handle, draft.usersRemoved());
    }

    private static <T> List<T> some(List<T> all, Predicate<T> which) {
        return all.stream().filter(which).toList();
    }
}
