package org.hotdesk.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.Session;
import org.hotdesk.model.Technology;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.phone.MacAddress;
import org.hotdesk.phone.ModelName;
import org.hotdesk.store.Change.Kind;

/**
 * What one transaction touches, in the order in which the mirrors shall write it: users who come before devices, users
 * who leave after them, so that a call between two writes finds its callee at one device at least. One owner thread.
 */
final class ChangeSet {
    private final Set<Entry> mailboxes = new LinkedHashSet<>();
    private final Set<Entry> gained = new LinkedHashSet<>();
    private final Set<Entry> features = new LinkedHashSet<>();
    private final Set<Entry> devices = new LinkedHashSet<>();
    private final Set<Entry> channels = new LinkedHashSet<>();
    private final Set<Entry> lost = new LinkedHashSet<>();
    private final Set<Entry> aliases = new LinkedHashSet<>();
    private final Set<Entry> policies = new LinkedHashSet<>();
    private final Set<Entry> phones = new LinkedHashSet<>();
    private final Set<Entry> again = new LinkedHashSet<>();
    private final List<Entry> endings = new ArrayList<>();
    private final List<Entry> beginnings = new ArrayList<>();

    void mailbox(MailboxAddress address) {
        mailboxes.add(new Entry(Kind.MAILBOX, address.box(), address.context().text()));
    }

    void person(Token uid) {
        mailboxes.add(new Entry(Kind.PERSON, uid.text(), ""));
    }

    void gained(UserNumber user) {
        gained.add(new Entry(Kind.USER, user.digits(), ""));
    }

    void lost(UserNumber user) {
        lost.add(new Entry(Kind.USER, user.digits(), ""));
    }

    void features(UserNumber user) {
        features.add(new Entry(Kind.FEATURES, user.digits(), ""));
    }

    void adopted(UserNumber user, String server) {
        features.add(new Entry(Kind.ADOPTED, user.digits(), server));
    }

    void device(DeviceNumber device) {
        devices.add(new Entry(Kind.DEVICE, device.digits(), ""));
    }

    /** The DAHDI channel of the device; nothing for other technologies. */
    void channel(Device device) {
        if (device.technology() == Technology.DAHDI) {
            channels.add(new Entry(Kind.CHANNEL, device.dial().resource(), ""));
        }
    }

    void alias(AliasName name) {
        aliases.add(new Entry(Kind.ALIAS, name.text(), ""));
    }

    void group(Token name) {
        policies.add(new Entry(Kind.GROUP, name.text(), ""));
    }

    /** Which group the user or device of this scope is in. */
    void member(PolicyScope of) {
        policies.add(new Entry(Kind.MEMBER, of.word(), of.subject()));
    }

    void policy(PolicyScope at) {
        policies.add(new Entry(Kind.POLICY, at.word(), at.subject()));
    }

    void phone(MacAddress mac) {
        phones.add(new Entry(Kind.PHONE, mac.text(), ""));
    }

    void model(ModelName name) {
        phones.add(new Entry(Kind.PHONE_MODEL, name.text(), ""));
    }

    void again(Change change) {
        again.add(new Entry(change.kind(), change.subject(), change.other()));
    }

    void ended(Session session) {
        lost(session.user());
        endings.add(new Entry(
                Kind.SESSION_ENDED, session.user().digits(), session.device().digits()));
    }

    void began(Session session) {
        gained(session.user());
        beginnings.add(new Entry(
                Kind.SESSION_BEGAN, session.user().digits(), session.device().digits()));
    }

    /** All changes, numbered from the one after {@code last}. */
    List<Change> numberedAfter(long last) {
        Set<Entry> entities = new LinkedHashSet<>(mailboxes);
        for (Set<Entry> next : List.of(gained, features, devices, channels, lost, aliases, policies, phones, again)) {
            entities.addAll(next);
        }
        List<Change> numbered = new ArrayList<>();
        entities.forEach(entry -> numbered.add(entry.numbered(last + 1 + numbered.size())));
        endings.forEach(entry -> numbered.add(entry.numbered(last + 1 + numbered.size())));
        beginnings.forEach(entry -> numbered.add(entry.numbered(last + 1 + numbered.size())));
        return List.copyOf(numbered);
    }

    private record Entry(Kind kind, String subject, String other) {
        Change numbered(long seq) {
            return new Change(seq, kind, subject, other);
        }
    }
}
