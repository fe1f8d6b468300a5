package org.hotdesk.sip.proxy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses as they stand in SIP: an IPv6 one in brackets and without its zone. */
public final class HostPort {
    private HostPort() {}

    /** Such as {@code 192.0.2.1} or {@code [2001:db8::1]}. */
    public static String host(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        String text = ip.getHostAddress();
        if (!(ip instanceof Inet6Address)) {
            return text;
        }
        int zone = text.indexOf('%');
        return "[" + (zone < 0 ? text : text.substring(0, zone)) + "]";
    }

    /** The same with its port. */
    public static String of(InetSocketAddress address) {
        return host(address) + ":" + address.getPort();
    }
}
