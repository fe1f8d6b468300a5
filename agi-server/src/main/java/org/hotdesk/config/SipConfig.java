package org.hotdesk.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The SIP edge, for who has one.
 *
 * @param inner where the edge meets Asterisk
 * @param asterisk where Asterisk's PJSIP listens
 * @param digest the hashes offered to phones
 * @param domains what phones may call us; empty for any address of ours
 * @param journal the file from which contacts come back after a restart
 * @param contactsMax how many phones may register as one device
 * @param scanners what the user agents of known attackers hold
 * @param ban how long a source is not heard that did what no phone does; each time after, twice as long
 */
public record SipConfig(
        Listening listen,
        InetSocketAddress inner,
        InetSocketAddress asterisk,
        Digest digest,
        List<String> domains,
        Path journal,
        Expiry expiry,
        int contactsMax,
        Full full,
        List<String> scanners,
        Duration ban) {
    public SipConfig {
        domains = List.copyOf(domains);
        scanners = List.copyOf(scanners);
    }

    /** Where phones come in. With {@code tls} or {@code wss} there are a certificate and its key, as PEM files. */
    public record Listening(
            InetSocketAddress udp,
            Optional<InetSocketAddress> tcp,
            Optional<InetSocketAddress> tls,
            Optional<InetSocketAddress> ws,
            Optional<InetSocketAddress> wss,
            Optional<Path> certificate,
            Optional<Path> key) {}

    /**
     * How long registrations live.
     *
     * @param usual of a phone that does not say
     */
    public record Expiry(Duration least, Duration usual, Duration most) {}

    /** The hashes a phone may prove its password with. */
    public enum Digest {
        MD5,
        SHA_256,
        /** SHA-256 first. Some phones give up when they read of a hash they do not have, though MD5 is offered too. */
        BOTH
    }

    /** What becomes of one phone too many. */
    public enum Full {
        REPLACE_OLDEST,
        REFUSE
    }
}
