package org.hotdesk.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How a phone speaks with its server.
 *
 * @param expires how long each of its registrations shall live; it renews one shortly before
 * @param trusted PEM file with the certificates that it believes a server by TLS; none for no check at all
 */
public record PhoneLine(Transport transport, Duration expires, Optional<Path> trusted) {
    /** UDP, renewed each ten minutes. */
    public static final PhoneLine UDP = of(Transport.UDP);

    /** What carries the messages. */
    public enum Transport {
        UDP,
        TCP,
        TLS;

        /** As SIP addresses write it. */
        String inUri() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Renewed each ten minutes, and not asking whose certificate it is. */
    public static PhoneLine of(Transport transport) {
        return new PhoneLine(transport, Duration.ofMinutes(10), Optional.empty());
    }

    /** The same with another life of registrations. */
    public PhoneLine renewing(Duration expires) {
        return new PhoneLine(transport, expires, trusted);
    }

    /** The same, refusing a server by TLS that has no certificate of these. */
    public PhoneLine trusting(Path certificates) {
        return new PhoneLine(transport, expires, Optional.of(certificates));
    }
}
