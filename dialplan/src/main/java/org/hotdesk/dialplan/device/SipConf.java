package org.hotdesk.dialplan.device;

import java.util.Collection;
import java.util.Optional;
import org.hotdesk.dialplan.ConfText;
import org.hotdesk.model.Technology;

/** The devices of chan_sip, which Asterisk has up to 20: the seed's {@code sip.conf}. */
public final class SipConf {
    private SipConf() {}

    /** The text for all SIP devices among the accounts. */
    public static String text(Collection<Account> accounts, PhoneSettings settings) {
        var out = new ConfText("Hotdesk's SIP devices. Written by Hotdesk whenever a device changes: edits are lost.");
        for (Account account : Account.of(accounts, Technology.SIP)) {
            Optional<String> name = account.name();
            if (name.isEmpty() || account.secret().isEmpty()) {
                out.comment("device " + account.device().number()
                        + ": no secret is set or its dial string names no peer," + " so it cannot register");
            } else {
                peer(out, account, name.get(), settings, account.secret().get());
            }
        }
        return out.text();
    }

    private static void peer(ConfText out, Account account, String name, PhoneSettings settings, AccountSecret secret) {
        out.section(name)
                .comment(account.device().description().text())
                .set("type", "friend")
                .set("host", "dynamic")
                .set("defaultuser", name);
        secret.<ConfText>fold(clear -> out.set("secret", clear.text()), md5 -> out.set("md5secret", md5.ha1()));
        out.set("context", account.device().context().text())
                .set("callerid", account.callerId())
                .set("mailbox", account.mailbox())
                .set("setvar", account.variable())
                .set("trustrpid", "no")
                .set("sendrpid", "pai")
                // Without a count, a phone is never seen to be busy.
                .set("callcounter", "yes")
                .set("qualify", "yes")
                .set("nat", "force_rport,comedia")
                .set("directmedia", "no")
                .set("disallow", "all")
                .set("allow", settings.codecList());
    }
}
