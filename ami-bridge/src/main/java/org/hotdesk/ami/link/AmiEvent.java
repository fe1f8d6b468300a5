package org.hotdesk.ami.link;

/** What the reader link hears, and what befalls the links themselves. */
public sealed interface AmiEvent {
    /** A link changed its state; after {@code UP} of the writer everything Asterisk knows is to be verified. */
    record LinkChanged(LinkName link, LinkState state, String detail) implements AmiEvent {}

    /** Asterisk has loaded all modules: sent at each login when it has booted, else when it has. */
    record FullyBooted() implements AmiEvent {}

    /** Asterisk is going down. */
    record ShuttingDown(boolean restart) implements AmiEvent {}

    /** A device such as {@code PJSIP/1001} or {@code Custom:HD201} has a state, perhaps the same as before. */
    record DeviceStateChanged(String device, DeviceState state) implements AmiEvent {}

    /** The number of messages of a mailbox may have changed; {@code box} and {@code context} are as Asterisk wrote them. */
    record MailboxChanged(String box, String context, int newMessages, int oldMessages) implements AmiEvent {}

    /**
     * The owner of a mailbox has given it another password by phone; texts are as Asterisk has them. Asterisk 18.21, 20.6,
     * 21.1 and newer tell it.
     */
    record MailboxPasswordChanged(String box, String context, String password) implements AmiEvent {
        @Override
        public String toString() {
            return "MailboxPasswordChanged[" + box + "@" + context + "]";
        }
    }

    /** Our own dialplan wrote an adopted key: {@code UserEvent(HotdeskFeature,Family: DND,User: 201)}. */
    record FeatureToggled(String family, String user) implements AmiEvent {}

    /** A call to a user rang unanswered, as our own dialplan says: {@code UserEvent(HotdeskMissed,User: 201)}. */
    record CallMissed(String user) implements AmiEvent {}

    /** A queue rang a member, such as {@code Local/201@hotdesk-queue/n}, who did not answer. */
    record QueueCallMissed(String member) implements AmiEvent {}

    /**
     * A phone dialled an emergency number, a moment before the call leaves. Texts are as the dialplan wrote them, and may be
     * empty.
     *
     * @param user {@code none} at an empty phone
     * @param call Asterisk's unique id of the channel
     */
    record EmergencyCalled(String device, String user, String number, String call, String location)
            implements AmiEvent {}

    /**
     * A SIP contact came, went, or answered or failed a qualify.
     *
     * @param status Asterisk's word: Created, Removed, Reachable, Unreachable, NonQualified, Updated, Unknown
     */
    record ContactChanged(String endpoint, String aor, String uri, String status) implements AmiEvent {}
}
