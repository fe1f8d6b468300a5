package org.hotdesk.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.form.UserFields;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.NoAnswer;
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
            throw new AdminRefusal(
                    Why.MALFORMED, "user " + number + ": needs a name (cidname; --name on the command line)");
        }
        return read(AmpUser.named(number, new DisplayName("user " + number)), body);
    }

    /** The user as they will be. */
    static AmpUser read(AmpUser current, ObjectNode body) {
        return UserFields.read(current, new Patch("user " + current.number(), body, FIELDS), "context");
    }
}
