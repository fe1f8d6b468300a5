package org.hotdesk.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hotdesk.config.SipConfig.Digest;
import org.hotdesk.config.SipConfig.Full;

/** The keys of the SIP edge, section {@code [sip]}. */
final class SipKeys {
    static final Setting<Optional<InetSocketAddress>> LISTEN = key(
            "listen",
            Kind.addressOrNothing(),
            "\"\"",
            "Where phones register by UDP: one address of this machine. Empty for no edge: phones register at Asterisk.");
    static final Setting<Optional<InetSocketAddress>> TCP =
            key("tcp", Kind.addressOrNothing(), "\"\"", "The same by TCP.");
    static final Setting<Optional<InetSocketAddress>> TLS =
            key("tls", Kind.addressOrNothing(), "\"\"", "The same by TLS.");
    static final Setting<Optional<InetSocketAddress>> WS =
            key("ws", Kind.addressOrNothing(), "\"\"", "The same by WebSocket.");
    static final Setting<Optional<InetSocketAddress>> WSS =
            key("wss", Kind.addressOrNothing(), "\"\"", "The same by WebSocket over TLS.");
    static final Setting<Optional<Path>> CERTIFICATE = key(
            "tls-certificate",
            Kind.pathOrNothing(),
            "\"\"",
            "PEM file with the certificate for tls and wss, then those that signed it.");
    static final Setting<Optional<Path>> KEY =
            key("tls-key", Kind.pathOrNothing(), "\"\"", "PEM file with the certificate's private key, not encrypted.");
    static final Setting<InetSocketAddress> INNER = key(
            "inner",
            Kind.address(),
            "\"127.0.0.1:5070\"",
            "Where the edge meets Asterisk, by UDP; pjsip.conf names it, and only its address may speak for the phones.");
    static final Setting<InetSocketAddress> ASTERISK =
            key("asterisk", Kind.address(), "\"127.0.0.1:5060\"", "Where Asterisk's PJSIP listens by UDP.");
    static final Setting<Optional<InetSocketAddress>> KAMAILIO = key(
            "kamailio",
            Kind.addressOrNothing(),
            "\"\"",
            "Where a Kamailio listens that stands instead of the edge, for phones and for Asterisk; empty for none.");
    static final Setting<Digest> DIGEST = key(
            "digest",
            Kind.parsed("md5 or sha-256 or both", SipKeys::digest),
            "\"md5\"",
            "The hashes offered to phones; many a phone gives up at one it does not know, though the other is offered too.");
    static final Setting<List<String>> DOMAINS = key(
            "domains",
            Kind.list(Kind.text("a domain or address", "[A-Za-z0-9.:_\\[\\]-]{1,255}"), 100),
            "[]",
            "The domains that phones may register for; none for any address of ours.");
    static final Setting<Path> JOURNAL = key(
            "journal",
            Kind.path(),
            "\"/var/lib/hotdesk/locations\"",
            "The file in which the phones' contacts are kept, so that a restart forgets none; the edge's own secret stands beside it.");
    static final Setting<Duration> EXPIRES_MIN = key(
            "expires-min-seconds",
            Kind.seconds(10, 3_600),
            "60",
            "The shortest time a registration lives; a shorter wish is raised to it.");
    static final Setting<Duration> EXPIRES_DEFAULT = key(
            "expires-default-seconds",
            Kind.seconds(10, 86_400),
            "3600",
            "How long that of a phone lives that says none.");
    static final Setting<Duration> EXPIRES_MAX =
            key("expires-max-seconds", Kind.seconds(10, 86_400), "7200", "The longest; a longer wish is cut to it.");
    static final Setting<Full> CONTACTS_FULL = key(
            "contacts-full",
            Kind.parsed("replace-oldest or refuse", SipKeys::full),
            "\"replace-oldest\"",
            "What becomes of one phone more than phones.contacts-max as one device.");
    static final Setting<List<String>> SCANNERS = key(
            "scanners",
            Kind.list(Kind.text("3 to 64 printable characters", "[\\x20-\\x7e]{3,64}"), 100),
            "[\"friendly-scanner\", \"sipvicious\", \"sundayddr\", \"sipcli\", \"VaxSIPUserAgent\", \"VaxIPUserAgent\","
                    + " \"pplsip\", \"sip-scan\", \"SIVuS\"]",
            "Whose User-Agent holds one of these gets no answer, and a ban at its third try; capitals do not count.");
    static final Setting<Duration> BAN = key(
            "ban-seconds",
            Kind.seconds(1, 86_400),
            "300",
            "How long an address is not heard that guesses passwords or numbers; each time after, twice as long.");

    /** In the order of the reference. */
    static final List<Setting<?>> ALL = List.of(
            LISTEN,
            TCP,
            TLS,
            WS,
            WSS,
            CERTIFICATE,
            KEY,
            INNER,
            ASTERISK,
            KAMAILIO,
            DIGEST,
            DOMAINS,
            JOURNAL,
            EXPIRES_MIN,
            EXPIRES_DEFAULT,
            EXPIRES_MAX,
            CONTACTS_FULL,
            SCANNERS,
            BAN);

    private SipKeys() {}

    private static <T> Setting<T> key(String name, Kind<T> kind, String preset, String about) {
        return new Setting<>("sip", name, kind, preset, about);
    }

    private static Optional<Digest> digest(String text) {
        return switch (text) {
            case "md5" -> Optional.of(Digest.MD5);
            case "sha-256" -> Optional.of(Digest.SHA_256);
            case "both" -> Optional.of(Digest.BOTH);
            default -> Optional.empty();
        };
    }

    private static Optional<Full> full(String text) {
        return switch (text) {
            case "replace-oldest" -> Optional.of(Full.REPLACE_OLDEST);
            case "refuse" -> Optional.of(Full.REFUSE);
            default -> Optional.empty();
        };
    }
}
