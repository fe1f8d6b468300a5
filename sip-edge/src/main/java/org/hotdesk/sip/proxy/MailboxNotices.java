package org.hotdesk.sip.proxy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hotdesk.sip.location.Binding;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipWriter;
import org.hotdesk.sip.message.Uri;
import org.hotdesk.sip.transaction.ClientUser;
import org.hotdesk.sip.transaction.OwnBranch;
import org.hotdesk.sip.transaction.Transactions;
import org.hotdesk.sip.transport.Flow;

/** Tells phones of their messages without having been asked (RFC 3842 §3), as Asterisk does. One owner thread. */
final class MailboxNotices {
    private final Transactions transactions;
    private final String host;
    private final SipWriter writer = new SipWriter();

    /** @param host what stands as host in From and To */
    MailboxNotices(Transactions transactions, String host) {
        this.transactions = transactions;
        this.host = host;
    }

    void send(Binding binding, Flow flow, InetSocketAddress name, int fresh, int heard) {
        Optional<String> contact = Uri.parse(binding.contact()).map(Uri::withoutHeaders);
        if (contact.isEmpty() || !binding.path().stream().allMatch(PeerText::isSayable)) {
            return;
        }
        long id = transactions.nextId();
        String party = "<sip:" + binding.device() + "@" + host + ">";
        String here = HostPort.of(name);
        writer.request("NOTIFY", contact.get())
                .header(
                        HeaderName.VIA,
                        "SIP/2.0/" + flow.transport() + " " + here + ";rport;branch=" + OwnBranch.text(id, 0))
                .header(HeaderName.MAX_FORWARDS, Checks.HOPS);
        binding.path().forEach(uri -> writer.header(HeaderName.ROUTE, Forwarder.bracketed(uri)));
        writer.header(HeaderName.FROM, party + ";tag=" + Long.toHexString(id))
                .header(HeaderName.TO, party)
                .header(HeaderName.CALL_ID, Long.toHexString(transactions.nextId()))
                .header(HeaderName.CSEQ, "1 NOTIFY")
                .header(HeaderName.CONTACT, "<sip:" + here + ">")
                .header(HeaderName.EVENT, "message-summary")
                .header(HeaderName.SUBSCRIPTION_STATE, "active");
        byte[] bytes = writer.bytes("application/simple-message-summary", body(fresh, heard));
        transactions.send(id, flow, bytes, bytes.length, Nobody.ASKS);
    }

    private static byte[] body(int fresh, int heard) {
        String text = "Messages-Waiting: " + (fresh > 0 ? "yes" : "no") + "\r\nVoice-Message: " + fresh + "/" + heard
                + " (0/0)\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A phone without a lamp may say no. */
    private enum Nobody implements ClientUser {
        ASKS;

        @Override
        public void response(SipMessage response) {
            // Whatever it says, the next change is told again.
        }

        @Override
        public void timeout() {
            // The registrar will see that it is gone.
        }
    }
}
