package org.hotdesk.sip.proxy;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.HeaderValues;
import org.hotdesk.sip.message.NameAddr;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.Uri;

/** What a request says about where it wants to go (RFC 3261 §16.4); read again for each. One owner thread. */
final class Reading {
    private final RouteTokens tokens;
    private final Uri uri = new Uri();
    private final NameAddr route = new NameAddr();
    private final HeaderValues values = new HeaderValues();
    private boolean inDialog;
    private Optional<RouteToken> token = Optional.empty();
    private int routes;
    private int ours;
    private Optional<String> repaired = Optional.empty();

    Reading(RouteTokens tokens) {
        this.tokens = tokens;
    }

    /** @param here our address, by which the sender reaches us */
    void read(SipMessage request, InetSocketAddress here) {
        uri.read(request.buffer(), request.uriFrom(), request.uriEnd());
        inDialog = request.partyFault(HeaderName.TO) < 0
                && request.party(HeaderName.TO).params().find("tag");
        routes(request, here);
    }

    private void routes(SipMessage request, InetSocketAddress local) {
        // RFC 3261 §16.4: a strict router has put our Record-Route into the Request-URI, and the URI at the end of
        // Route.
        token = tokens.read(uri.rawUser(), request);
        boolean strict = token.isPresent();
        String known = strict ? uri.rawUser() : "";
        repaired = Optional.empty();
        routes = 0;
        ours = 0;
        boolean onTop = true;
        for (values.of(request, HeaderName.ROUTE); values.next(); routes++) {
            if (route.read(request.buffer(), values.from(), values.end()) >= 0) {
                onTop = false;
                continue;
            }
            if (strict) {
                repaired = Optional.of(route.uri().text());
            }
            String user = route.uri().rawUser();
            if (onTop && !user.isEmpty() && !user.equals(known) && token.isEmpty()) {
                token = tokens.read(user, request);
                known = token.isPresent() ? user : known;
            }
            onTop = onTop && ((!user.isEmpty() && user.equals(known)) || (user.isEmpty() && isAt(local)));
            ours += onTop ? 1 : 0;
        }
        if (strict && ours == routes) {
            // Nothing is left that could be the Request-URI.
            token = Optional.empty();
        }
    }

    private boolean isAt(InetSocketAddress local) {
        Uri there = route.uri();
        return there.port(5060) == local.getPort() && there.host().equals(HostPort.host(local));
    }

    /** The Request-URI as it stands. */
    Uri uri() {
        return uri;
    }

    /** Whether To has a tag, so that it claims to be within a dialog. */
    boolean inDialog() {
        return inDialog;
    }

    /** What our token says, when the request carries one that is good for its Call-ID. */
    Optional<RouteToken> token() {
        return token;
    }

    /** How many Route values there are. */
    int routes() {
        return routes;
    }

    /** How many of them, from the top, are ours. */
    int ours() {
        return ours;
    }

    /** The Request-URI that a strict router has moved to the end of Route. */
    Optional<String> repaired() {
        return repaired;
    }

    /** The user part of From, decoded; empty when there is none. */
    String fromUser(SipMessage request) {
        return request.partyFault(HeaderName.FROM) < 0
                ? request.party(HeaderName.FROM).uri().user()
                : "";
    }
}
