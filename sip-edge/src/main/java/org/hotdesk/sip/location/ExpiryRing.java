package org.hotdesk.sip.location;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Contacts by the second they expire in. A refresh does not move its contact: when the old second comes, the contact is
 * listed under its new one. One owner thread.
 */
final class ExpiryRing {
    private static final int SECONDS = 8192;

    private final @Nullable Contact[] lists = new Contact[SECONDS];
    private long second;

    ExpiryRing(long nowMillis) {
        second = nowMillis / 1000;
    }

    /** Lists a new contact, or one that has come to expire earlier than it is listed for. */
    void add(Contact contact) {
        long wanted = contact.expires / 1000 + 1;
        contact.dueSecond = Math.max(second + 1, Math.min(wanted, second + SECONDS - 1));
        int at = (int) (contact.dueSecond % SECONDS);
        Contact head = lists[at];
        contact.dueNext = head;
        contact.duePrevious = null;
        if (head != null) {
            head.duePrevious = contact;
        }
        lists[at] = contact;
    }

    void remove(Contact contact) {
        if (contact.duePrevious != null) {
            contact.duePrevious.dueNext = contact.dueNext;
        } else {
            lists[(int) (contact.dueSecond % SECONDS)] = contact.dueNext;
        }
        if (contact.dueNext != null) {
            contact.dueNext.duePrevious = contact.duePrevious;
        }
    }

    /** After a change of {@code expires}. */
    void changed(Contact contact) {
        if (contact.expires / 1000 + 1 < contact.dueSecond) {
            remove(contact);
            add(contact);
        }
    }

    /** Goes on to that time and hands out what has expired, taken off already. */
    void advance(long nowMillis, Consumer<Contact> expired) {
        long now = nowMillis / 1000;
        // After a long sleep each list is looked at once, not once for each second slept.
        second = Math.max(second, now - SECONDS);
        while (second < now) {
            second++;
            int at = (int) (second % SECONDS);
            Contact contact = lists[at];
            lists[at] = null;
            while (contact != null) {
                Contact next = contact.dueNext;
                if (contact.expires <= nowMillis) {
                    expired.accept(contact);
                } else {
                    add(contact);
                }
                contact = next;
            }
        }
    }
}
