package org.hotdesk.sip.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;

/** Says in one line what to do when a socket cannot be opened. */
final class ListenErrors {
    private ListenErrors() {}

    static IOException explain(Transport transport, InetSocketAddress address, Throwable why) {
        String cause = String.valueOf(why.getMessage());
        String small = cause.toLowerCase(Locale.ROOT);
        String advice = cause;
        if (small.contains("in use")) {
            advice = "the port is taken; stop the program that has it, or choose another port";
        } else if (small.contains("cannot assign") || small.contains("unresolved")) {
            advice = "this machine has no such address; use one that 'ip address' shows";
        } else if (small.contains("permission")) {
            advice = "ports below 1024 need the capability CAP_NET_BIND_SERVICE; grant it, or choose a higher port";
        }
        return new IOException("cannot listen on " + transport + " " + text(address) + ": " + advice, why);
    }

    private static String text(InetSocketAddress address) {
        return address.isUnresolved()
                ? address.toString()
                : address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
