package org.hotdesk.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.config.HotdeskConfig;
import org.hotdesk.dialplan.ExtensionsConf;

/** What an administrator should know of their own files before Hotdesk's come beside them. Looks, and touches nothing. */
public final class Cautions {
    private static final Set<String> YES = Set.of("yes", "true", "y", "t", "1", "on");
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

    private Cautions() {}

    /** Whether the manager interface is on by the administrator's own word. */
    static boolean managerIsOn(AsteriskFolder asterisk) {
        return manager(asterisk)
                .setting("general", "enabled")
                .filter(value -> YES.contains(value.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    /** The one address the manager interface listens at; empty when that is every one. */
    static Optional<String> managerAddress(AsteriskFolder asterisk) {
        return manager(asterisk).setting("general", "bindaddr").filter(address -> !EVERYWHERE.contains(address));
    }

    static List<String> of(AsteriskFolder asterisk, HotdeskConfig config, String user, String secret) {
        List<String> lines = new ArrayList<>();
        ConfLines manager = manager(asterisk);
        if (!managerIsOn(asterisk) && managerAddress(asterisk).isEmpty()) {
            lines.add("AMI is switched on, and listens on every address of this machine: set bindaddr = 127.0.0.1 in"
                    + " [general] of manager.conf, or close port " + asterisk.amiPort() + " in the firewall");
        }
        if (!config.asteriskOf(asterisk.path()).boxesInFile()) {
            realtimeMissing(asterisk).ifPresent(lines::add);
        }
        if (manager.sections().contains(user)
                && manager.setting(user, "secret").filter(secret::equals).isEmpty()) {
            lines.add("manager.conf has a user [" + user + "] already, who would get Hotdesk's secret: choose another"
                    + " name for Hotdesk's, such as --set asterisk.ami-user=hotdesk-daemon, or asterisk.ami-user in"
                    + " hotdesk.toml");
        }
        Set<String> theirs = contexts(asterisk);
        new ConfLines(ExtensionsConf.text(config.dialplan()))
                .sections().stream()
                        .filter(theirs::contains)
                        .map(context -> "extensions.conf has a context [" + context + "] of its own: Asterisk merges"
                                + " Hotdesk's into it, and of an extension that is in both yours stays; rename yours,"
                                + " and let it include " + context)
                        .forEach(lines::add);
        return lines;
    }

    /** The contexts that the dialplan calls and nobody has written yet; none where no {@code extensions.conf} can be read. */
    public static List<String> absentContexts(AsteriskFolder asterisk) {
        Set<String> theirs = contexts(asterisk);
        return List.of("hotdesk-outbound", "hotdesk-emergency").stream()
                .filter(context -> !theirs.isEmpty() && !theirs.contains(context))
                .map(context -> "no file of the dialplan that can be read here defines [" + context + "]; "
                        + (context.endsWith("emergency") ? "emergency calls" : "calls to numbers outside")
                        + " fail without it")
                .toList();
    }

    /** Why Asterisk has no mailboxes where it shall have them from the database; empty when nothing is wrong. */
    public static Optional<String> realtimeMissing(AsteriskFolder asterisk) {
        return new ConfLines(asterisk.textOfAdministrator("extconfig.conf"))
                        .setting("settings", "voicemail")
                        .isPresent()
                ? Optional.empty()
                : Optional.of(
                        "mailbox.boxes is realtime, and extconfig.conf has no voicemail in [settings]: Asterisk has no"
                                + " mailboxes; write voicemail => pgsql,general,voicemail there, and restart Asterisk");
    }

    private static ConfLines manager(AsteriskFolder asterisk) {
        return new ConfLines(asterisk.textOfAdministrator("manager.conf"));
    }

    private static Set<String> contexts(AsteriskFolder asterisk) {
        return new ConfLines(asterisk.textOfAdministrator("extensions.conf")).sections();
    }
}
