package org.hotdesk.sip.location;

/** Hears of every change of a contact. Called on the edge's thread, so it must not wait. */
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

    /** A contact lives longer; nothing else about it changed. */
    void refreshed(Binding binding);

    /** The phone is the same and comes from another address. */
    void moved(Binding before, Binding after);

    void gone(Binding binding, Gone why);
}
