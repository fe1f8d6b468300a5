package org.hotdesk.sip.location;

/**
 * Hears of contacts that come, move and go; that one lives longer is told nobody, since it happens all the time, and the
 * table knows. Called on the edge's thread, so it must not wait.
 */
public interface LocationListener {
    /** Why a contact is gone. */
    enum Gone {
        /** The phone said so. */
        UNREGISTERED,
        /** It did not refresh in time. */
        EXPIRED,
        /** Its connection ended. */
        DISCONNECTED,
        /** A newer contact took its place, by its instance, or because the device has too many. */
        REPLACED,
        /** An operator ended it. */
        KICKED
    }

    /** A contact that was not there, or one whose phone began anew: same contact, other Call-ID. */
    void registered(Binding binding);

    /** The phone is the same and comes from another address. */
    void moved(Binding before, Binding after);

    void gone(Binding binding, Gone why);
}
