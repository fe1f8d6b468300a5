package org.hotdesk.bulk;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hotdesk.form.UserFields;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.NoAnswer;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;

/** Users as cells and back. Pure. */
final class UserCells {
    private UserCells() {}

    static AmpUser read(AmpUser current, Cells cells) {
        return UserFields.read(current, cells, "user_context");
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
