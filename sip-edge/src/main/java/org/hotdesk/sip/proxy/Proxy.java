package org.hotdesk.sip.proxy;

import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.digest.KeyedHash;
import org.hotdesk.sip.location.Binding;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.transaction.Transactions;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Side;
import org.hotdesk.sip.transport.Timers;

/**
 * The stateful proxy between phones and Asterisk: takes every message that is no REGISTER, once it has been parsed and
 * checked. Messages are valid until the call returns. One owner thread.
 */
public final class Proxy {
    private final Core core;
    private final Reading reading;
    private final Loops loops;
    private final Forwarder forwarder;
    private final Whereabouts whereabouts;
    private final PhoneSide phones;
    private final AsteriskSide asterisk;
    private final MailboxNotices notices;
    private final Gate gate;
    private final Directory directory;

    /**
     * @param keys the first never changes for an installation: dialogs outlive a restart by it
     */
    public Proxy(ProxyConfig config, ProxyKeys keys, Timers timers, Gate gate, Surroundings around) {
        this.gate = gate;
        this.directory = around.directory();
        RouteTokens tokens = new RouteTokens(keys.lasting());
        KeyedHash hash = new KeyedHash(keys.fresh());
        Transactions transactions = new Transactions(timers, config.times(), config.transactionsMax(), keys.fresh());
        whereabouts = new Whereabouts(directory, around.flows());
        forwarder = new Forwarder(config.realm(), tokens, whereabouts);
        core = new Core(config, timers, transactions, forwarder, new Replies(hash), new Connections());
        loops = new Loops(hash);
        reading = new Reading(tokens);
        Router router = new Router(core, loops);
        phones = new PhoneSide(router, gate, directory, whereabouts);
        asterisk = new AsteriskSide(router, directory, whereabouts);
        notices = new MailboxNotices(transactions, config.realm());
    }

    /** Relays, answers or drops a request; one that has come again is answered as it was. */
    public void request(SipMessage request, Flow flow) {
        if (retransmission(request, flow)) {
            return;
        }
        if (request.isMethod("CANCEL")) {
            cancel(request, flow);
            return;
        }
        reading.read(request, whereabouts.name(flow));
        if (request.isMethod("ACK")) {
            ack(request, flow);
        } else if (flow.side() == Side.PHONES) {
            phones.request(request, reading, flow);
        } else {
            asterisk.request(request, reading, flow);
        }
    }

    /** Whether a transaction knew the request and has dealt with it. */
    public boolean retransmission(SipMessage request, Flow flow) {
        return core.transactions().absorbs(request, flow);
    }

    /** Relays a response to a request we have sent; any other goes no further. */
    public void response(SipMessage response, Flow flow) {
        core.transactions().response(response, flow);
    }

    /** A connection has ended: who was to be reached by it cannot answer. */
    public void closed(Flow flow) {
        core.connections().closed(flow);
    }

    // RFC 3261 §9.2, §16.10. A CANCEL is never challenged: it says nothing but that its sender knows the branch.
    private void cancel(SipMessage cancel, Flow flow) {
        boolean found =
                core.transactions().cancel(cancel, flow, () -> core.replies().ok(cancel, flow));
        if (!found && (flow.side() == Side.ASTERISK || gate.answers(flow))) {
            core.replies().refuse(cancel, flow, Refusal.NO_TRANSACTION);
        }
    }

    /** RFC 3261 §16.11: the ACK of a 2xx is relayed without state; one that is not of a dialog of ours is dropped. */
    private void ack(SipMessage ack, Flow flow) {
        if (reading.token().isEmpty() || Checks.refusal(ack, reading, false).isPresent()) {
            return;
        }
        RouteToken token = reading.token().get();
        boolean fromPhone = flow.side() == Side.PHONES;
        Optional<Flow> to = fromPhone ? Optional.of(whereabouts.asterisk()) : whereabouts.of(token);
        Passage passage = new Passage(
                flow,
                token.device(),
                reading.ours(),
                reading.repaired().isPresent(),
                false,
                Optional.empty(),
                Checks.hops(ack),
                Checks.breadth(ack),
                loops.hash(ack));
        Optional<String> uri = fromPhone ? PhoneSide.withoutTls(reading) : reading.repaired();
        to.ifPresent(way -> {
            var copy = forwarder.request(ack, passage, Target.of(way, uri), way, loops.statelessId(ack), 1);
            way.send(copy.buffer(), 0, copy.length());
        });
    }

    /**
     * Lights or darkens the lamp of a device's mailbox: an unsolicited NOTIFY (RFC 3842) to each of its contacts.
     *
     * @param fresh messages not heard yet
     * @param heard messages heard and kept
     */
    public void tellMessages(DeviceNumber device, int fresh, int heard) {
        for (Binding binding : directory.contacts(device)) {
            tellMessages(binding, fresh, heard);
        }
    }

    /** The same to one contact, such as one that has just come back. */
    public void tellMessages(Binding binding, int fresh, int heard) {
        whereabouts.of(binding).ifPresent(flow -> notices.send(binding, flow, whereabouts.name(flow), fresh, heard));
    }

    /** Requests being served, and kept for their repetitions. */
    public int served() {
        return core.transactions().served();
    }

    /** Requests sent and waiting for an answer, or kept for repeated ones. */
    public int sent() {
        return core.transactions().sent();
    }
}
