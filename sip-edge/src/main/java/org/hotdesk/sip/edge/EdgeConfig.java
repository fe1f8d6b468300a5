package org.hotdesk.sip.edge;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.hotdesk.sip.abuse.GuardLimits;
import org.hotdesk.sip.location.LocationPolicy;
import org.hotdesk.sip.registrar.RegistrarPolicy;

/**
 * How an edge works.
 *
 * @param inner our address towards Asterisk; port 0 for any
 * @param asterisk where Asterisk's PJSIP listens by UDP
 * @param realm of the digest, whose HA1s the subscribers have
 * @param journal file in which contacts survive; beside it, with {@code .key} behind its name, the edge's own secret
 */
public record EdgeConfig(
        Listening listening,
        InetSocketAddress inner,
        InetSocketAddress asterisk,
        String realm,
        RegistrarPolicy registrar,
        LocationPolicy locations,
        GuardLimits guard,
        Path journal) {

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
