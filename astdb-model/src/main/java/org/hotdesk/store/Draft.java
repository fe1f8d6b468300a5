package org.hotdesk.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.Mailbox;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.rules.LoginDecision;
import org.jdbi.v3.core.Handle;

/**
 * One transaction in the making: the floor as it will be, the rows to write, and what to tell the mirrors. One owner
 * thread.
 */
final class Draft {
    private final Floor before;
    private final Instant now;
    private final long firstSession;
    private final Map<DeviceNumber, Device> devicesPut = new LinkedHashMap<>();
    private final Set<DeviceNumber> devicesRemoved = new LinkedHashSet<>();
    private final Map<UserNumber, AmpUser> usersPut = new LinkedHashMap<>();
    private final Set<UserNumber> usersRemoved = new LinkedHashSet<>();
    private final Map<MailboxAddress, Mailbox> mailboxesMade = new LinkedHashMap<>();
    private final Map<AliasName, Alias> aliasesAdded = new LinkedHashMap<>();
    private final Set<AliasName> aliasesRemoved = new LinkedHashSet<>();
    private final List<Session> begun = new ArrayList<>();
    private final List<EndedSession> ended = new ArrayList<>();
    private final List<Consumer<Handle>> afterwards = new ArrayList<>();
    private ChangeSet changes = new ChangeSet();
    private Floor floor;

    Draft(Floor before, long lastSession, Instant now) {
        this.before = before;
        this.floor = before;
        this.firstSession = lastSession + 1;
        this.now = now;
    }

    Floor before() {
        return before;
    }

    Floor floor() {
        return floor;
    }

    Instant now() {
        return now;
    }

    long lastSession() {
        return firstSession + begun.size() - 1;
    }

    void put(Device device) {
        if (floor.device(device.number()).filter(device::equals).isPresent()) {
            return;
        }
        floor.device(device.number()).ifPresent(changes::channel);
        changes.device(device.number());
        changes.channel(device);
        devicesPut.put(device.number(), device);
        floor = floor.withDevice(device);
    }

    void put(AmpUser user) {
        if (floor.user(user.number()).filter(user::equals).isPresent()) {
            return;
        }
        changes.gained(user.number());
        boolean switched = floor.user(user.number())
                .map(old -> !old.features().equals(user.features()))
                .orElse(true);
        if (switched) {
            changes.features(user.number());
        }
        store(user);
    }

    /** As {@link #put(AmpUser)}, for features that this server's astdb has already. */
    void adopt(AmpUser user, String server) {
        if (floor.user(user.number()).filter(user::equals).isEmpty()) {
            changes.adopted(user.number(), server);
            store(user);
        }
    }

    private void store(AmpUser user) {
        usersPut.put(user.number(), user);
        floor = floor.withUser(user);
    }

    /** The name must be free. */
    void add(Alias alias) {
        changes.alias(alias.name());
        aliasesAdded.put(alias.name(), alias);
        floor = floor.withAlias(alias);
    }

    void remove(AliasName name) {
        changes.alias(name);
        aliasesRemoved.add(name);
        floor = floor.withoutAlias(name);
    }

    /** The device must have been left by its user. Its aliases and policies go with it. */
    void remove(Device device) {
        floor.aliasesOf(device.number()).forEach(this::remove);
        forget(new PolicyScope.OfDevice(device.number()));
        changes.device(device.number());
        changes.channel(device);
        devicesRemoved.add(device.number());
        floor = floor.withoutDevice(device.number());
    }

    /** The user must have left all devices. Their aliases and policies go too. */
    void remove(UserNumber user) {
        floor.aliasesOf(user).forEach(this::remove);
        forget(new PolicyScope.OfUser(user));
        changes.lost(user);
        changes.features(user);
        usersRemoved.add(user);
        floor = floor.withoutUser(user);
    }

    /** Membership and policies of a device or user that goes; the floor forgets them with it. */
    private void forget(PolicyScope gone) {
        changes.member(gone);
        changes.policy(gone);
        afterwards(handle -> PolicyTables.clear(handle, gone));
    }

    /** Ends and begins sessions; those of byDefault changes begin as {@link How#DEFAULT}. */
    void seat(LoginDecision.Change change, How how, EndedSession.Why why) {
        changes.device(change.device());
        for (Session session : change.ends()) {
            changes.ended(session);
            ended.add(new EndedSession(session, now, how, why));
            floor = floor.withoutSession(session);
        }
        change.begins().ifPresent(user -> {
            var session =
                    new Session(lastSession() + 1, change.device(), user, now, change.byDefault() ? How.DEFAULT : how);
            changes.began(session);
            begun.add(session);
            floor = floor.withSession(session);
        });
    }

    /** A mailbox that a user names and that was not there. */
    void make(Mailbox mailbox) {
        mailboxesMade.put(mailbox.address(), mailbox);
        changes.mailbox(mailbox.address());
    }

    /** Does this in the same transaction once the rows of the draft are written; for what refers to them. */
    void afterwards(Consumer<Handle> work) {
        afterwards.add(work);
    }

    List<Consumer<Handle>> afterwards() {
        return List.copyOf(afterwards);
    }

    /** Takes over a floor whose rows were written past this draft; {@link #changes()} must tell of them. */
    void written(Floor written) {
        floor = written;
    }

    /** Forgets everything, so that nothing is written. */
    void abandon() {
        floor = before;
        changes = new ChangeSet();
        devicesPut.clear();
        devicesRemoved.clear();
        usersPut.clear();
        usersRemoved.clear();
        mailboxesMade.clear();
        aliasesAdded.clear();
        aliasesRemoved.clear();
        begun.clear();
        ended.clear();
        afterwards.clear();
    }

    ChangeSet changes() {
        return changes;
    }

    List<Device> devicesPut() {
        return List.copyOf(devicesPut.values());
    }

    List<DeviceNumber> devicesRemoved() {
        return List.copyOf(devicesRemoved);
    }

    List<AmpUser> usersPut() {
        return List.copyOf(usersPut.values());
    }

    List<UserNumber> usersRemoved() {
        return List.copyOf(usersRemoved);
    }

    List<Mailbox> mailboxesMade() {
        return List.copyOf(mailboxesMade.values());
    }

    List<Alias> aliasesAdded() {
        return List.copyOf(aliasesAdded.values());
    }

    List<AliasName> aliasesRemoved() {
        return List.copyOf(aliasesRemoved);
    }

    List<Session> begun() {
        return List.copyOf(begun);
    }

    List<EndedSession> ended() {
        return List.copyOf(ended);
    }
}
