package org.hotdesk.model;

import java.util.Optional;
import java.util.function.Function;

/**
 * Where a call goes when the user does not answer, as the AMP design note writes it in {@code AMPUSER/<u>/noanswer}:
 * {@code just-ring}, {@code vmbox-<box>}, {@code ivr_<n>} or {@code user-<n>}.
 */
public sealed interface NoAnswer {
    /** The word in astdb; {@link #parse} of it gives an equal value. */
    String literal();

    /** Calls the function for the case at hand. */
    <R> R fold(
            Function<JustRing, R> justRing,
            Function<VoicemailBox, R> voicemail,
            Function<Ivr, R> ivr,
            Function<ToUser, R> toUser);

    /** Nowhere: the phones ring until the caller gives up. */
    record JustRing() implements NoAnswer {
        @Override
        public String literal() {
            return "just-ring";
        }

        @Override
        public <R> R fold(
                Function<JustRing, R> justRing,
                Function<VoicemailBox, R> voicemail,
                Function<Ivr, R> ivr,
                Function<ToUser, R> toUser) {
            return justRing.apply(this);
        }
    }

    /** A voicemail box in the user's voicemail context, or in {@code default} for a user without one. */
    record VoicemailBox(String box) implements NoAnswer {
        public VoicemailBox {
            Digits.require(box, UserNumber.MAX_DIGITS, "a mailbox number");
        }

        @Override
        public String literal() {
            return "vmbox-" + box;
        }

        @Override
        public <R> R fold(
                Function<JustRing, R> justRing,
                Function<VoicemailBox, R> voicemail,
                Function<Ivr, R> ivr,
                Function<ToUser, R> toUser) {
            return voicemail.apply(this);
        }
    }

    /** A menu of the administrator's, in the context {@code ivr-<number>}. */
    record Ivr(String number) implements NoAnswer {
        public Ivr {
            Digits.require(number, UserNumber.MAX_DIGITS, "an IVR number");
        }

        @Override
        public String literal() {
            return "ivr_" + number;
        }

        @Override
        public <R> R fold(
                Function<JustRing, R> justRing,
                Function<VoicemailBox, R> voicemail,
                Function<Ivr, R> ivr,
                Function<ToUser, R> toUser) {
            return ivr.apply(this);
        }
    }

    /** Another user, with that user's own devices and no-answer destination. */
    record ToUser(UserNumber user) implements NoAnswer {
        @Override
        public String literal() {
            return "user-" + user;
        }

        @Override
        public <R> R fold(
                Function<JustRing, R> justRing,
                Function<VoicemailBox, R> voicemail,
                Function<Ivr, R> ivr,
                Function<ToUser, R> toUser) {
            return toUser.apply(this);
        }
    }

    /** Reads {@link #literal()}; empty for any other text. */
    static Optional<NoAnswer> parse(String text) {
        if (text.equals("just-ring")) {
            return Optional.of(new JustRing());
        }
        if (text.startsWith("vmbox-") && Digits.isValid(text.substring(6), UserNumber.MAX_DIGITS)) {
            return Optional.of(new VoicemailBox(text.substring(6)));
        }
        if (text.startsWith("ivr_") && Digits.isValid(text.substring(4), UserNumber.MAX_DIGITS)) {
            return Optional.of(new Ivr(text.substring(4)));
        }
        if (text.startsWith("user-")) {
            return UserNumber.parse(text.substring(5)).map(ToUser::new);
        }
        return Optional.empty();
    }
}
