package org.hotdesk.bulk;

import java.util.LinkedHashMap;
import java.util.Map;
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

/** Users as cells and back. Pure. */
final class UserCells {
    private static final String TARGET = "a number to dial";

    private UserCells() {}

    static AmpUser read(AmpUser current, Cells cells) {
        return current.with()
                .cidname(cells.text("cidname", current.cidname(), DisplayName::parse, DisplayName.RANGE))
                .cidnum(cells.optional("cidnum", current.cidnum(), UserNumber::parse, "1 to 15 digits"))
                .outboundcid(cells.optional(
                        "outboundcid", current.outboundcid(), CallerId::parse, "a number, or a name and <number>"))
                .ringtimer(cells.number("ringtimer", current.ringtimer(), AmpUser.RINGTIMER_MAX))
                .noAnswer(cells.optional(
                        "noanswer", current.noAnswer(), NoAnswer::parse, "just-ring, vmbox-<box>, ivr_<n> or user-<n>"))
                .mailbox(cells.optional("mailbox", current.mailbox(), MailboxCells::address, MailboxCells.ADDRESS))
                .recording(recording(current.recording(), cells))
                .context(cells.optional(
                        "user_context", current.context(), Token::parse, "the name of a dialplan context"))
                .language(cells.optional(
                        "language", current.language(), UserCells::language, "a language code such as en_GB"))
                .accountcode(cells.optional("accountcode", current.accountcode(), Token::parse, "one word"))
                .dialOptions(cells.optional(
                        "dialopts",
                        current.dialOptions(),
                        text -> Optional.of(text).filter(AmpUser::isDialOptions),
                        "options of Dial such as tr"))
                .person(cells.optional("person", current.person(), Token::parse, "a person's uid"))
                .features(features(current.features(), cells))
                .build();
    }

    private static Recording recording(Recording current, Cells cells) {
        String range = "force, yes, dontcare, no or never";
        return new Recording(
                cells.text("recording_in_internal", current.inInternal(), Rule::parse, range),
                cells.text("recording_in_external", current.inExternal(), Rule::parse, range),
                cells.text("recording_out_internal", current.outInternal(), Rule::parse, range),
                cells.text("recording_out_external", current.outExternal(), Rule::parse, range));
    }

    private static CallFeatures features(CallFeatures current, Cells cells) {
        return new CallFeatures(
                cells.optional("cf", current.forward(), UserCells::target, TARGET),
                cells.optional("cfb", current.forwardBusy(), UserCells::target, TARGET),
                cells.optional("cfu", current.forwardUnavailable(), UserCells::target, TARGET),
                cells.flag("dnd", current.doNotDisturb()),
                cells.flag("cw", current.callWaiting()));
    }

    private static Optional<Token> language(String text) {
        return Token.parse(text).filter(token -> token.text().matches("[A-Za-z0-9]+([_-][A-Za-z0-9]+)*"));
    }

    private static Optional<String> target(String text) {
        return Optional.of(text).filter(CallFeatures::isTarget);
    }

    static Map<String, String> write(AmpUser user) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("user", user.number().digits());
        cells.put("person", user.person().map(Token::text).orElse(""));
        cells.put("mailbox", user.mailbox().map(MailboxAddress::toString).orElse(""));
        cells.put("cidname", user.cidname().text());
        cells.put("cidnum", user.cidnum().map(UserNumber::digits).orElse(""));
        cells.put("outboundcid", user.outboundcid().map(CallerId::text).orElse(""));
        cells.put("ringtimer", Integer.toString(user.ringtimer()));
        cells.put("noanswer", user.noAnswer().map(NoAnswer::literal).orElse(""));
        cells.put("recording_in_internal", user.recording().inInternal().literal());
        cells.put("recording_in_external", user.recording().inExternal().literal());
        cells.put("recording_out_internal", user.recording().outInternal().literal());
        cells.put("recording_out_external", user.recording().outExternal().literal());
        cells.put("user_context", user.context().map(Token::text).orElse(""));
        cells.put("language", user.language().map(Token::text).orElse(""));
        cells.put("accountcode", user.accountcode().map(Token::text).orElse(""));
        cells.put("dialopts", user.dialOptions().orElse(""));
        cells.put("cf", user.features().forward().orElse(""));
        cells.put("cfb", user.features().forwardBusy().orElse(""));
        cells.put("cfu", user.features().forwardUnavailable().orElse(""));
        cells.put("dnd", Boolean.toString(user.features().doNotDisturb()));
        cells.put("cw", Boolean.toString(user.features().callWaiting()));
        return cells;
    }
}
