package org.hotdesk.sip.proxy;

import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.digest.Verdict;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.transport.Flow;

/**
 * What becomes of a request from the open side: it goes to Asterisk or nowhere. Who begins something must authenticate,
 * who goes on must have our token. One owner thread.
 */
final class PhoneSide {
    private final Router router;
    private final Gate gate;
    private final Directory directory;
    private final Whereabouts whereabouts;

    PhoneSide(Router router, Gate gate, Directory directory, Whereabouts whereabouts) {
        this.router = router;
        this.gate = gate;
        this.directory = directory;
        this.whereabouts = whereabouts;
    }

    void request(SipMessage request, Reading reading, Flow flow) {
        boolean forUs = request.isMethod("OPTIONS")
                && !reading.inDialog()
                && !reading.uri().hasUser()
                && directory.isOurs(reading.uri().host());
        Optional<Refusal> refusal = Checks.refusal(request, reading, forUs);
        if (refusal.isEmpty()
                && !reading.inDialog()
                && !directory.isOurs(reading.uri().host())) {
            refusal = Optional.of(Refusal.NOT_FOUND);
        }
        if (refusal.isPresent()) {
            refuseStranger(request, flow, refusal.get());
        } else if (reading.inDialog()) {
            inDialog(request, reading, flow);
        } else {
            initial(request, reading, flow, forUs);
        }
    }

    private void refuseStranger(SipMessage request, Flow flow, Refusal refusal) {
        if (gate.answers(flow)) {
            router.refuse(request, flow, refusal);
        }
    }

    private void inDialog(SipMessage request, Reading reading, Flow flow) {
        Optional<RouteToken> token = reading.token();
        // The token is nobody's but the phone's which has that number, and the phone says no other name with it.
        boolean good = token.isPresent()
                && directory
                        .device(reading.fromUser(request))
                        .map(device -> device.equals(token.get().device()))
                        .orElse(false);
        if (!good) {
            refuseStranger(request, flow, Refusal.FORBIDDEN);
            return;
        }
        DeviceNumber device = token.get().device();
        Passage passage = new Passage(
                flow,
                device,
                reading.ours(),
                reading.repaired().isPresent(),
                Checks.recordsRoute(request, true),
                Optional.empty(),
                Checks.hops(request),
                Checks.breadth(request),
                router.loop(request));
        Target target = Target.of(whereabouts.asterisk(), withoutTls(reading));
        router.forward(request, passage, List.of(List.of(target)));
    }

    /** The Request-URI of a request within a dialog is Asterisk's Contact, and stays; but not as {@code sips}. */
    static Optional<String> withoutTls(Reading reading) {
        String uri = reading.repaired().orElseGet(() -> reading.uri().text());
        boolean sips = uri.regionMatches(true, 0, "sips:", 0, 5);
        return sips ? Optional.of("sip:" + uri.substring(5)) : reading.repaired();
    }

    private void initial(SipMessage request, Reading reading, Flow flow, boolean forUs) {
        Verdict verdict = gate.check(request, flow);
        if (verdict != Verdict.GOOD) {
            if (gate.answers(flow)) {
                router.turnAway(request, flow, verdict, gate);
            }
            return;
        }
        DeviceNumber device = gate.device();
        if (!reading.fromUser(request).equals(device.digits())) {
            gate.forged(flow, device);
            router.refuse(request, flow, Refusal.FORBIDDEN);
            return;
        }
        if (forUs) {
            router.abilities(request, flow);
            return;
        }
        String user = directory.dialled(reading.uri().user()).orElseGet(() -> reading.uri()
                .rawUser());
        String host = router.asteriskHost();
        Passage passage = new Passage(
                flow,
                device,
                // There is one place to go to from here, so no Route of a phone's own leads anywhere.
                reading.routes(),
                false,
                Checks.recordsRoute(request, false),
                directory.asserted(device).map(number -> "<sip:" + number + "@" + host + ">"),
                Checks.hops(request),
                Checks.breadth(request),
                router.loop(request));
        Target target = Target.of(whereabouts.asterisk(), Optional.of(AsteriskUri.of(reading.uri(), user, host)));
        router.forward(request, passage, List.of(List.of(target)));
    }
}
