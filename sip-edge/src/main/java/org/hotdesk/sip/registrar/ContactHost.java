package org.hotdesk.sip.registrar;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.hotdesk.sip.message.Uri;
import org.hotdesk.sip.transport.Flow;

/**
 * Judges hosts: which Request-URI is ours, which contact must not be. A contact is reached by its flow and never by its
 * host, but other elements see it, and one that points at ourselves is a loop. Names are not resolved. Thread-safe.
 */
final class ContactHost {
    private static final int SIP_PORT = 5060;

    private final String[] domains;

    ContactHost(List<String> domains) {
        this.domains = domains.toArray(String[]::new);
    }

    /** Whether a request for that URI is for us. */
    boolean isOurs(Uri uri, byte[] b) {
        return domains.length == 0 ? isLiteral(uri, b) : isDomain(uri);
    }

    private boolean isDomain(Uri uri) {
        for (String domain : domains) {
            if (uri.isHost(domain)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLiteral(Uri uri, byte[] b) {
        return b[uri.hostFrom()] == '[' || ipv4(b, uri.hostFrom(), uri.hostEnd()) >= 0;
    }

    /** Whether a phone that came by this flow may be said to be there. */
    boolean isAllowed(Uri uri, byte[] b, Flow flow) {
        boolean ourPort = uri.port(SIP_PORT) == flow.local().getPort();
        if (b[uri.hostFrom()] == '[') {
            return isAllowedIpv6(uri, ourPort, flow);
        }
        long address = ipv4(b, uri.hostFrom(), uri.hostEnd());
        if (address < 0) {
            return uri.isHost("localhost") ? isFromHere(flow) : !(ourPort && isDomain(uri));
        }
        int first = (int) (address >> 24);
        if (first == 127 && !isFromHere(flow)) {
            return false;
        }
        boolean oneHost = first > 0 && first < 224;
        return oneHost && !(ourPort && address == ipv4(flow.local()));
    }

    private static boolean isAllowedIpv6(Uri uri, boolean ourPort, Flow flow) {
        InetAddress address;
        try {
            // In brackets it is read as a literal or refused, never looked up.
            address = InetAddress.getByName(uri.host());
        } catch (UnknownHostException e) {
            return false;
        }
        if (address.isLoopbackAddress() && !isFromHere(flow)) {
            return false;
        }
        boolean oneHost = !address.isAnyLocalAddress() && !address.isMulticastAddress();
        return oneHost && !(ourPort && address.equals(flow.local().getAddress()));
    }

    private static boolean isFromHere(Flow flow) {
        return flow.remote().getAddress().isLoopbackAddress();
    }

    private static long ipv4(InetSocketAddress address) {
        byte[] raw = address.getAddress().getAddress();
        long value = 0;
        for (byte part : raw) {
            value = (value << 8) | (part & 0xff);
        }
        return raw.length == 4 ? value : -1;
    }

    /** The address the range spells in four decimal numbers, or -1. */
    static long ipv4(byte[] b, int from, int end) {
        long address = 0;
        int parts = 0;
        int at = from;
        while (at < end && parts < 4) {
            int value = 0;
            int start = at;
            while (at < end && b[at] >= '0' && b[at] <= '9' && at - start < 3) {
                value = 10 * value + b[at++] - '0';
            }
            if (at == start || value > 255) {
                return -1;
            }
            address = (address << 8) | value;
            parts++;
            if (parts < 4 && (at == end || b[at++] != '.')) {
                return -1;
            }
        }
        return parts == 4 && at == end ? address : -1;
    }
}
