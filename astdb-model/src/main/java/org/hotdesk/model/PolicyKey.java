package org.hotdesk.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Every policy there is: what it is called, what it may be, and what it is where nobody has set it. */
public enum PolicyKey {
    PHONES(
            PolicyKind.word(Phones.class),
            "allow",
            Side.BOTH,
            "How many hot desks a user may have at once: any number; one, where a login logs off the others; one, where a second login is refused. Desks that are the user's by default do not count."),
    PHONES_MAX(
            PolicyKind.number(1000),
            "0",
            Side.BOTH,
            "Most hot desks of a user at once where phones is allow; 0 for any number."),
    HOT_DESKING(
            PolicyKind.yesNo(),
            "yes",
            Side.BOTH,
            "Whether one may log in; the user's side and the device's must both say yes. no ends the session, after the call."),
    ALLOW_GROUPS(
            PolicyKind.list("groups", Item.GROUP),
            "none",
            Side.DEVICE,
            "Only users of these groups may log in at the device; none for everybody."),
    ALLOW_AREAS(
            PolicyKind.list("groups", Item.GROUP),
            "none",
            Side.USER,
            "The user may log in only at devices of these groups; none for anywhere."),
    END_AFTER(PolicyKind.duration(), "0", Side.BOTH, "A session ends after this; 0 for never."),
    END_AT(
            PolicyKind.calendar(),
            "none",
            Side.BOTH,
            "Sessions end at these times of the week, by the clocks of time-zone."),
    TIME_ZONE(
            PolicyKind.zone(),
            PolicyKind.SYSTEM_ZONE,
            Side.BOTH,
            "Whose clocks end-at means; system for the machine's."),
    END_IDLE(PolicyKind.duration(), "0", Side.BOTH, "A session ends after so long without a call; 0 for never."),
    END_MISSED(
            PolicyKind.number(100),
            "0",
            Side.BOTH,
            "A session ends after so many calls in a row, the user's or a queue's, that rang unanswered; 0 for never."),
    END_GONE(
            PolicyKind.duration(),
            "0",
            Side.BOTH,
            "A session ends when its phone has not been registered for so long; 0 for never."),
    EXEMPT(PolicyKind.yesNo(), "no", Side.BOTH, "Whether none of the end rules applies."),
    WARN(
            PolicyKind.duration(),
            "0",
            Side.BOTH,
            "So long before end-after or end-at the phone is rung and hears of it; 0 for no warning."),
    EMPTY_CALLS(
            PolicyKind.word(EmptyCalls.class),
            "emergency",
            Side.DEVICE,
            "What a phone where nobody sits may dial beside emergency numbers and empty-numbers: nothing, or users.",
            true),
    EMPTY_NUMBERS(
            PolicyKind.list("numbers", Item.NUMBER),
            "none",
            Side.DEVICE,
            "What a phone where nobody sits may dial too: whole numbers, of users or outside.",
            true),
    OUTBOUND(PolicyKind.yesNo(), "yes", Side.BOTH, "Whether calls to the outside are allowed.", true),
    MUSIC(PolicyKind.name("a music class"), "none", Side.BOTH, "Music on hold of the user's calls.", true),
    PICKUP(
            PolicyKind.name("a word"),
            "none",
            Side.BOTH,
            "Who has the same word here may pick up each other's calls.",
            true),
    QUEUES(
            PolicyKind.list("queues", Item.QUEUE),
            "none",
            Side.USER,
            "Queues of which the user is a member while logged in.",
            true),
    QUEUE_LOGOFF(
            PolicyKind.word(QueueLogoff.class),
            "remove",
            Side.USER,
            "What becomes of the membership when the user has no phone left.",
            true),
    PIN_EXPIRES(
            PolicyKind.days(), "0", Side.USER, "After so long a PIN must be changed at the next login; 0 for never.");

    /** Of whom a policy speaks, and so where it may be set beside the system and groups. */
    public enum Side {
        /** Of a user at a device. */
        BOTH,
        /** Of a device, whoever sits there. */
        DEVICE,
        /** Of a user, wherever that is. */
        USER
    }

    /** What the items of lists look like; in a class of its own, which constants may use. */
    private static final class Item {
        private static final String GROUP = "[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}";
        private static final String QUEUE = GROUP;
        private static final String NUMBER = "\\+?[0-9*#]{1,20}";
    }

    @SuppressWarnings("ImmutableEnumChecker") // a kind's function holds nothing that changes
    private final PolicyKind kind;

    @SuppressWarnings("ImmutableEnumChecker") // what kinds read does not change
    private final PolicyValue preset;

    private final Side side;
    private final String about;
    private final boolean mirrored;

    PolicyKey(PolicyKind kind, String preset, Side side, String about) {
        this(kind, preset, side, about, false);
    }

    PolicyKey(PolicyKind kind, String preset, Side side, String about, boolean mirrored) {
        this.kind = kind;
        this.preset = kind.reader().apply(preset).orElseThrow();
        this.side = side;
        this.about = about;
        this.mirrored = mirrored;
    }

    /** As people write it: {@code end-after}. */
    public String literal() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads {@link #literal}; empty when there is no such policy. */
    public static Optional<PolicyKey> parse(String literal) {
        return Stream.of(values()).filter(key -> key.literal().equals(literal)).findFirst();
    }

    /** Reads a value that came from outside; empty when it is not within the {@link #range}. */
    public Optional<PolicyValue> read(String text) {
        return kind.reader().apply(text);
    }

    /** What a value may be, in words. */
    public String range() {
        return kind.range();
    }

    public PolicyValue preset() {
        return preset;
    }

    public Side side() {
        return side;
    }

    /** What it is for, in a sentence or two. */
    public String about() {
        return about;
    }

    /** Whether rows of astdb may show it, so that a change of it concerns the mirrors. */
    public boolean isMirrored() {
        return mirrored;
    }

    /** Whether its values are names of groups, which must exist. */
    public boolean namesGroups() {
        return this == ALLOW_GROUPS || this == ALLOW_AREAS;
    }
}
