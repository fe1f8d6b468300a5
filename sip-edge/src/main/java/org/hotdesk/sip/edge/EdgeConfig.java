package org.hotdesk.sip.edge;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hotdesk.sip.abuse.GuardLimits;
import org.hotdesk.sip.digest.DigestAlgorithm;
import org.hotdesk.sip.location.LocationPolicy;
import org.hotdesk.sip.registrar.RegistrarPolicy;

/**
 * How an edge works.
 *
 * @param inner our address towards Asterisk; port 0 for any
 * @param asterisk where Asterisk's PJSIP listens by UDP
 * @param journal file in which contacts survive; beside it, with {@code .key} behind its name, the edge's own secret
 */
public record EdgeConfig(
        Listening listening,
        InetSocketAddress inner,
        InetSocketAddress asterisk,
        Digest digest,
        RegistrarPolicy registrar,
        LocationPolicy locations,
        GuardLimits guard,
        Path journal) {

    /**
     * How phones prove who they are.
     *
     * @param realm of the HA1s that the subscribers have
     * @param algorithms what is offered, one at least; the strongest stands first whatever their order here
     */
    public record Digest(String realm, List<DigestAlgorithm> algorithms) {
        public Digest {
            algorithms = List.copyOf(algorithms);
        }
    }

    /** Where phones come in; port 0 for any, no wildcard addresses, since phones are told these. */
    public record Listening(
            InetSocketAddress udp,
            Optional<InetSocketAddress> tcp,
            Optional<InetSocketAddress> tls,
            Optional<InetSocketAddress> ws,
            Optional<InetSocketAddress> wss,
            Optional<Certificate> certificate) {}

    /** PEM files: the certificate with its chain, and its key. */
    public record Certificate(Path chain, Path key) {}
}
