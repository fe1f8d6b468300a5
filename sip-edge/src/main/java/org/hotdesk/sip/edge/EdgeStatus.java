package org.hotdesk.sip.edge;

import java.util.List;
import java.util.Optional;

/**
 * How the edge is, for {@code hotdesk status} and the metrics.
 *
 * @param listening where it listens, such as {@code udp 192.0.2.1:5060}
 * @param devices how many devices have one contact at least
 * @param transactions of relayed requests that are under way
 * @param received messages since the start
 * @param dropped of these, those that got no answer on purpose
 * @param bans how many sources are banned now
 * @param fault what is wrong, in one line, until it is right again
 */
public record EdgeStatus(
        List<String> listening,
        int devices,
        int contacts,
        int transactions,
        long received,
        long dropped,
        int bans,
        Optional<String> fault) {
    public EdgeStatus {
        listening = List.copyOf(listening);
    }
}
