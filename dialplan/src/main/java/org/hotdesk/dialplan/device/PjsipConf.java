package org.hotdesk.dialplan.device;

import java.util.Collection;
import java.util.Optional;
import org.hotdesk.dialplan.ConfText;
import org.hotdesk.model.Technology;

/** The PJSIP devices: for each an endpoint, an auth and an aor. Written anew as a whole; then only {@code res_pjsip} is reloaded. */
public final class PjsipConf {
    private static final int QUALIFY_SECONDS = 60;

    private PjsipConf() {}

    /** The text for all PJSIP devices among the accounts. */
    public static String text(Collection<Account> accounts, PhoneSettings settings) {
        var out =
                new ConfText("Hotdesk's PJSIP devices. Written by Hotdesk whenever a device changes: edits are lost.");
        for (Account account : Account.of(accounts, Technology.PJSIP)) {
            Optional<String> name = account.name();
            boolean behindEdge = account.device().behindEdge();
            if (name.isEmpty()) {
                out.comment("device " + account.device().number() + ": its dial string names no endpoint of ours");
            } else if (behindEdge
                    && !name.get().equals(account.device().number().digits())) {
                // The edge knows a phone by its number alone, and that is the user in every From.
                out.comment("device " + account.device().number() + ": behind the edge its dial string must be PJSIP/"
                        + account.device().number());
            } else if (behindEdge && settings.edge().isPresent()) {
                endpoint(out, account, name.get(), settings);
                behindEdge(out, name.get(), settings.edge().get());
                subscribable(out, account, settings);
            } else if (!behindEdge && account.secret().isPresent()) {
                endpoint(out, account, name.get(), settings);
                direct(out, account, name.get(), settings, account.secret().get());
            } else {
                out.comment("device " + account.device().number() + ": no " + (behindEdge ? "edge" : "secret")
                        + " is set, so it cannot register");
            }
        }
        return out.text();
    }

    private static void endpoint(ConfText out, Account account, String name, PhoneSettings settings) {
        out.section(name)
                .comment(account.device().description().text())
                .set("type", "endpoint")
                .set("context", account.device().context().text())
                .set("aors", name)
                .set("identify_by", "username")
                .set("callerid", account.callerId())
                .set("set_var", account.variable())
                // Who calls is told by the login and never by a header of the phone's.
                .set("trust_id_inbound", "no")
                .set("trust_connected_line", "no")
                .set("send_pai", "yes");
        if (settings.mailboxes()) {
            out.set("mailboxes", account.mailbox()).set("mwi_subscribe_replaces_unsolicited", "yes");
        }
        out.set("disallow", "all")
                .set("allow", settings.codecList())
                .set("direct_media", "no")
                .set("rtp_symmetric", "yes");
        settings.transport().ifPresent(transport -> out.set("transport", transport.text()));
    }

    private static void direct(
            ConfText out, Account account, String name, PhoneSettings settings, AccountSecret secret) {
        out.set("force_rport", "yes").set("rewrite_contact", "yes").set("auth", name + "-auth");
        out.section(name + "-auth").set("type", "auth").set("username", name);
        secret.<ConfText>fold(
                clear -> out.set("auth_type", "userpass").set("password", clear.text()),
                md5 -> out.set("auth_type", "md5").set("realm", md5.realm()).set("md5_cred", md5.ha1()));
        out.section(name)
                .set("type", "aor")
                .set("max_contacts", Integer.toString(settings.contactsMax()))
                .set("remove_existing", "yes")
                .set("qualify_frequency", Integer.toString(QUALIFY_SECONDS));
        subscribable(out, account, settings);
    }

    // The edge has checked the phone's secret; Asterisk takes the phone's word from the edge's address alone.
    private static void behindEdge(ConfText out, String name, Edge edge) {
        out.set("rewrite_contact", "no").set("deny", edge.deny()).set("permit", edge.permit());
        out.section(name).set("type", "aor").set("contact", edge.contact(name));
    }

    /** In the aor they are for phones that ask for them. */
    private static void subscribable(ConfText out, Account account, PhoneSettings settings) {
        if (settings.mailboxes()) {
            out.set("mailboxes", account.mailbox());
        }
    }
}
