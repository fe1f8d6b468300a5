package org.hotdesk.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person with a number: what astdb holds under {@code AMPUSER}. The PIN is not here: the store keeps it hashed.
 *
 * @param cidname the name others see on internal calls
 * @param cidnum the number others see on internal calls when it is not the user's own (masquerading)
 * @param outboundcid the caller id on external calls
 * @param ringtimer seconds to ring before the no-answer destination; 0 for the system's default
 * @param noAnswer where an unanswered call goes; empty for the user's own mailbox, if there is one
 * @param mailbox the user's mailbox; empty for {@code novm}
 * @param context where the user's outgoing calls are routed, instead of the device's own context
 * @param dialOptions options of {@code Dial} for calls this user makes; empty for the system's default
 * @param person the human being behind the number, by uid
 */
public record AmpUser(
        UserNumber number,
        DisplayName cidname,
        Optional<UserNumber> cidnum,
        Optional<CallerId> outboundcid,
        int ringtimer,
        Optional<NoAnswer> noAnswer,
        Optional<MailboxAddress> mailbox,
        Recording recording,
        Optional<Token> context,
        Optional<Token> language,
        Optional<Token> accountcode,
        Optional<String> dialOptions,
        Optional<Token> person,
        CallFeatures features) {
    /** Longest ring time, in seconds. */
    public static final int RINGTIMER_MAX = 3600;

    private static final Pattern DIAL_OPTIONS = Pattern.compile("[A-Za-z0-9()^:_-]{1,80}");

    public AmpUser {
        if (ringtimer < 0 || ringtimer > RINGTIMER_MAX) {
            throw new IllegalArgumentException("user " + number + ": ringtimer is 0 to " + RINGTIMER_MAX + " seconds");
        }
        if (dialOptions.isPresent() && !isDialOptions(dialOptions.get())) {
            throw new IllegalArgumentException(
                    "user " + number + ": dial options have letters, digits and () ^ : only");
        }
    }

    /** Whether Dial may be given these options: 1 to 80 letters, digits and {@code ( ) ^ : _ -}. */
    public static boolean isDialOptions(String text) {
        return DIAL_OPTIONS.matcher(text).matches();
    }

    /** A user with a name and defaults for all else: no mailbox, no PIN, system's ring time. */
    public static AmpUser named(UserNumber number, DisplayName name) {
        return builder(number, name).build();
    }

    public static Builder builder(UserNumber number, DisplayName name) {
        return new Builder(number, name);
    }

    /** A builder that holds this user's values. */
    public Builder with() {
        return new Builder(this);
    }

    /** The number shown to internal callees. */
    public UserNumber shownNumber() {
        return cidnum.orElse(number);
    }

    /** Collects what is known of a user; one owner thread. */
    public static final class Builder {
        private final UserNumber number;
        private DisplayName cidname;
        private Optional<UserNumber> cidnum = Optional.empty();
        private Optional<CallerId> outboundcid = Optional.empty();
        private int ringtimer;
        private Optional<NoAnswer> noAnswer = Optional.empty();
        private Optional<MailboxAddress> mailbox = Optional.empty();
        private Recording recording = Recording.DONT_CARE;
        private Optional<Token> context = Optional.empty();
        private Optional<Token> language = Optional.empty();
        private Optional<Token> accountcode = Optional.empty();
        private Optional<String> dialOptions = Optional.empty();
        private Optional<Token> person = Optional.empty();
        private CallFeatures features = CallFeatures.OFF;

        private Builder(UserNumber number, DisplayName cidname) {
            this.number = number;
            this.cidname = cidname;
        }

        private Builder(AmpUser user) {
            this(user.number, user.cidname);
            cidnum = user.cidnum;
            outboundcid = user.outboundcid;
            ringtimer = user.ringtimer;
            noAnswer = user.noAnswer;
            mailbox = user.mailbox;
            recording = user.recording;
            context = user.context;
            language = user.language;
            accountcode = user.accountcode;
            dialOptions = user.dialOptions;
            person = user.person;
            features = user.features;
        }

        public Builder cidname(DisplayName name) {
            cidname = name;
            return this;
        }

        public Builder cidnum(Optional<UserNumber> shown) {
            cidnum = shown;
            return this;
        }

        public Builder outboundcid(Optional<CallerId> callerId) {
            outboundcid = callerId;
            return this;
        }

        public Builder ringtimer(int seconds) {
            ringtimer = seconds;
            return this;
        }

        public Builder noAnswer(Optional<NoAnswer> destination) {
            noAnswer = destination;
            return this;
        }

        public Builder mailbox(Optional<MailboxAddress> address) {
            mailbox = address;
            return this;
        }

        public Builder recording(Recording rules) {
            recording = rules;
            return this;
        }

        public Builder context(Optional<Token> name) {
            context = name;
            return this;
        }

        public Builder language(Optional<Token> code) {
            language = code;
            return this;
        }

        public Builder accountcode(Optional<Token> code) {
            accountcode = code;
            return this;
        }

        public Builder dialOptions(Optional<String> options) {
            dialOptions = options;
            return this;
        }

        public Builder person(Optional<Token> uid) {
            person = uid;
            return this;
        }

        public Builder features(CallFeatures switched) {
            features = switched;
            return this;
        }

        /** Checks the whole. */
        public AmpUser build() {
            return new AmpUser(
                    number,
                    cidname,
                    cidnum,
                    outboundcid,
                    ringtimer,
                    noAnswer,
                    mailbox,
                    recording,
                    context,
                    language,
                    accountcode,
                    dialOptions,
                    person,
                    features);
        }
    }
}
