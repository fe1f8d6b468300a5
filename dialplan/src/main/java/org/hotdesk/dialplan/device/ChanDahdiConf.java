package org.hotdesk.dialplan.device;

import java.util.Collection;
import org.hotdesk.dialplan.ConfText;
import org.hotdesk.model.Technology;
import org.hotdesk.model.Token;

/**
 * The DAHDI devices: the seed's {@code zapata.conf}. A setting here holds for all channels after it, so each channel is
 * given all of them. There is no {@code setvar}: it would pile up from channel to channel; the dialplan finds the device
 * by the row {@code HOTDESK/dahdi/<channel>} instead, or by the caller id.
 */
public final class ChanDahdiConf {
    private static final Token SIGNALLING = new Token("fxo_ks");

    private ChanDahdiConf() {}

    /** The text for all DAHDI devices among the accounts, for inclusion at the end of {@code [channels]}. */
    public static String text(Collection<Account> accounts) {
        var out = new ConfText("Hotdesk's DAHDI devices. Written by Hotdesk whenever a device changes: edits are lost.")
                .sectionGoneOnWith("channels");
        for (Account account : Account.of(accounts, Technology.DAHDI)) {
            out.comment(account.device().description().text())
                    .set(
                            "signalling",
                            account.device().signalling().orElse(SIGNALLING).text())
                    .set("context", account.device().context().text())
                    .set("callerid", account.callerId())
                    .set("mailbox", account.mailbox())
                    .object("channel", account.device().dial().resource());
        }
        return out.text();
    }
}
