package org.hotdesk.sip.edge;

import java.security.SecureRandom;
import java.util.Optional;
import org.hotdesk.sip.abuse.Failure;
import org.hotdesk.sip.abuse.Guard;
import org.hotdesk.sip.digest.KeyedHash;
import org.hotdesk.sip.location.LocationTable;
import org.hotdesk.sip.message.Fault;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.MessageCheck;
import org.hotdesk.sip.message.Parsed;
import org.hotdesk.sip.message.SipLimits;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipParser;
import org.hotdesk.sip.message.SipWriter;
import org.hotdesk.sip.proxy.Proxy;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Side;
import org.hotdesk.sip.transport.Timers;
import org.hotdesk.sip.transport.Transport;

/**
 * Where every message comes in: the guard looks first, then the parser, then registrar or proxy serve it. A bad message
 * costs less than a good one. One owner thread.
 */
final class Entrance {
    private static final int KEY_BYTES = 16;

    private final Guard guard;
    private final Timers timers;
    private final Registrations registrations;
    private final Proxy proxy;
    private final LocationTable locations;
    private final SipParser parser = new SipParser(SipLimits.USUAL);
    private final MessageCheck check = new MessageCheck();
    private final SipWriter answer = new SipWriter();
    private final KeyedHash hash = new KeyedHash(random());

    Entrance(Guard guard, Timers timers, Registrations registrations, Proxy proxy, LocationTable locations) {
        this.guard = guard;
        this.timers = timers;
        this.registrations = registrations;
        this.proxy = proxy;
        this.locations = locations;
    }

    private static byte[] random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    void message(byte[] buffer, int from, int end, Flow flow) {
        if (!guard.admits(flow, timers.now())) {
            return;
        }
        Parsed parsed = isFramedByLength(flow.transport())
                ? parser.stream(buffer, from, end)
                : parser.datagram(buffer, from, end);
        if (parsed instanceof SipMessage message) {
            Optional<Parsed.Wrong> wrong = check.check(message);
            if (wrong.isEmpty()) {
                serve(message, flow);
            } else {
                refuse(wrong.get(), flow);
            }
        } else if (parsed instanceof Parsed.Wrong wrong) {
            refuse(wrong, flow);
        }
    }

    private static boolean isFramedByLength(Transport transport) {
        return transport == Transport.TCP || transport == Transport.TLS;
    }

    private void serve(SipMessage message, Flow flow) {
        if (!message.isRequest()) {
            proxy.response(message, flow);
        } else if (flow.side() == Side.PHONES && guard.isScanner(message)) {
            guard.failed(flow, Failure.SCANNER, Doorman.user(message, HeaderName.FROM), timers.now());
        } else if (flow.side() == Side.PHONES && message.isMethod("REGISTER")) {
            registrations.serve(message, flow);
        } else {
            proxy.request(message, flow);
        }
    }

    /** RFC 3261 §8.2: 400, 416, 505 or 513 where enough could be read to build an answer. */
    private void refuse(Parsed.Wrong wrong, Flow flow) {
        Fault fault = wrong.fault();
        if (fault == Fault.EMPTY) {
            return;
        }
        guard.failed(flow, Failure.MALFORMED, "", timers.now());
        boolean answerable = wrong.head()
                .filter(head -> head.isRequest() && !head.isMethod("ACK") && head.has(HeaderName.VIA))
                .isPresent();
        if (answerable && guard.answers(flow, timers.now())) {
            SipMessage head = wrong.head().orElseThrow();
            answer.answer(head, flow.remote(), fault.status(), fault.phrase(), tag(head))
                    .end();
            flow.send(answer.buffer(), 0, answer.length());
        }
    }

    /** RFC 3261 §8.2.7, §19.3: the same for a request that comes again, and for nobody to guess. */
    private long tag(SipMessage head) {
        hash.begin();
        add(head, HeaderName.VIA);
        add(head, HeaderName.CALL_ID);
        return hash.end();
    }

    private void add(SipMessage head, HeaderName name) {
        int line = head.find(name, 0);
        if (line >= 0) {
            hash.add(head.buffer(), head.valueFrom(line), head.valueEnd(line)).add(0);
        }
    }

    /** Who is not heard shall not hold a connection either. */
    void opened(Flow flow) {
        if (!guard.admits(flow, timers.now())) {
            flow.close();
        }
    }

    void closed(Flow flow) {
        locations.disconnected(flow.connection());
        proxy.closed(flow);
    }

    boolean answersStun(Flow flow) {
        return guard.admits(flow, timers.now()) && guard.answers(flow, timers.now());
    }
}
