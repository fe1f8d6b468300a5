package org.hotdesk.model;

/**
 * Users, devices or both that policies speak of together: a team, or the desks of an area. A user belongs to one group at
 * most, and so does a device.
 */
public record Group(Token name, DisplayName description) {
    public Group {
        if (!isName(name)) {
            throw new IllegalArgumentException("a group is not called " + PolicyKind.NONE);
        }
    }

    /** Whether a group may be called so: not by the word that stands for no group. */
    public static boolean isName(Token name) {
        return !name.text().equals(PolicyKind.NONE);
    }
}
