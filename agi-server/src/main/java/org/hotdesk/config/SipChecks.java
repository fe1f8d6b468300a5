package org.hotdesk.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.store.StoreConfig;

/** Whether the keys of the SIP edge, each right by itself, go together. One owner thread, for one look. */
final class SipChecks {
    private static final int CONTACTS_MOST = 64;

    private final ConfigAssembly.Lookup in;
    private final List<Clash> clashes = new ArrayList<>();

    private SipChecks(ConfigAssembly.Lookup in) {
        this.in = in;
    }

    /** Everything that does not go together; nothing when all does, or when there is no edge. */
    static List<Clash> of(ConfigAssembly.Lookup in) {
        var checks = new SipChecks(in);
        if (in.value(SipKeys.LISTEN).isPresent()) {
            checks.listening();
            checks.certificate();
            checks.inner();
            checks.ports();
            checks.expiry();
        } else {
            checks.needless();
        }
        in.value(SipKeys.KAMAILIO).ifPresent(checks::kamailio);
        return List.copyOf(checks.clashes);
    }

    private void kamailio(InetSocketAddress address) {
        if (in.value(SipKeys.LISTEN).isPresent()) {
            clash(SipKeys.KAMAILIO, "stands instead of the edge; leave it or sip.listen empty", SipKeys.LISTEN);
        }
        if (!StoreConfig.isPostgres(in.value(Settings.STORE_URL))) {
            clash(SipKeys.KAMAILIO, "needs the store on a PostgreSQL; set store.url", Settings.STORE_URL);
        }
        if (!in.value(Settings.CLEAR_HA1)) {
            clash(SipKeys.KAMAILIO, "needs voip.clear-ha1 = true; Kamailio cannot unseal", Settings.CLEAR_HA1);
        }
        if (address.getAddress().isAnyLocalAddress() || address.getPort() == 0) {
            clash(SipKeys.KAMAILIO, "must be one address and one port; Asterisk's files name it");
        }
        if (collide(address, in.value(SipKeys.ASTERISK))) {
            clash(SipKeys.KAMAILIO, takenBy(SipKeys.ASTERISK), SipKeys.ASTERISK);
        }
        if (in.value(SipKeys.LISTEN).isEmpty()) {
            expiry();
        }
    }

    private void needless() {
        for (Setting<Optional<InetSocketAddress>> each : List.of(SipKeys.TCP, SipKeys.TLS, SipKeys.WS, SipKeys.WSS)) {
            if (in.value(each).isPresent()) {
                clash(each, "opens nothing without sip.listen; set that too");
            }
        }
    }

    private void listening() {
        for (Setting<Optional<InetSocketAddress>> each :
                List.of(SipKeys.LISTEN, SipKeys.TCP, SipKeys.TLS, SipKeys.WS, SipKeys.WSS)) {
            in.value(each)
                    .filter(address -> address.getAddress().isAnyLocalAddress())
                    .ifPresent(every -> clash(each, "must be one address of this machine; phones are told it"));
        }
        if (in.value(Settings.CONTACTS_MAX) > CONTACTS_MOST) {
            clash(Settings.CONTACTS_MAX, "must not be more than " + CONTACTS_MOST + " where there is a SIP edge");
        }
    }

    private void certificate() {
        for (Setting<Optional<InetSocketAddress>> each : List.of(SipKeys.TLS, SipKeys.WSS)) {
            if (in.value(each).isPresent()
                    && (in.value(SipKeys.CERTIFICATE).isEmpty()
                            || in.value(SipKeys.KEY).isEmpty())) {
                clash(each, "needs a certificate; set sip.tls-certificate and sip.tls-key");
                return;
            }
        }
    }

    private void inner() {
        InetSocketAddress inner = in.value(SipKeys.INNER);
        InetSocketAddress asterisk = in.value(SipKeys.ASTERISK);
        for (Setting<InetSocketAddress> each : List.of(SipKeys.INNER, SipKeys.ASTERISK)) {
            if (in.value(each).getAddress().isAnyLocalAddress()
                    || in.value(each).getPort() == 0) {
                clash(each, "must be one address and one port, such as 127.0.0.1:5070; Asterisk's files name it");
            }
        }
        if (inner.getAddress().getClass() != asterisk.getAddress().getClass()) {
            clash(SipKeys.INNER, "must be IPv4 or IPv6 as sip.asterisk is", SipKeys.ASTERISK);
        }
    }

    private void ports() {
        Map<Setting<?>, InetSocketAddress> udp = new LinkedHashMap<>();
        udp.put(SipKeys.ASTERISK, in.value(SipKeys.ASTERISK));
        udp.put(SipKeys.INNER, in.value(SipKeys.INNER));
        in.value(SipKeys.LISTEN).ifPresent(address -> udp.put(SipKeys.LISTEN, address));
        distinct(udp);
        Map<Setting<?>, InetSocketAddress> streams = new LinkedHashMap<>();
        streams.put(Settings.AGI_LISTEN, in.value(Settings.AGI_LISTEN));
        streams.put(Settings.ADMIN_LISTEN, in.value(Settings.ADMIN_LISTEN));
        List.of(SipKeys.TCP, SipKeys.TLS, SipKeys.WS, SipKeys.WSS)
                .forEach(each -> in.value(each).ifPresent(address -> streams.put(each, address)));
        distinct(streams);
    }

    private void distinct(Map<Setting<?>, InetSocketAddress> taken) {
        Map<Setting<?>, InetSocketAddress> before = new LinkedHashMap<>();
        taken.forEach((setting, address) -> {
            before.entrySet().stream()
                    .filter(other -> collide(other.getValue(), address))
                    .findFirst()
                    .ifPresent(other -> clash(setting, takenBy(other.getKey()), other.getKey()));
            before.put(setting, address);
        });
    }

    private static String takenBy(Setting<?> other) {
        return other.equals(SipKeys.ASTERISK)
                ? "is where Asterisk itself listens by sip.asterisk; take another port, or move Asterisk's"
                : "is the address and port of " + other.path() + " too; take another port";
    }

    private static boolean collide(InetSocketAddress one, InetSocketAddress other) {
        InetAddress here = one.getAddress();
        InetAddress there = other.getAddress();
        return one.getPort() == other.getPort()
                && one.getPort() != 0
                && (here.equals(there) || here.isAnyLocalAddress() || there.isAnyLocalAddress());
    }

    private void expiry() {
        if (in.value(SipKeys.EXPIRES_MIN).compareTo(in.value(SipKeys.EXPIRES_DEFAULT)) > 0) {
            clash(SipKeys.EXPIRES_MIN, "must not be more than sip.expires-default-seconds", SipKeys.EXPIRES_DEFAULT);
        }
        if (in.value(SipKeys.EXPIRES_DEFAULT).compareTo(in.value(SipKeys.EXPIRES_MAX)) > 0) {
            clash(SipKeys.EXPIRES_DEFAULT, "must not be more than sip.expires-max-seconds", SipKeys.EXPIRES_MAX);
        }
    }

    private void clash(Setting<?> setting, String what, Setting<?>... others) {
        List<Setting<?>> settings = new ArrayList<>(List.of(others));
        settings.add(0, setting);
        clashes.add(new Clash(settings, setting.path() + " " + what));
    }
}
