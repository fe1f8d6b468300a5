package org.hotdesk.edge;

import java.time.Duration;
import java.util.List;
import org.hotdesk.config.SipConfig;
import org.hotdesk.sip.abuse.GuardLimits;
import org.hotdesk.sip.digest.DigestAlgorithm;
import org.hotdesk.sip.edge.EdgeConfig;
import org.hotdesk.sip.location.LocationPolicy;
import org.hotdesk.sip.registrar.RegistrarPolicy;

/** What the administrator configured, as the edge wants it. Pure. */
final class EdgeSettings {
    private static final Duration LONGER_THAN_REGISTERED = Duration.ofHours(1);

    private EdgeSettings() {}

    /** @param realm of the digests in the store */
    static EdgeConfig of(SipConfig config, String realm) {
        return new EdgeConfig(
                listening(config.listen()),
                config.inner(),
                config.asterisk(),
                new EdgeConfig.Digest(realm, algorithms(config.digest())),
                registrar(config),
                new LocationPolicy(config.contactsMax(), config.full() == SipConfig.Full.REPLACE_OLDEST),
                guard(config),
                config.journal());
    }

    private static EdgeConfig.Listening listening(SipConfig.Listening listen) {
        return new EdgeConfig.Listening(
                listen.udp(),
                listen.tcp(),
                listen.tls(),
                listen.ws(),
                listen.wss(),
                listen.certificate().flatMap(chain -> listen.key().map(key -> new EdgeConfig.Certificate(chain, key))));
    }

    private static List<DigestAlgorithm> algorithms(SipConfig.Digest digest) {
        return switch (digest) {
            case MD5 -> List.of(DigestAlgorithm.MD5);
            case SHA_256 -> List.of(DigestAlgorithm.SHA_256);
            case BOTH -> List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);
        };
    }

    private static RegistrarPolicy registrar(SipConfig config) {
        RegistrarPolicy usual = RegistrarPolicy.usual(config.domains());
        return new RegistrarPolicy(
                config.domains(),
                config.expiry().usual(),
                config.expiry().least(),
                config.expiry().most(),
                usual.refuseBrief(),
                usual.spread(),
                usual.pathNeedsSupport());
    }

    private static GuardLimits guard(SipConfig config) {
        GuardLimits usual = GuardLimits.USUAL;
        GuardLimits.Bans bans = usual.bans();
        GuardLimits.Memory memory = usual.memory();
        Duration registered = config.expiry().most().plus(LONGER_THAN_REGISTERED);
        return new GuardLimits(
                usual.enabled(),
                usual.rates(),
                new GuardLimits.Bans(bans.failures(), bans.unknownUsers(), bans.window(), config.ban(), bans.longest()),
                new GuardLimits.Memory(
                        memory.sources(),
                        memory.knownFlows(),
                        registered.compareTo(memory.remember()) > 0 ? registered : memory.remember()),
                config.scanners());
    }
}
