package org.hotdesk.dialplan.device;

import java.util.regex.Pattern;

/**
 * Hotdesk's own SIP registrar, where the phones behind it register instead of at Asterisk.
 *
 * @param address an IP address, not a name: it also says who may speak for those phones
 */
public record Edge(String address, int port) {
    private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final int PORT_MAX = 65_535;

    public Edge {
        if (!V4.matcher(address).matches() && !V6.matcher(address).matches()) {
            throw new IllegalArgumentException("the edge's address must be an IP address");
        }
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("the edge's port must be 1 to 65535");
        }
    }

    private boolean isV6() {
        return address.indexOf(':') >= 0;
    }

    String contact(String user) {
        return "sip:" + user + "@" + (isV6() ? "[" + address + "]" : address) + ":" + port;
    }

    String permit() {
        return address + (isV6() ? "/128" : "/255.255.255.255");
    }

    String deny() {
        return isV6() ? "::/0" : "0.0.0.0/0.0.0.0";
    }
}
