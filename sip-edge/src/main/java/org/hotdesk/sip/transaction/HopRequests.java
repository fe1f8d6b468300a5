package org.hotdesk.sip.transaction;

import java.util.Optional;
import org.hotdesk.sip.message.CSeq;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.SipLimits;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipParser;
import org.hotdesk.sip.message.SipWriter;

/** Writes the two requests that belong to an INVITE and go one hop: its CANCEL and the ACK of a refusal. */
final class HopRequests {
    private final SipParser parser = new SipParser(new SipLimits(65_535, 1024));
    private final SipWriter writer = new SipWriter();

    /** RFC 3261 §17.1.1.3: as the INVITE, with the To of the answer. */
    byte[] ack(byte[] invite, SipMessage refusal) {
        return start("ACK", read(invite)).copy(refusal, HeaderName.TO).bytes();
    }

    /** RFC 3261 §9.1, with the Reason of RFC 3326. */
    byte[] cancel(byte[] invite, Optional<String> reason) {
        SipMessage of = read(invite);
        SipWriter out = start("CANCEL", of).copy(of, HeaderName.TO);
        reason.ifPresent(text -> out.header(HeaderName.REASON, text));
        return out.bytes();
    }

    private SipWriter start(String method, SipMessage invite) {
        String via = invite.texts(HeaderName.VIA).get(0);
        long number = CSeq.of(invite).map(CSeq::number).orElse(0L);
        return writer.request(method, invite.requestUri())
                .header(HeaderName.VIA, via)
                .header(HeaderName.MAX_FORWARDS, 70)
                .copy(invite, HeaderName.ROUTE)
                .copy(invite, HeaderName.FROM)
                .copy(invite, HeaderName.CALL_ID)
                .header(HeaderName.CSEQ, number + " " + method);
    }

    private SipMessage read(byte[] invite) {
        return parser.datagram(invite, 0, invite.length).fold(message -> message, more -> broken(), wrong -> broken());
    }

    private static SipMessage broken() {
        throw new IllegalStateException("an INVITE that we have sent cannot be read");
    }
}
