package org.hotdesk.sip.watch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.NameAddr;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipWriter;

/** The client's half of a dialog (RFC 3261 §12), or of a row of requests with one Call-ID. One owner thread. */
final class Dialog {
    /** A header field of a request beside those that the dialog gives. */
    record Field(HeaderName name, String value) {}

    private final String callId = Tokens.random();
    private final String localTag = Tokens.random();
    private final String local;
    private final String remote;
    private final String contact;
    private String target;
    private String remoteTag = "";
    private List<String> routes = List.of();
    private long cseq;
    private long remoteCseq = -1;

    /**
     * @param target the first Request-URI
     * @param contact our address, where the peer's requests of this dialog go
     */
    Dialog(String local, String remote, String target, String contact) {
        this.local = local;
        this.remote = remote;
        this.target = target;
        this.contact = contact;
    }

    String callId() {
        return callId;
    }

    String target() {
        return target;
    }

    /** Writes the next request: each has a CSeq of its own, one with credentials too (RFC 3261 §22.2). */
    byte[] request(SipWriter writer, String method, String via, List<Field> fields) {
        cseq++;
        writer.request(method, target).header(HeaderName.VIA, via);
        routes.forEach(route -> writer.header(HeaderName.ROUTE, route));
        writer.header(HeaderName.MAX_FORWARDS, 70)
                .header(HeaderName.FROM, "<" + local + ">;tag=" + localTag)
                .header(HeaderName.TO, "<" + remote + ">" + (remoteTag.isEmpty() ? "" : ";tag=" + remoteTag))
                .header(HeaderName.CALL_ID, callId)
                .header(HeaderName.CSEQ, cseq + " " + method)
                .header(HeaderName.CONTACT, "<" + contact + ">");
        fields.forEach(field -> writer.header(field.name(), field.value()));
        return writer.bytes();
    }

    /** Whether a request of the peer is of this dialog, or makes it (RFC 6665 §4.1.2.4: NOTIFY may come first). */
    boolean owns(SipMessage request) {
        String to = tag(request, HeaderName.TO);
        String from = tag(request, HeaderName.FROM);
        return request.text(HeaderName.CALL_ID).filter(callId::equals).isPresent()
                && localTag.equals(to)
                && (remoteTag.isEmpty() || remoteTag.equals(from));
    }

    /** Takes over what a request of the peer tells; false when it repeats an older one. */
    boolean accept(SipMessage request, long number) {
        if (remoteTag.isEmpty()) {
            remoteTag = tag(request, HeaderName.FROM);
            routes = request.texts(HeaderName.RECORD_ROUTE);
        }
        retarget(request);
        boolean news = number > remoteCseq;
        remoteCseq = Math.max(remoteCseq, number);
        return news;
    }

    /** Takes over what a 2xx tells (RFC 3261 §12.1.2). */
    void accept(SipMessage response) {
        if (remoteTag.isEmpty()) {
            remoteTag = tag(response, HeaderName.TO);
            List<String> reversed = new ArrayList<>(response.texts(HeaderName.RECORD_ROUTE));
            Collections.reverse(reversed);
            routes = List.copyOf(reversed);
        }
        retarget(response);
    }

    private void retarget(SipMessage message) {
        Optional<NameAddr> contactOfPeer = NameAddr.of(message, HeaderName.CONTACT);
        contactOfPeer
                .filter(peer -> peer.uri().isSip())
                .ifPresent(peer -> target = peer.uri().text());
    }

    private static String tag(SipMessage message, HeaderName party) {
        return NameAddr.of(message, party).flatMap(NameAddr::tag).orElse("");
    }
}
