package org.hotdesk.sip.proxy;

import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hotdesk.sip.digest.KeyedHash;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.HeaderValues;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipWriter;
import org.hotdesk.sip.transaction.ServerTransaction;
import org.hotdesk.sip.transport.Flow;

/**
 * Answers of our own. Where no transaction is given they are stateless (RFC 3261 §8.2.7): nothing is kept, and a request
 * that comes again gets the same answer with the same tag.
 */
final class Replies {
    private static final String METHODS = "INVITE, ACK, BYE, CANCEL, OPTIONS, REGISTER, SUBSCRIBE, NOTIFY, PUBLISH, "
            + "REFER, INFO, UPDATE, PRACK, MESSAGE";

    private final SipWriter writer = new SipWriter();
    private final KeyedHash hash;
    private final HeaderValues values = new HeaderValues();

    Replies(KeyedHash hash) {
        this.hash = hash;
    }

    /** The same for all answers to one request, its CANCEL included, and for nobody to guess. */
    private long tag(SipMessage request) {
        byte[] b = request.buffer();
        hash.begin();
        values.of(request, HeaderName.VIA);
        if (values.next()) {
            hash.add(b, values.from(), values.end());
        }
        int call = request.find(HeaderName.CALL_ID, 0);
        if (call >= 0) {
            hash.add(0).add(b, request.valueFrom(call), request.valueEnd(call));
        }
        return hash.end();
    }

    /** Starts the answer; its fields can be added. */
    private SipWriter start(SipMessage request, Flow flow, int status, String phrase) {
        return status == 100
                ? writer.answer(request, flow.remote(), status, phrase, "")
                : writer.answer(request, flow.remote(), status, phrase, tag(request));
    }

    private static void send(SipWriter answer, Flow flow) {
        answer.end();
        flow.send(answer.buffer(), 0, answer.length());
    }

    void refuse(SipMessage request, Flow flow, Refusal refusal) {
        refuse(request, flow, refusal, out -> {});
    }

    void refuse(SipMessage request, Flow flow, Refusal refusal, Consumer<SipWriter> fields) {
        SipWriter out = start(request, flow, refusal.status(), refusal.phrase());
        fields.accept(out);
        send(out, flow);
    }

    /** RFC 3261 §16.3 step 5, §8.2.2.3: the 420 says which extensions it is about. */
    void badExtension(SipMessage request, Flow flow, HeaderName required) {
        String unknown =
                request.texts(required).stream().filter(PeerText::isSayable).collect(Collectors.joining(", "));
        refuse(request, flow, Refusal.EXTENSION, out -> out.header(HeaderName.UNSUPPORTED, unknown));
    }

    /** Says when to come back: at different times, lest all come at once. */
    void overload(SipMessage request, Flow flow, long random) {
        refuse(request, flow, Refusal.OVERLOAD, out -> out.header(HeaderName.RETRY_AFTER, 5 + (random & 15)));
    }

    void ok(SipMessage request, Flow flow) {
        send(start(request, flow, 200, "OK"), flow);
    }

    /** RFC 3261 §11.2: what we can do, for an OPTIONS to ourselves or for a device that is there. */
    void abilities(SipMessage request, Flow flow) {
        SipWriter out = start(request, flow, 200, "OK")
                .header(HeaderName.ALLOW, METHODS)
                .header(HeaderName.ACCEPT, "application/sdp")
                .header(HeaderName.SUPPORTED, "path");
        send(out, flow);
    }

    /** RFC 3261 §16.2: a 100, which goes no further than the next element. */
    void trying(ServerTransaction server, SipMessage request) {
        SipWriter out = start(request, server.flow(), 100, "Trying");
        // RFC 3261 §8.2.6.1.
        request.text("Timestamp").filter(PeerText::isSayable).ifPresent(time -> out.header("Timestamp", time));
        out.end();
        server.respond(100, out.buffer(), out.length());
    }

    void respond(ServerTransaction server, SipMessage request, Refusal refusal) {
        SipWriter out = start(request, server.flow(), refusal.status(), refusal.phrase())
                .end();
        server.respond(refusal.status(), out.buffer(), out.length());
    }
}
