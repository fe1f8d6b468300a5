package org.hotdesk.dialplan.device;

import java.util.Collection;
import java.util.Optional;
import org.hotdesk.dialplan.ConfText;
import org.hotdesk.model.Technology;

/** The devices of chan_iax2. */
public final class IaxConf {
    private IaxConf() {}

    /** The text for all IAX2 devices among the accounts. The protocol needs secrets in clear, so a digest will not do. */
    public static String text(Collection<Account> accounts, PhoneSettings settings) {
        var out = new ConfText("Hotdesk's IAX2 devices. Written by Hotdesk whenever a device changes: edits are lost.");
        for (Account account : Account.of(accounts, Technology.IAX2)) {
            Optional<String> name = account.name();
            Optional<String> secret = account.secret()
                    .flatMap(known ->
                            known.<Optional<String>>fold(clear -> Optional.of(clear.text()), md5 -> Optional.empty()));
            if (name.isEmpty() || secret.isEmpty()) {
                out.comment("device " + account.device().number()
                        + ": no secret in clear is set or its dial string names no peer, so it cannot register");
            } else {
                peer(out, account, name.get(), settings, secret.get());
            }
        }
        return out.text();
    }

    private static void peer(ConfText out, Account account, String name, PhoneSettings settings, String secret) {
        out.section(name)
                .comment(account.device().description().text())
                .set("type", "friend")
                .set("host", "dynamic")
                .set("username", name)
                .set("auth", "md5")
                .set("secret", secret)
                .set("context", account.device().context().text())
                .set("callerid", account.callerId())
                .set("mailbox", account.mailbox())
                .set("setvar", account.variable())
                .set("requirecalltoken", "yes")
                .set("transfer", "no")
                .set("qualify", "yes")
                .set("disallow", "all")
                .set("allow", settings.codecList());
    }
}
