package org.hotdesk.bulk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Mailbox;
import org.hotdesk.model.MailboxOptions;
import org.hotdesk.model.Token;

/** Mailboxes as cells and back. Pure. */
final class MailboxCells {
    private MailboxCells() {}

    static Mailbox read(Mailbox current, Cells cells) {
        return new Mailbox(
                current.address(),
                cells.text("mailbox_name", current.fullName(), DisplayName::parse, DisplayName.RANGE),
                cells.optional("person", current.person(), Token::parse, "a person's uid"),
                cells.optional(
                                "mailbox_options",
                                Optional.of(current.options()),
                                MailboxOptions::parse,
                                MailboxOptions.RANGE)
                        .orElse(MailboxOptions.NONE));
    }

    static Map<String, String> write(Mailbox mailbox) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("mailbox", mailbox.address().toString());
        cells.put("person", mailbox.person().map(Token::text).orElse(""));
        cells.put("mailbox_name", mailbox.fullName().text());
        cells.put("mailbox_options", mailbox.options().text());
        return cells;
    }
}
