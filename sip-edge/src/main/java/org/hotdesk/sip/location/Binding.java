package org.hotdesk.sip.location;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.transport.Transport;

/**
 * One contact of a device (RFC 3261 §10). It is reached over the way it registered by, whatever host its URI names.
 *
 * @param contact its URI as it was registered, header fields behind a {@code ?} included, which are never applied
 * @param source where the REGISTER came from
 * @param connection the {@code Flow.connection()} it came over; 0 for UDP, and -1 for one that a restart has ended
 * @param local which listening address of ours it came to
 * @param path the Path of RFC 3327, first the one nearest to us
 * @param q preference in thousandths, 0 to 1000
 * @param expires when it ends, milliseconds since 1970
 * @param instance {@code +sip.instance} without its quotes and angle brackets
 * @param since when this contact was first registered, milliseconds since 1970
 * @param seen when it was last refreshed, milliseconds since 1970
 */
public record Binding(
        DeviceNumber device,
        String contact,
        Transport transport,
        InetSocketAddress source,
        InetSocketAddress local,
        long connection,
        List<String> path,
        String callId,
        long cseq,
        int q,
        long expires,
        Optional<String> instance,
        String userAgent,
        long since,
        long seen) {
    public Binding {
        path = List.copyOf(path);
    }
}
