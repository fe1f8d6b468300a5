package org.hotdesk.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotdesk.agi.protocol.AddressRange;
import org.hotdesk.dialplan.phone.Registrar;

/** The keys of phones' configuration files, section {@code [provisioning]}. */
final class ProvisioningKeys {
    static final Setting<Optional<InetSocketAddress>> LISTEN = key(
            "listen",
            Kind.addressOrNothing(),
            "\"\"",
            "Where phones fetch their files by HTTP, or by HTTPS with a certificate. Empty for nowhere; 'hotdesk phone build' writes files all the same.");
    static final Setting<Optional<Path>> CERTIFICATE = key(
            "certificate",
            Kind.pathOrNothing(),
            "\"\"",
            "PEM file with the certificate, then those that signed it. Empty for HTTP, where secrets are read by whoever listens in.");
    static final Setting<Optional<Path>> KEY =
            key("key", Kind.pathOrNothing(), "\"\"", "PEM file with the certificate's private key, not encrypted.");
    static final Setting<List<AddressRange>> ALLOW = key(
            "allow",
            Kind.list(Kind.parsed("an address or address/bits", AddressRange::parse), 100),
            "[\"127.0.0.0/8\", \"::1/128\", \"10.0.0.0/8\", \"172.16.0.0/12\", \"192.168.0.0/16\", \"fc00::/7\"]",
            "Who is answered there.");
    static final Setting<Integer> PER_MINUTE = key(
            "requests-per-minute",
            Kind.number(1, 100_000),
            "60",
            "Requests of one address that are answered; above it 429. Phones behind one address translator share it.");
    static final Setting<Duration> BAN = key(
            "ban-seconds",
            Kind.seconds(1, 86_400),
            "60",
            "How long an address is not heard after ten requests without the right credentials; each time after, twice as long.");
    static final Setting<Optional<Registrar>> ASTERISK = key(
            "asterisk-address",
            Kind.orNothing(Kind.parsed(Registrar.RANGE, Registrar::parse)),
            "\"\"",
            "Where phones that are not behind the SIP edge register; their files cannot be built without.");
    static final Setting<Optional<Registrar>> EDGE = key(
            "edge-address",
            Kind.orNothing(Kind.parsed(Registrar.RANGE, Registrar::parse)),
            "\"\"",
            "Where phones behind the SIP edge register, when it is not the address in sip.listen.");
    static final Setting<String> CISCO_IMAGE = key(
            "cisco-7940-image",
            Kind.text("up to 32 letters, digits or -, or nothing", "[A-Za-z0-9-]{0,32}"),
            "\"\"",
            "The SIP image that every Cisco 7940 shall load, for OS79XX.TXT and SIPDefault.cnf. Empty: neither names one.");

    /** In the order of the reference. */
    static final List<Setting<?>> ALL =
            List.of(LISTEN, CERTIFICATE, KEY, ALLOW, PER_MINUTE, BAN, ASTERISK, EDGE, CISCO_IMAGE);

    private ProvisioningKeys() {}

    static ProvisioningConfig config(ConfigAssembly.Lookup in) {
        Optional<ProvisioningConfig.Tls> tls = in.value(CERTIFICATE)
                .flatMap(certificate -> in.value(KEY).map(key -> new ProvisioningConfig.Tls(certificate, key)));
        Optional<ProvisioningConfig.Server> server = in.value(LISTEN)
                .map(listen -> new ProvisioningConfig.Server(
                        listen, tls, in.value(ALLOW), in.value(PER_MINUTE), in.value(BAN)));
        return new ProvisioningConfig(
                server,
                in.value(ASTERISK),
                in.value(EDGE).or(() -> in.value(SipKeys.LISTEN).flatMap(ProvisioningKeys::reached)),
                Optional.of(in.value(CISCO_IMAGE)).filter(image -> !image.isEmpty()));
    }

    /** What does not go together. */
    static List<Clash> clashes(ConfigAssembly.Lookup in) {
        List<Clash> clashes = new ArrayList<>();
        if (in.value(CERTIFICATE).isPresent() != in.value(KEY).isPresent()) {
            clashes.add(new Clash(
                    List.of(CERTIFICATE, KEY), "provisioning.certificate and provisioning.key are needed together"));
        }
        return clashes;
    }

    private static Optional<Registrar> reached(InetSocketAddress listen) {
        return Registrar.parse(listen.getAddress().getHostAddress() + ":" + listen.getPort());
    }

    private static <T> Setting<T> key(String name, Kind<T> kind, String preset, String about) {
        return new Setting<>("provisioning", name, kind, preset, about);
    }
}
