package org.hotdesk.store;

import java.time.LocalDateTime;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;

/**
 * Where a phone is that registered at a Kamailio, as it wrote this into {@code kamailio.location}. The texts are the
 * phone's own and may hold anything.
 *
 * @param received the address it came from, as a URI, where its contact does not say that
 * @param socket Kamailio's end, such as {@code udp:192.0.2.10:5060}
 * @param modified when it last registered, by the clocks on Kamailio's wall
 * @param expires when that ends, by the same clocks
 */
public record KamailioContact(
        DeviceNumber device,
        String contact,
        Optional<String> received,
        Optional<String> path,
        Optional<String> socket,
        String userAgent,
        Optional<String> instance,
        double q,
        LocalDateTime modified,
        LocalDateTime expires) {}
