package org.hotdesk.sip.proxy;

import java.util.List;
import java.util.Optional;
import org.hotdesk.sip.transport.Flow;

/**
 * Where a request goes (RFC 3261 §16.5).
 *
 * @param flow by which way; empty when the contact's connection is closed
 * @param uri Request-URI it gets; empty when it keeps its own
 * @param routes the Path of the contact, which is put in front as Route (RFC 3327 §5.1)
 * @param q preference in thousandths
 */
record Target(Optional<Flow> flow, Optional<String> uri, List<String> routes, int q) {
    static Target of(Flow flow, Optional<String> uri) {
        return new Target(Optional.of(flow), uri, List.of(), 1000);
    }
}
