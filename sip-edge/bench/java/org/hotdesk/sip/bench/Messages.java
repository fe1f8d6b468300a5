package org.hotdesk.sip.bench;

import java.net.InetSocketAddress;

/** Single messages that no load is made of. */
final class Messages {
    private Messages() {}

    /** Asks a server whether it is there. */
    static byte[] options(InetSocketAddress server) {
        return Accounts.ascii(
                """
                OPTIONS sip:%1$s:%2$d SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKbench;rport
                Max-Forwards: 70
                From: <sip:bench@127.0.0.1>;tag=1
                To: <sip:%1$s:%2$d>
                Call-ID: bench
                CSeq: 1 OPTIONS
                Content-Length: 0

                """
                        .formatted(server.getAddress().getHostAddress(), server.getPort())
                        .replace("\n", "\r\n"));
    }

    /** A REGISTER without credentials. */
    static byte[] register() {
        return Accounts.ascii(
                """
                REGISTER sip:hotdesk SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK0000001;rport
                Max-Forwards: 70
                From: "Phone" <sip:100000@hotdesk>;tag=1
                To: "Phone" <sip:100000@hotdesk>
                Call-ID: bench-register
                CSeq: 1 REGISTER
                Contact: <sip:100000@192.0.2.1:5060>
                Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, NOTIFY, REFER, SUBSCRIBE, UPDATE, MESSAGE
                User-Agent: Bench Phone 1.0
                Expires: 3600
                Content-Length: 0

                """
                        .replace("\n", "\r\n"));
    }
}
