package org.hotdesk.store;

/**
 * One entry of the change log: which entity a commit touched, not how. Who mirrors it writes the entity's current rows.
 *
 * @param seq grows in the order of commits
 * @param other of a session the device, of a mailbox the context, of what was adopted the server it came from, of a member
 *     the number, of policies the scope's subject; empty for all else
 */
public record Change(long seq, Kind kind, String subject, String other) {
    /** Whether rows show the entity; otherwise the change tells of something that happened. */
    boolean namesRows() {
        return kind != Kind.SESSION_BEGAN && kind != Kind.SESSION_ENDED;
    }

    /** What {@code subject} and {@code other} name. */
    public enum Kind {
        /** A device put, changed or removed, or somebody else sits there. */
        DEVICE,
        /** A user put, changed or removed, or sits elsewhere. */
        USER,
        /** A user's forwards, do not disturb or call waiting, switched by us: to be written to astdb. */
        FEATURES,
        /** The same, but read back from one server's astdb, where it stands already: for all others. */
        ADOPTED,
        /** Which device a DAHDI channel is. */
        CHANNEL,
        /** A user, and the device where the user sits from now on. */
        SESSION_BEGAN,
        /** A user, and the device where the user sat. */
        SESSION_ENDED,
        /** A person, by uid. */
        PERSON,
        /** A mailbox number and its context. */
        MAILBOX,
        /** An alias, by name; astdb has none of it. */
        ALIAS,
        /** A group, by name. */
        GROUP,
        /** Which group somebody is in: {@code user} or {@code device}, and the number. */
        MEMBER,
        /** What policies are set at one scope, by its word and subject; the devices and users it concerns are named too. */
        POLICY,
        /** A hard phone with its lines and settings, by Ethernet address. */
        PHONE,
        /** A make of hard phones, by name. */
        PHONE_MODEL
    }
}
