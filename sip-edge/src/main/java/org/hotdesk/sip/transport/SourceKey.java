package org.hotdesk.sip.transport;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Whom an address belongs to, as a number: the IPv4 address, or the IPv6 /64 since that is what one customer is given. */
public final class SourceKey {
    /** Above the 32 bits of an IPv4 address; as an IPv6 prefix it is not in use. */
    private static final long IPV4 = 0xffffL << 32;

    /** The exact number of what has none. */
    public static final long UNKNOWN = 0;

    private static final int PORT_BITS = 16;

    private SourceKey() {}

    /** A number for exactly that IPv4 address and port; {@link #UNKNOWN} for others. */
    public static long exact(InetSocketAddress socket) {
        InetAddress address = socket.getAddress();
        return address instanceof Inet4Address ? (of(address) << PORT_BITS) | socket.getPort() : UNKNOWN;
    }

    /** The number of the source that the address is one of. */
    public static long of(InetAddress address) {
        byte[] b = address.getAddress();
        if (b.length == 4) {
            return IPV4 | ((b[0] & 0xffL) << 24) | ((b[1] & 0xff) << 16) | ((b[2] & 0xff) << 8) | (b[3] & 0xff);
        }
        return ByteBuffer.wrap(b).getLong();
    }

    /** The number of the IPv4 /24 that the source is in; an IPv6 /64 is its own. */
    public static long neighbourhood(long source) {
        return isIpv4(source) ? source & ~0xffL : source;
    }

    /** The IPv4 address of the number, or the first address of the IPv6 /64. */
    public static InetAddress address(long source) {
        byte[] b = isIpv4(source)
                ? ByteBuffer.allocate(4).putInt((int) source).array()
                : ByteBuffer.allocate(16).putLong(source).array();
        try {
            return InetAddress.getByAddress(b);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 4 or 16 bytes", e);
        }
    }

    private static boolean isIpv4(long source) {
        return source >>> 32 == 0xffffL;
    }
}
