package org.hotdesk.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Mailbox;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.Person;
import org.hotdesk.model.Token;
import org.jdbi.v3.core.Handle;

/** The persons and mailboxes that users refer to, which are in the database and not on the floor. */
final class Belongings {
    /** From so many users on, all persons and mailboxes are read at once instead of one by one. */
    private static final int MANY = 50;

    private Belongings() {}

    /** Makes the mailboxes that are missing; says which persons are. */
    static List<String> settle(Draft draft, Handle handle, List<AmpUser> users) {
        boolean many = users.size() >= MANY;
        Predicate<Token> person = many ? people(handle)::contains : uid -> PersonTable.exists(handle, uid);
        Predicate<MailboxAddress> mailbox = many
                ? mailboxes(handle)::contains
                : address -> MailboxTable.one(handle, address).isPresent();
        List<String> reasons = new ArrayList<>();
        Set<MailboxAddress> made = new HashSet<>();
        for (AmpUser user : users) {
            user.person()
                    .filter(person.negate())
                    .ifPresent(uid -> reasons.add(
                            "user " + user.number() + ": person must be a person's uid; there is no " + uid));
            user.mailbox()
                    .filter(mailbox.negate())
                    .filter(made::add)
                    .ifPresent(address -> draft.make(new Mailbox(address, user.cidname(), user.person())));
        }
        return List.copyOf(reasons);
    }

    private static Set<Token> people(Handle handle) {
        return PersonTable.all(handle).stream().map(Person::uid).collect(Collectors.toSet());
    }

    private static Set<MailboxAddress> mailboxes(Handle handle) {
        return MailboxTable.all(handle).stream().map(Mailbox::address).collect(Collectors.toSet());
    }
}
