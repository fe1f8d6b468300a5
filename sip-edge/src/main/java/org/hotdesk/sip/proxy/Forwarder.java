package org.hotdesk.sip.proxy;

import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.HeaderValues;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipRelay;
import org.hotdesk.sip.transaction.OwnBranch;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Side;
import org.hotdesk.sip.transport.Transport;

/** Writes what goes on: requests by RFC 3261 §16.6, responses by §16.7. One owner thread. */
final class Forwarder {
    /** What only Asterisk and we may say about who calls; from a phone it would be a claim nobody has checked. */
    private static final Set<HeaderName> IDENTITY = EnumSet.of(
            HeaderName.P_ASSERTED_IDENTITY,
            HeaderName.P_PREFERRED_IDENTITY,
            HeaderName.REMOTE_PARTY_ID,
            HeaderName.IDENTITY,
            HeaderName.IDENTITY_INFO,
            HeaderName.DIVERSION,
            HeaderName.HISTORY_INFO,
            HeaderName.P_CHARGING_VECTOR,
            HeaderName.P_CHARGING_FUNCTION_ADDRESSES);

    private static final Set<HeaderName> BREADTH = EnumSet.of(HeaderName.MAX_BREADTH);

    private final String realm;
    private final RouteTokens tokens;
    private final Whereabouts whereabouts;
    private final SipRelay relay = new SipRelay();
    private final HeaderValues values = new HeaderValues();
    /** Our few addresses as they stand in SIP. */
    private final Map<InetSocketAddress, String> names = new HashMap<>();

    Forwarder(String realm, RouteTokens tokens, Whereabouts whereabouts) {
        this.realm = realm;
        this.tokens = tokens;
        this.whereabouts = whereabouts;
    }

    /**
     * Writes the copy of a request that goes to one target.
     *
     * @param branches how many copies there are: each gets its share of Max-Breadth (RFC 5393 §5.3.3)
     */
    SipRelay request(SipMessage request, Passage passage, Target target, Flow to, long id, int branches) {
        relay.of(request).source(passage.came().remote()).hops(passage.hops()).dropRoutes(passage.routesGone());
        relay.pushVia(via(to, id, passage.loop()));
        target.uri().ifPresent(relay::uri);
        if (passage.lastRouteGone()) {
            relay.dropLastRoute();
        }
        if (passage.recordRoute()) {
            recordRoute(request, passage, to);
        }
        routes(target.routes());
        if (branches > 1 || request.has(HeaderName.MAX_BREADTH)) {
            relay.remove(BREADTH).add(HeaderName.MAX_BREADTH, Integer.toString(passage.breadth() / branches));
        }
        if (passage.came().side() == Side.PHONES) {
            relay.remove(IDENTITY).removeCredentials(realm);
            passage.asserted().ifPresent(who -> relay.add(HeaderName.P_ASSERTED_IDENTITY, who));
        }
        return relay.write();
    }

    private void routes(List<String> path) {
        for (String uri : path) {
            // RFC 3327 §5.1: the Path becomes the preloaded Route.
            relay.onTop(HeaderName.ROUTE, bracketed(uri));
        }
    }

    /** A Path entry as the value of a Route. */
    static String bracketed(String uri) {
        return uri.indexOf('<') >= 0 ? uri : "<" + uri + ">";
    }

    private String via(Flow to, long id, int loop) {
        String sentBy = "SIP/2.0/" + to.transport() + " " + name(to);
        // RFC 3581 §3: through a translated address the answer has to come to the port it was sent from.
        String rport = to.side() == Side.PHONES && to.transport() == Transport.UDP ? ";rport" : "";
        return sentBy + rport + ";branch=" + OwnBranch.text(id, loop);
    }

    // RFC 5658 §3.3: one value for each side, the one of the side it goes to on top.
    private void recordRoute(SipMessage request, Passage passage, Flow to) {
        Flow phone = to.side() == Side.PHONES ? to : passage.came();
        String token = tokens.write(whereabouts.token(passage.device(), phone), request);
        relay.onTop(HeaderName.RECORD_ROUTE, route(token, to));
        relay.onTop(HeaderName.RECORD_ROUTE, route(token, passage.came()));
    }

    private String route(String token, Flow at) {
        String transport =
                switch (at.transport()) {
                    case UDP -> "";
                    case TCP -> ";transport=tcp";
                    case TLS -> ";transport=tls";
                    case WS, WSS -> ";transport=ws";
                };
        return "<sip:" + token + "@" + name(at) + transport + ";lr>";
    }

    private String name(Flow flow) {
        return names.computeIfAbsent(whereabouts.name(flow), HostPort::of);
    }

    /** Writes a response for the element before us; {@code status} is its own but for a phone's 503. */
    SipRelay response(SipMessage response, Flow from, int status) {
        relay.of(response).popVia();
        if (from.side() == Side.PHONES) {
            relay.remove(IDENTITY);
        }
        if (status != response.status()) {
            relay.status(status, Refusal.INTERNAL.phrase());
        }
        return relay.write();
    }

    /** Whether somebody is left to take the response when our Via is gone. */
    boolean hasWayBack(SipMessage response) {
        values.of(response, HeaderName.VIA);
        values.next();
        return values.next();
    }
}
