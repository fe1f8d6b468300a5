package org.hotdesk.form;

import java.util.Optional;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.NoAnswer;
import org.hotdesk.model.Recording;
import org.hotdesk.model.Recording.Rule;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;

/** What may be set on a user. Pure. */
public final class UserFields {
    /** What a mailbox's address must be, in words. */
    public static final String ADDRESS = "a mailbox such as 201@default";

    private static final String TARGET = "a number to dial";

    private UserFields() {}

    /**
     * The user as they will be.
     *
     * @param context what the field of the dialplan context is called
     */
    public static AmpUser read(AmpUser current, Fields fields, String context) {
        return current.with()
                .cidname(fields.text("cidname", current.cidname(), DisplayName::parse, DisplayName.RANGE))
                .cidnum(fields.optional("cidnum", current.cidnum(), UserNumber::parse, "1 to 15 digits"))
                .outboundcid(fields.optional(
                        "outboundcid", current.outboundcid(), CallerId::parse, "a number, or a name and <number>"))
                .ringtimer(fields.number("ringtimer", current.ringtimer(), AmpUser.RINGTIMER_MAX))
                .noAnswer(fields.optional(
                        "noanswer", current.noAnswer(), NoAnswer::parse, "just-ring, vmbox-<box>, ivr_<n> or user-<n>"))
                .mailbox(fields.optional("mailbox", current.mailbox(), UserFields::address, ADDRESS))
                .recording(recording(current.recording(), fields))
                .context(fields.optional(context, current.context(), Token::parse, "the name of a dialplan context"))
                .language(fields.optional(
                        "language", current.language(), UserFields::language, "a language code such as en_GB"))
                .accountcode(fields.optional("accountcode", current.accountcode(), Token::parse, "one word"))
                .dialOptions(fields.optional(
                        "dialopts",
                        current.dialOptions(),
                        text -> Optional.of(text).filter(AmpUser::isDialOptions),
                        "options of Dial such as tr"))
                .person(fields.optional("person", current.person(), Token::parse, "a person's uid"))
                .features(features(current.features(), fields))
                .build();
    }

    /** Reads {@code 201@default}, or {@code 201}, which means the same. */
    public static Optional<MailboxAddress> address(String text) {
        return MailboxAddress.parse(text.indexOf('@') < 0 ? text + "@default" : text);
    }

    private static Recording recording(Recording current, Fields fields) {
        String range = "force, yes, dontcare, no or never";
        return new Recording(
                fields.text("recording_in_internal", current.inInternal(), Rule::parse, range),
                fields.text("recording_in_external", current.inExternal(), Rule::parse, range),
                fields.text("recording_out_internal", current.outInternal(), Rule::parse, range),
                fields.text("recording_out_external", current.outExternal(), Rule::parse, range));
    }

    private static CallFeatures features(CallFeatures current, Fields fields) {
        return new CallFeatures(
                fields.optional("cf", current.forward(), UserFields::target, TARGET),
                fields.optional("cfb", current.forwardBusy(), UserFields::target, TARGET),
                fields.optional("cfu", current.forwardUnavailable(), UserFields::target, TARGET),
                fields.flag("dnd", current.doNotDisturb()),
                fields.flag("cw", current.callWaiting()));
    }

    private static Optional<Token> language(String text) {
        return Token.parse(text).filter(token -> token.text().matches("[A-Za-z0-9]+([_-][A-Za-z0-9]+)*"));
    }

    private static Optional<String> target(String text) {
        return Optional.of(text).filter(CallFeatures::isTarget);
    }
}
