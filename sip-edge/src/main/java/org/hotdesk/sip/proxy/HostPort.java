package org.hotdesk.sip.proxy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses as they stand in SIP: an IPv6 one in brackets and without its zone. */
final class HostPort {
    private HostPort() {}

    static String host(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        String text = ip.getHostAddress();
        if (!(ip instanceof Inet6Address)) {
            return text;
        }
        int zone = text.indexOf('%');
        return "[" + (zone < 0 ? text : text.substring(0, zone)) + "]";
    }

    static String of(InetSocketAddress address) {
        return host(address) + ":" + address.getPort();
    }
}
