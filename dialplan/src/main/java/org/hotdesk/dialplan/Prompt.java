package org.hotdesk.dialplan;

import java.util.List;

/**
 * Everything the dialplan itself says, in files of Asterisk's core sound set only; what a login code says is the
 * companion's affair.
 */
public enum Prompt {
    /** The companion does not answer a login code. */
    NOT_NOW("im-sorry", "feature-not-avail-line", "please-try-call-later"),
    /** A call, or a user's switch, from a phone where nobody is logged in. */
    EMPTY_PHONE("im-sorry", "feature-not-avail-line"),
    /** What was dialled is no number. */
    BAD_NUMBER("im-sorry", "check-number-dial-again"),
    /** A call outside, by somebody who may call in the house only. */
    INSIDE_ONLY("cannot-complete-as-dialed", "feature-not-avail-line"),
    /** The user who was asked for sits nowhere. */
    NOWHERE("agent-loggedoff"),
    /** Before the digits of a desk where the user sits. */
    AT_DESK("extension"),
    /** No call to pick up. */
    NOTHING_RINGS("beeperr"),
    /** A number that is no user's, and the administrator's dialplan has no way out for it. */
    NO_ROUTE("cannot-complete-as-dialed", "check-number-dial-again"),
    /** An emergency number, and the administrator's dialplan has no way out for it. */
    NO_EMERGENCY_ROUTE("all-circuits-busy-now"),
    /** A call that was forwarded in a circle. */
    CIRCLE("im-sorry", "cannot-complete-as-dialed"),
    TOO_MANY_CALLS("im-sorry", "simul-call-limit-reached"),
    /** Asks for the number to forward calls to. */
    WHICH_NUMBER("vm-enter-num-to-call"),
    ACTIVATED("activated"),
    DEACTIVATED("de-activated"),
    DND("do-not-disturb"),
    CALL_WAITING("call-waiting"),
    FORWARD("call-fwd-unconditional"),
    FORWARD_BUSY("call-fwd-on-busy"),
    FORWARD_UNAVAILABLE("call-fwd-no-ans");

    private final String playback;

    Prompt(String... files) {
        this.playback = String.join("&", files);
    }

    /** The sound files, without folder and ending, in the order they are played. */
    public List<String> files() {
        return List.of(playback.split("&"));
    }

    /** As {@code Playback} takes them. */
    String playback() {
        return playback;
    }
}
