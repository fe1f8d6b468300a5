package org.hotdesk.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.NoAnswer;
import org.hotdesk.model.Recording;
import org.hotdesk.model.Recording.Rule;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;

/** Users as JSON and back; the fields bear astdb's names where astdb has one. Pure. */
final class UserForm {
    private static final Set<String> FIELDS = Set.of(
            "cidname",
            "cidnum",
            "outboundcid",
            "ringtimer",
            "noanswer",
            "mailbox",
            "recording_in_internal",
            "recording_in_external",
            "recording_out_internal",
            "recording_out_external",
            "context",
            "language",
            "accountcode",
            "dialopts",
            "person",
            "cf",
            "cfb",
            "cfu",
            "dnd",
            "cw");
    private static final String TARGET = "a number to dial";

    private UserForm() {}

    static ObjectNode write(AmpUser user, Floor floor) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("user", user.number().digits());
        json.put("cidname", user.cidname().text());
        json.put("cidnum", user.cidnum().map(UserNumber::digits).orElse(null));
        json.put("outboundcid", user.outboundcid().map(CallerId::text).orElse(null));
        json.put("ringtimer", user.ringtimer());
        json.put("noanswer", user.noAnswer().map(NoAnswer::literal).orElse(null));
        json.put("mailbox", user.mailbox().map(MailboxAddress::toString).orElse(null));
        json.put("recording_in_internal", user.recording().inInternal().literal());
        json.put("recording_in_external", user.recording().inExternal().literal());
        json.put("recording_out_internal", user.recording().outInternal().literal());
        json.put("recording_out_external", user.recording().outExternal().literal());
        json.put("context", user.context().map(Token::text).orElse(null));
        json.put("language", user.language().map(Token::text).orElse(null));
        json.put("accountcode", user.accountcode().map(Token::text).orElse(null));
        json.put("dialopts", user.dialOptions().orElse(null));
        json.put("person", user.person().map(Token::text).orElse(null));
        writeFeatures(json, user.features());
        var devices = json.putArray("devices");
        floor.sessionsOf(user.number()).forEach(s -> devices.add(s.device().digits()));
        return json;
    }

    private static void writeFeatures(ObjectNode json, CallFeatures features) {
        json.put("cf", features.forward().orElse(null));
        json.put("cfb", features.forwardBusy().orElse(null));
        json.put("cfu", features.forwardUnavailable().orElse(null));
        json.put("dnd", features.doNotDisturb());
        json.put("cw", features.callWaiting());
    }

    /** A new user; a name is needed. */
    static AmpUser create(UserNumber number, ObjectNode body) {
        if (!body.hasNonNull("cidname")) {
            throw new AdminRefusal(Why.MALFORMED, "user " + number + ": needs a name (cidname)");
        }
        return read(AmpUser.named(number, new DisplayName("user " + number)), body);
    }

    /** The user as they will be. */
    static AmpUser read(AmpUser current, ObjectNode body) {
        var patch = new Patch("user " + current.number(), body, FIELDS);
        try {
            return current.with()
                    .cidname(patch.text(
                            "cidname", current.cidname(), DisplayName::parse, "a name of " + DisplayName.RANGE))
                    .cidnum(patch.optional("cidnum", current.cidnum(), UserNumber::parse, "1 to 15 digits"))
                    .outboundcid(patch.optional(
                            "outboundcid", current.outboundcid(), CallerId::parse, "a number, or a name and <number>"))
                    .ringtimer(patch.number("ringtimer", current.ringtimer(), 0, AmpUser.RINGTIMER_MAX))
                    .noAnswer(patch.optional(
                            "noanswer",
                            current.noAnswer(),
                            NoAnswer::parse,
                            "just-ring, vmbox-<box>, ivr_<n> or user-<n>"))
                    .mailbox(patch.optional(
                            "mailbox", current.mailbox(), MailboxAddress::parse, "a mailbox such as 201@default"))
                    .recording(recording(current.recording(), patch))
                    .context(patch.optional(
                            "context", current.context(), Token::parse, "the name of a dialplan context"))
                    .language(patch.optional(
                            "language", current.language(), UserForm::language, "a language code such as en_GB"))
                    .accountcode(patch.optional("accountcode", current.accountcode(), Token::parse, "one word"))
                    .dialOptions(patch.optional(
                            "dialopts", current.dialOptions(), Optional::of, "options of Dial such as tr"))
                    .person(patch.optional("person", current.person(), Token::parse, "a person's uid"))
                    .features(features(current.features(), patch))
                    .build();
        } catch (IllegalArgumentException together) {
            throw new AdminRefusal(Why.MALFORMED, String.valueOf(together.getMessage()));
        }
    }

    private static Recording recording(Recording current, Patch patch) {
        String range = "force, yes, dontcare, no or never";
        return new Recording(
                patch.text("recording_in_internal", current.inInternal(), Rule::parse, range),
                patch.text("recording_in_external", current.inExternal(), Rule::parse, range),
                patch.text("recording_out_internal", current.outInternal(), Rule::parse, range),
                patch.text("recording_out_external", current.outExternal(), Rule::parse, range));
    }

    private static CallFeatures features(CallFeatures current, Patch patch) {
        return new CallFeatures(
                patch.optional("cf", current.forward(), UserForm::target, TARGET),
                patch.optional("cfb", current.forwardBusy(), UserForm::target, TARGET),
                patch.optional("cfu", current.forwardUnavailable(), UserForm::target, TARGET),
                patch.flag("dnd", current.doNotDisturb()),
                patch.flag("cw", current.callWaiting()));
    }

    private static Optional<Token> language(String text) {
        return Token.parse(text).filter(token -> token.text().matches("[A-Za-z0-9]+([_-][A-Za-z0-9]+)*"));
    }

    private static Optional<String> target(String text) {
        return Optional.of(text).filter(CallFeatures::isTarget);
    }
}
