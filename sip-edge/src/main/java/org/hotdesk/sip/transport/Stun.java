package org.hotdesk.sip.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The STUN server of RFC 5389 that RFC 5626 §8 asks for on a SIP port: a Binding request is told which address it came
 * from. No authentication, no long-term state. Only IPv4 and IPv6 of UDP.
 */
final class Stun {
    /** No answer is longer; what it takes is the header and the error with the attributes we do not know. */
    static final int LONGEST = 64;

    private static final int HEADER = 20;
    private static final int COOKIE = 0x2112A442;
    private static final int BINDING_REQUEST = 0x0001;
    private static final int BINDING_SUCCESS = 0x0101;
    private static final int BINDING_ERROR = 0x0111;
    private static final int ERROR_CODE = 0x0009;
    private static final int UNKNOWN_ATTRIBUTES = 0x000A;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;
    private static final int UNKNOWN_MOST = 8;
    private static final byte[] UNKNOWN_PHRASE = {0, 0, 4, 20, 'U', 'n', 'k', 'n', 'o', 'w', 'n', ' '};

    private final int[] unknown = new int[UNKNOWN_MOST];
    private int unknownCount;

    /** Whether a datagram is STUN at all: two zero bits, the cookie, a length that fits (RFC 5389 §6). */
    static boolean isStun(byte[] b, int from, int end) {
        return end - from >= HEADER
                && (b[from] & 0xc0) == 0
                && int32(b, from + 4) == COOKIE
                && int16(b, from + 2) == end - from - HEADER
                && (end - from) % 4 == 0;
    }

    /** Writes the answer, and returns its length; 0 when there is none to give. */
    int answer(byte[] request, int from, int end, InetSocketAddress remote, byte[] out) {
        if (int16(request, from) != BINDING_REQUEST || !readAttributes(request, from + HEADER, end)) {
            return 0;
        }
        System.arraycopy(request, from + 4, out, 4, 16);
        int length = unknownCount == 0 ? address(remote, out) : unknown(out);
        put16(out, 0, unknownCount == 0 ? BINDING_SUCCESS : BINDING_ERROR);
        put16(out, 2, length);
        return HEADER + length;
    }

    /** RFC 5389 §7.3.1: an attribute below 0x8000 that we do not know makes the answer a 420. */
    private boolean readAttributes(byte[] b, int from, int end) {
        unknownCount = 0;
        int at = from;
        while (at < end) {
            int type = int16(b, at);
            int length = int16(b, at + 2);
            if (length > end - at - 4) {
                return false;
            }
            if (type < 0x8000 && unknownCount < UNKNOWN_MOST && !isHarmless(type)) {
                unknown[unknownCount++] = type;
            }
            at += 4 + (length + 3) / 4 * 4;
        }
        return true;
    }

    /** USERNAME and MESSAGE-INTEGRITY: known and of no use to us, as the usage has no credentials (RFC 5626 §8). */
    private static boolean isHarmless(int type) {
        return type == 0x0006 || type == 0x0008;
    }

    /** XOR-MAPPED-ADDRESS of RFC 5389 §15.2: the address, its bits turned by cookie and transaction id. */
    private static int address(InetSocketAddress remote, byte[] out) {
        InetAddress host = remote.getAddress();
        byte[] address = host.getAddress();
        put16(out, HEADER, XOR_MAPPED_ADDRESS);
        put16(out, HEADER + 2, 4 + address.length);
        put16(out, HEADER + 4, address.length == 4 ? 1 : 2);
        put16(out, HEADER + 6, remote.getPort() ^ (COOKIE >>> 16));
        for (int i = 0; i < address.length; i++) {
            out[HEADER + 8 + i] = (byte) (address[i] ^ out[4 + i]);
        }
        return 8 + address.length;
    }

    private int unknown(byte[] out) {
        put16(out, HEADER, ERROR_CODE);
        put16(out, HEADER + 2, UNKNOWN_PHRASE.length);
        System.arraycopy(UNKNOWN_PHRASE, 0, out, HEADER + 4, UNKNOWN_PHRASE.length);
        int at = HEADER + 4 + UNKNOWN_PHRASE.length;
        put16(out, at, UNKNOWN_ATTRIBUTES);
        put16(out, at + 2, 2 * unknownCount);
        for (int i = 0; i < unknownCount; i++) {
            put16(out, at + 4 + 2 * i, unknown[i]);
        }
        int padded = (2 * unknownCount + 3) / 4 * 4;
        if (padded > 2 * unknownCount) {
            put16(out, at + 4 + 2 * unknownCount, 0);
        }
        return at + 4 + padded - HEADER;
    }

    private static int int16(byte[] b, int at) {
        return ((b[at] & 0xff) << 8) | (b[at + 1] & 0xff);
    }

    private static int int32(byte[] b, int at) {
        return (int16(b, at) << 16) | int16(b, at + 2);
    }

    private static void put16(byte[] b, int at, int value) {
        b[at] = (byte) (value >> 8);
        b[at + 1] = (byte) value;
    }
}
