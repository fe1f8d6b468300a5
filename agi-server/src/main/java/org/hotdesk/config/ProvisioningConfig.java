package org.hotdesk.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hotdesk.agi.protocol.AddressRange;
import org.hotdesk.dialplan.phone.Registrar;

/**
 * What phones' files are built with, and where phones fetch them.
 *
 * @param server empty where phones fetch nothing from us
 * @param asterisk where phones find Asterisk; empty where nobody said so
 * @param edge where phones find the SIP edge; empty where nobody said so and the edge has no address of its own
 * @param ciscoImage the image that phones of the Cisco 7940 shall run; empty for whatever they run
 */
public record ProvisioningConfig(
        Optional<Server> server, Optional<Registrar> asterisk, Optional<Registrar> edge, Optional<String> ciscoImage) {
    /** Nothing is served and nobody said where phones register. */
    public static final ProvisioningConfig NONE =
            new ProvisioningConfig(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * The server phones ask.
     *
     * @param tls empty for HTTP
     * @param allow who is answered at all
     * @param requestsPerMinute of one source, in the long run and at once
     * @param ban how long a source is not heard after ten wrong requests; each time after, twice as long
     */
    public record Server(
            InetSocketAddress listen,
            Optional<Tls> tls,
            List<AddressRange> allow,
            int requestsPerMinute,
            Duration ban) {
        public Server {
            allow = List.copyOf(allow);
        }
    }

    /** PEM files: the certificate with those that signed it, and its key, not encrypted. */
    public record Tls(Path certificate, Path key) {}
}
