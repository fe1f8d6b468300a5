package org.hotdesk.sip.location;

/** Where the table writes its changes down. Called on the edge's thread, so nothing here waits. */
interface Ledger {
    /** Writes nothing. */
    Ledger NONE = new Ledger() {};

    /** All of a contact, new or changed. */
    default void put(Contact contact) {}

    /** Expiry, preference and order of a contact that is otherwise as it was. */
    default void refreshed(Contact contact) {}

    default void removed(long id) {}

    /**
     * Whether it wants to be told all contacts anew.
     *
     * @param liveBytes what {@link #put} of all contacts would take
     */
    default boolean wantsSnapshot(long liveBytes) {
        return false;
    }

    default void beginSnapshot() {}

    /** Whether a slice can be taken now; when not, later. */
    default boolean hasRoom() {
        return true;
    }

    /** Whether the snapshot begun is still good; it is not when a change had to be left out. */
    default boolean isSnapshotGood() {
        return true;
    }

    default void endSnapshot() {}
}
