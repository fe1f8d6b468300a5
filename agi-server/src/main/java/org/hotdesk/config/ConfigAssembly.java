package org.hotdesk.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.agi.protocol.AgiConfig;
import org.hotdesk.dialplan.Code;
import org.hotdesk.dialplan.DialplanConfig;
import org.hotdesk.dialplan.device.Edge;
import org.hotdesk.dialplan.device.PhoneSettings;
import org.hotdesk.model.Token;
import org.hotdesk.pin.LockRule;
import org.hotdesk.pin.PinRules;
import org.hotdesk.store.StoreConfig;

/** Puts the values of single keys together to the whole. */
final class ConfigAssembly {
    private final Lookup in;
    private final List<Lookup> asterisks;

    /** Where the value of a key comes from. */
    interface Lookup {
        <T> T value(Setting<T> setting);
    }

    /** @param asterisks for each Asterisk where the values of its own keys come from */
    ConfigAssembly(Lookup in, List<? extends Lookup> asterisks) {
        this.in = in;
        this.asterisks = List.copyOf(asterisks);
    }

    /** Throws an {@link IllegalArgumentException} when values that are right by themselves do not go together. */
    HotdeskConfig config() {
        return new HotdeskConfig(
                store(),
                in.value(Settings.COMPANION),
                agi(),
                dialplan(),
                asterisks.stream().map(this::asterisk).toList(),
                in.value(Settings.MIRROR_MODE) == Settings.Mirror.OBSERVE,
                phones(),
                in.value(SipKeys.LISTEN).map(this::sip),
                ProvisioningKeys.config(in),
                in.value(SipKeys.KAMAILIO).map(this::kamailio),
                new HotdeskConfig.Admin(
                        in.value(Settings.ADMIN_LISTEN), in.value(Settings.TOKEN_FILE), in.value(Settings.METRICS)),
                login(),
                in.value(Settings.EMERGENCY_COMMAND),
                in.value(Settings.LOG_LEVEL));
    }

    private StoreConfig store() {
        String url = in.value(Settings.STORE_URL);
        String file = "jdbc:h2:file:" + in.value(Settings.STORE_PATH);
        return new StoreConfig(
                url.isEmpty() ? file : url,
                new StoreConfig.Login(
                        Optional.of(in.value(Settings.STORE_USER)).filter(user -> !user.isEmpty()),
                        in.value(Settings.STORE_PASSWORD_FILE)),
                in.value(Settings.PEPPER_FILE),
                in.value(Settings.KEY_FILE),
                in.value(Settings.REALM),
                in.value(Settings.MIRROR_PINS),
                new StoreConfig.InClear(in.value(Settings.CLEAR_MAILBOX_PASSWORDS), in.value(Settings.CLEAR_HA1)));
    }

    private AgiConfig agi() {
        return new AgiConfig(
                in.value(Settings.AGI_LISTEN),
                in.value(Settings.AGI_ALLOW),
                in.value(Settings.AGI_CALLS_MAX),
                in.value(Settings.AGI_READ_TIMEOUT));
    }

    private DialplanConfig dialplan() {
        Map<Code, String> codes = new EnumMap<>(Code.class);
        Settings.CODES.forEach((code, setting) -> codes.put(code, in.value(setting)));
        return new DialplanConfig(
                in.value(Settings.FLAVOUR),
                companions(),
                codes,
                in.value(LoginKeys.PIN_IN_CODE),
                in.value(Settings.EMERGENCY_NUMBERS),
                in.value(Settings.RING_SECONDS),
                in.value(Settings.DIAL_OPTIONS));
    }

    private LoginConfig login() {
        return new LoginConfig(
                in.value(LoginKeys.PIN_TRIES),
                new PinRules(in.value(LoginKeys.PIN_MIN_DIGITS)),
                new LockRule(in.value(LoginKeys.LOCK_AFTER), in.value(LoginKeys.LOCK), in.value(LoginKeys.LOCK_MAX)),
                Optional.of(in.value(LoginKeys.KEEP_DAYS))
                        .filter(days -> days > 0)
                        .map(Duration::ofDays),
                source());
    }

    private LoginConfig.Source source() {
        LoginConfig.Check check = in.value(LoginKeys.CHECK);
        boolean ldap = check == LoginConfig.Check.LDAP;
        return new LoginConfig.Source(
                check,
                ldap ? Optional.of(LdapKeys.config(in)) : Optional.empty(),
                Optional.of(in.value(LoginKeys.LAST_KNOWN_HOURS))
                        .filter(hours -> ldap && in.value(LoginKeys.DIRECTORY_DOWN) == LoginConfig.Down.LAST_KNOWN)
                        .map(Duration::ofHours));
    }

    private List<String> companions() {
        List<InetSocketAddress> all = in.value(Settings.AGI_COMPANIONS);
        return all.isEmpty()
                ? List.of(hostAndPort(in.value(Settings.AGI_LISTEN)))
                : all.stream().map(ConfigAssembly::hostAndPort).toList();
    }

    static String hostAndPort(InetSocketAddress address) {
        // Who listens everywhere is reached here; the dialplan needs one address.
        String host = address.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private PhoneSettings phones() {
        return new PhoneSettings(
                Token.parse(in.value(Settings.TRANSPORT)),
                in.value(Settings.CODECS),
                in.value(Settings.CONTACTS_MAX),
                in.value(SipKeys.LISTEN)
                        .map(listen -> in.value(SipKeys.INNER))
                        .or(() -> in.value(SipKeys.KAMAILIO))
                        .map(ConfigAssembly::edge),
                true);
    }

    private static Edge edge(InetSocketAddress inner) {
        return new Edge(inner.getAddress().getHostAddress(), inner.getPort());
    }

    private KamailioConfig kamailio(InetSocketAddress address) {
        return new KamailioConfig(
                address,
                in.value(SipKeys.ASTERISK),
                in.value(SipKeys.DOMAINS),
                expiry(),
                in.value(Settings.CONTACTS_MAX));
    }

    private SipConfig.Expiry expiry() {
        return new SipConfig.Expiry(
                in.value(SipKeys.EXPIRES_MIN), in.value(SipKeys.EXPIRES_DEFAULT), in.value(SipKeys.EXPIRES_MAX));
    }

    private SipConfig sip(InetSocketAddress listen) {
        return new SipConfig(
                new SipConfig.Listening(
                        listen,
                        in.value(SipKeys.TCP),
                        in.value(SipKeys.TLS),
                        in.value(SipKeys.WS),
                        in.value(SipKeys.WSS),
                        in.value(SipKeys.CERTIFICATE),
                        in.value(SipKeys.KEY)),
                in.value(SipKeys.INNER),
                in.value(SipKeys.ASTERISK),
                in.value(SipKeys.DIGEST),
                in.value(SipKeys.DOMAINS),
                in.value(SipKeys.JOURNAL),
                expiry(),
                in.value(Settings.CONTACTS_MAX),
                in.value(SipKeys.CONTACTS_FULL),
                in.value(SipKeys.SCANNERS),
                in.value(SipKeys.BAN));
    }

    private HotdeskConfig.Asterisk asterisk(Lookup of) {
        return new HotdeskConfig.Asterisk(
                of.value(AsteriskKeys.NAME),
                of.value(AsteriskKeys.VERSION),
                of.value(AsteriskKeys.AMI_HOST),
                of.value(AsteriskKeys.AMI_PORT),
                of.value(AsteriskKeys.AMI_USER),
                of.value(AsteriskKeys.AMI_SECRET_FILE),
                of.value(AsteriskKeys.CONFIG_FOLDER),
                of.value(AsteriskKeys.VOICEMAIL_SPOOL),
                of.value(AsteriskKeys.MAILBOX_MODE).orElseGet(() -> in.value(Settings.MAILBOX_MODE)),
                in.value(Settings.MAILBOX_BOXES) == Settings.Boxes.FILE,
                of.value(AsteriskKeys.SOUNDS));
    }
}
