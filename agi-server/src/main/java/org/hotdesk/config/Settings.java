package org.hotdesk.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.agi.protocol.AddressRange;
import org.hotdesk.config.HotdeskConfig.LogLevel;
import org.hotdesk.dialplan.Code;
import org.hotdesk.dialplan.Flavour;
import org.hotdesk.dialplan.system.MailboxMode;

/** Every key there is. What is not here is refused. */
final class Settings {
    static final Setting<Path> STORE_PATH = new Setting<>(
            "store",
            "path",
            Kind.path(),
            "\"/var/lib/hotdesk/hotdesk\"",
            "The embedded database's file, without its ending.");
    static final Setting<String> STORE_URL = new Setting<>(
            "store",
            "url",
            Kind.text(
                    "a URL that begins with jdbc:postgresql: or jdbc:h2:file:, or nothing",
                    "(jdbc:(postgresql|h2:file):[^\\p{Cntrl}]{1,500})?"),
            "\"\"",
            "JDBC URL of a PostgreSQL, which several companions may share; when it is not empty, path is not used.");
    static final Setting<String> STORE_USER = new Setting<>(
            "store",
            "user",
            Kind.text("at most 63 characters, or nothing", "[^\\p{Cntrl}]{0,63}"),
            "\"\"",
            "Our user at PostgreSQL; when it is empty, the system's user.");
    static final Setting<Optional<Path>> STORE_PASSWORD_FILE = new Setting<>(
            "store",
            "password-file",
            Kind.pathOrNothing(),
            "\"\"",
            "Has that user's password as its one line, mode 0600.");
    static final Setting<String> COMPANION = new Setting<>(
            "store",
            "companion",
            Kind.text("at most 100 letters, digits or . _ : -, or nothing", "[A-Za-z0-9._:-]{0,100}"),
            "\"\"",
            "Our name among the companions on one database, another for each; empty for this host's name with agi.listen's port.");
    static final Setting<Path> PEPPER_FILE = new Setting<>(
            "secrets",
            "pepper-file",
            Kind.path(),
            "\"/var/lib/hotdesk/secrets/pepper\"",
            "Mixed into each PIN's hash. Made when missing; keep it out of the backups of the database.");
    static final Setting<Path> KEY_FILE = new Setting<>(
            "secrets",
            "key-file",
            Kind.path(),
            "\"/var/lib/hotdesk/secrets/key\"",
            "Seals the SIP secrets and mailbox passwords in the database. Made when missing.");
    static final Setting<String> REALM = new Setting<>(
            "secrets",
            "realm",
            Kind.text("1 to 64 letters, digits or . _ -", "[A-Za-z0-9._-]{1,64}"),
            "\"hotdesk\"",
            "The realm of SIP digest; changing it makes every secret be hashed anew.");
    static final Setting<InetSocketAddress> AGI_LISTEN = new Setting<>(
            "agi",
            "listen",
            Kind.address(),
            "\"127.0.0.1:4573\"",
            "Where Asterisk's AGI() calls come in; the dialplan is generated with this address.");
    static final Setting<List<InetSocketAddress>> AGI_COMPANIONS = new Setting<>(
            "agi",
            "companions",
            Kind.list(Kind.address(), 8),
            "[]",
            "All companions on one database, in the order in which Asterisk asks them; this one's listen must be among them.");
    static final Setting<List<AddressRange>> AGI_ALLOW = new Setting<>(
            "agi",
            "allow",
            Kind.list(Kind.parsed("an address or address/bits", AddressRange::parse), 100),
            "[\"127.0.0.0/8\", \"::1/128\"]",
            "Who may connect there.");
    static final Setting<Integer> AGI_CALLS_MAX = new Setting<>(
            "agi",
            "calls-max",
            Kind.number(1, 10_000),
            "500",
            "Calls served at the same time; the next one goes on without us.");
    static final Setting<Duration> AGI_READ_TIMEOUT = new Setting<>(
            "agi",
            "read-timeout-seconds",
            Kind.seconds(1, 3_600),
            "30",
            "Longest silence of Asterisk inside one call; longer than the longest prompt.");
    static final Setting<InetSocketAddress> ADMIN_LISTEN = new Setting<>(
            "admin", "listen", Kind.loopback(), "\"127.0.0.1:4574\"", "Where the hotdesk command reaches the daemon.");
    static final Setting<Path> TOKEN_FILE = new Setting<>(
            "admin",
            "token-file",
            Kind.path(),
            "\"/var/lib/hotdesk/admin.token\"",
            "Who can read this file may administer. Made when missing, for its owner alone.");
    static final Setting<Boolean> METRICS = new Setting<>(
            "admin",
            "metrics",
            Kind.yesNo(),
            "false",
            "Whether /metrics there tells Prometheus how the daemon is; to who sends the token.");
    static final Setting<List<String>> EMERGENCY_NUMBERS = new Setting<>(
            "emergency",
            "numbers",
            Kind.list(Kind.text("2 to 15 digits", "[0-9]{2,15}"), 50),
            "[\"112\", \"911\"]",
            "Dialled from any phone, an empty one too, with the desk's caller id.");
    static final Setting<List<String>> EMERGENCY_COMMAND = new Setting<>(
            "emergency",
            "command",
            Kind.list(Kind.text("1 to 200 printable characters", "[^\\p{Cntrl}]{1,200}"), 20),
            "[]",
            "A program and its arguments, run without a shell at each emergency call; HOTDESK_DEVICE and more in its environment say who and where. Empty for none.");
    static final Setting<Integer> RING_SECONDS = new Setting<>(
            "dial",
            "ring-seconds",
            Kind.number(1, 3_600),
            "15",
            "How long a user without a ring time of their own is rung.");
    static final Setting<String> DIAL_OPTIONS = new Setting<>(
            "dial",
            "options",
            Kind.text("up to 80 letters, digits or ( ) ^ : _ -", "[A-Za-z0-9()^:_-]{0,80}"),
            "\"HhTtr\"",
            "Options of Dial for calls to users.");
    static final Setting<String> TRANSPORT = new Setting<>(
            "phones",
            "transport",
            Kind.text("the name of a transport, or nothing", "([A-Za-z0-9_][A-Za-z0-9_.@-]{0,63})?"),
            "\"\"",
            "The PJSIP transport that phones are bound to; empty to let Asterisk choose.");
    static final Setting<List<String>> CODECS = new Setting<>(
            "phones",
            "codecs",
            Kind.list(Kind.text("a word such as ulaw", "[a-z0-9]{1,20}"), 20),
            "[\"ulaw\", \"alaw\", \"g722\"]",
            "What phones may speak, in order of preference.");
    static final Setting<Integer> CONTACTS_MAX = new Setting<>(
            "phones",
            "contacts-max",
            Kind.number(1, 100),
            "4",
            "How many phones may register as one device; one more pushes out the oldest.");
    static final Setting<MailboxMode> MAILBOX_MODE = new Setting<>(
            "mailbox",
            "mode",
            Kind.word(MailboxMode.class),
            "\"symlink\"",
            "How a device's message lamp follows the user: a link in the spool; an alias and a voicemail reload; or NOTIFYs of our own, for an Asterisk on another machine.");
    static final Setting<Boxes> MAILBOX_BOXES = new Setting<>(
            "mailbox",
            "boxes",
            Kind.word(Boxes.class),
            "\"file\"",
            "Where Asterisk has the mailboxes from: the file that we write; or the view voip.voicemail on PostgreSQL, by its own res_config_pgsql, and our file has none.");
    static final Setting<Flavour> FLAVOUR = new Setting<>(
            "dialplan",
            "flavour",
            Kind.parsed("gosub or macro", Flavour::parse),
            "\"gosub\"",
            "gosub for every Asterisk; macro adds the old entry points for Asterisk 20 and older.");
    static final Setting<Mirror> MIRROR_MODE = new Setting<>(
            "mirror",
            "mode",
            Kind.word(Mirror.class),
            "\"own\"",
            "own: astdb is written. observe: it is FreePBX's or another's; 'hotdesk observe' looks at it, and nothing else is done.");
    static final Setting<Boolean> MIRROR_PINS = new Setting<>(
            "compat",
            "mirror_pins",
            Kind.yesNo(),
            "false",
            "Writes PINs in clear to AMPUSER/<user>/password, for old dialplans that read it. Anybody at the console sees them.");
    static final Setting<Boolean> CLEAR_MAILBOX_PASSWORDS = new Setting<>(
            "voip",
            "clear-mailbox-passwords",
            Kind.yesNo(),
            "false",
            "Mailbox passwords stand in clear in the database, for Asterisk's realtime voicemail; on PostgreSQL only. Anybody who reads it or a backup sees them.");
    static final Setting<Boolean> CLEAR_HA1 = new Setting<>(
            "voip",
            "clear-ha1",
            Kind.yesNo(),
            "false",
            "What SIP secrets are checked with stands in clear in the database, for Kamailio; on PostgreSQL only. Anybody who reads it or a backup can register as a phone.");
    static final Setting<LogLevel> LOG_LEVEL =
            new Setting<>("log", "level", Kind.word(LogLevel.class), "\"notice\"", "The least that is logged.");

    /** Where Asterisk has the mailboxes from. */
    enum Boxes {
        FILE,
        REALTIME
    }

    /** Whose astdb is. */
    enum Mirror {
        OWN,
        OBSERVE
    }

    /** What is dialled for each code. */
    static final Map<Code, Setting<String>> CODES = codes();

    /** In the order of the reference. */
    static final List<Setting<?>> ALL = all();

    private Settings() {}

    /** The same by {@link Setting#path}, in the same order. */
    static Map<String, Setting<?>> byPath() {
        Map<String, Setting<?>> byPath = new LinkedHashMap<>();
        ALL.forEach(setting -> byPath.put(setting.path(), setting));
        return byPath;
    }

    private static Map<Code, Setting<String>> codes() {
        Map<Code, Setting<String>> codes = new EnumMap<>(Code.class);
        for (Code code : Code.values()) {
            codes.put(
                    code,
                    new Setting<>(
                            "codes",
                            code.literal(),
                            Kind.parsed("* or # and then 1 to 7 of 0-9 * #", text -> Optional.of(text)
                                    .filter(Code::isDialled)),
                            TomlText.quoted(code.usual()),
                            "Dialled for " + code.literal().replace('-', ' ') + "."));
        }
        return Collections.unmodifiableMap(codes);
    }

    private static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(List.of(
                STORE_PATH,
                STORE_URL,
                STORE_USER,
                STORE_PASSWORD_FILE,
                COMPANION,
                PEPPER_FILE,
                KEY_FILE,
                REALM,
                AGI_LISTEN,
                AGI_COMPANIONS,
                AGI_ALLOW,
                AGI_CALLS_MAX,
                AGI_READ_TIMEOUT));
        all.addAll(AsteriskKeys.ALL);
        all.addAll(List.of(ADMIN_LISTEN, TOKEN_FILE, METRICS));
        all.addAll(LoginKeys.ALL);
        all.addAll(LdapKeys.ALL);
        all.addAll(List.of(
                EMERGENCY_NUMBERS,
                EMERGENCY_COMMAND,
                RING_SECONDS,
                DIAL_OPTIONS,
                TRANSPORT,
                CODECS,
                CONTACTS_MAX,
                MAILBOX_MODE,
                MAILBOX_BOXES,
                FLAVOUR,
                MIRROR_MODE,
                MIRROR_PINS,
                CLEAR_MAILBOX_PASSWORDS,
                CLEAR_HA1,
                LOG_LEVEL));
        all.addAll(SipKeys.ALL);
        all.addAll(ProvisioningKeys.ALL);
        all.addAll(CODES.values());
        return List.copyOf(all);
    }
}
