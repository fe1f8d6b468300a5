package org.hotdesk.sip.transaction;

import java.nio.charset.StandardCharsets;
import org.hotdesk.sip.message.SipLimits;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipParser;

/** Messages of the tests of this package. */
final class Texts {
    private Texts() {}

    static SipMessage read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new SipParser(SipLimits.USUAL)
                .datagram(bytes, 0, bytes.length)
                .fold(message -> message, more -> fail(text), wrong -> fail(text));
    }

    private static SipMessage fail(String text) {
        throw new AssertionError("cannot be read: " + text);
    }

    static SipMessage request(String method, String branch) {
        return request(method, "INVITE".equals(method) ? "" : ";tag=b", "192.0.2.7;branch=" + branch);
    }

    static SipMessage request(String method, String toTag, String via) {
        return read(method + " sip:b@x SIP/2.0\r\nVia: SIP/2.0/UDP " + via + "\r\nFrom: <sip:a@x>;tag=a\r\n"
                + "To: <sip:b@x>" + toTag + "\r\nCall-ID: c\r\nCSeq: 7 " + method + "\r\nContent-Length: 0\r\n\r\n");
    }

    static byte[] sent(String method, long id) {
        return (method + " sip:b@x;p SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=" + OwnBranch.text(id, 1)
                        + ", SIP/2.0/UDP 192.0.2.8\r\nRoute: <sip:r;lr>\r\nFrom: <sip:a@x>;tag=a\r\n"
                        + "To: <sip:b@x>\r\nCall-ID: c\r\nCSeq: 7 " + method + "\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    static SipMessage response(int status, String method, long id) {
        return read("SIP/2.0 " + status + " X\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=" + OwnBranch.text(id, 1)
                + "\r\nFrom: <sip:a@x>;tag=a\r\nTo: <sip:b@x>;tag=b\r\nCall-ID: c\r\nCSeq: 7 " + method
                + "\r\nContent-Length: 0\r\n\r\n");
    }
}
