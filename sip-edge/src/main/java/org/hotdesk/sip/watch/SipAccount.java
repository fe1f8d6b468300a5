package org.hotdesk.sip.watch;

import java.net.InetSocketAddress;
import org.hotdesk.sip.message.Uri;

/**
 * Who a phone is and where its server listens.
 *
 * @param user the name in its address and in its credentials
 * @param server where every request goes, whatever its URI says
 */
public record SipAccount(String user, String password, InetSocketAddress server) {
    public SipAccount {
        if (server.isUnresolved()) {
            throw new IllegalArgumentException("the server's address is not resolved");
        }
        address(user, server);
    }

    /** The SIP address of a number at this server. */
    String address(String number) {
        return address(number, server);
    }

    private static String address(String number, InetSocketAddress server) {
        String host = server.getAddress().getHostAddress();
        String text = "sip:" + number + "@" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getPort();
        if (Uri.parse(text).filter(uri -> uri.user().equals(number)).isEmpty()) {
            throw new IllegalArgumentException("not a number or user, length " + number.length());
        }
        return text;
    }

    @Override
    public String toString() {
        return "SipAccount[" + user + " at " + server + "]";
    }
}
