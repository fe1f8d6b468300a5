package org.hotdesk.sip.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.digest.KeyedHash;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.transport.Transport;

/**
 * Makes and verifies the tokens of our Record-Route. A token is good for one Call-ID only, so nobody gains by one he has
 * seen or by his own. One owner thread.
 */
final class RouteTokens {
    private static final int MAC_BYTES = 10;
    private static final int SHORTEST = 28;
    private static final int LONGEST = 100;
    private static final int IPV6_REMOTE = 8;
    private static final int IPV6_LOCAL = 16;
    private static final Transport[] TRANSPORTS = {
        Transport.UDP, Transport.TCP, Transport.TLS, Transport.WS, Transport.WSS
    };
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final KeyedHash hash;
    private final ByteBuffer mac = ByteBuffer.allocate(2 * Long.BYTES);

    /** @param key 16 random bytes or more, made once for an installation and kept over restarts */
    RouteTokens(byte[] key) {
        hash = new KeyedHash(key);
    }

    String write(RouteToken token, SipMessage request) {
        ByteBuffer out = ByteBuffer.allocate(LONGEST);
        byte[] remote = token.remote().getAddress().getAddress();
        byte[] local = token.local().getAddress().getAddress();
        int transport = Arrays.asList(TRANSPORTS).indexOf(token.transport());
        out.put((byte) (transport | (remote.length == 16 ? IPV6_REMOTE : 0) | (local.length == 16 ? IPV6_LOCAL : 0)));
        out.put(remote).putShort((short) token.remote().getPort());
        out.put(local).putShort((short) token.local().getPort());
        if (token.transport().isConnection()) {
            out.putLong(token.connection());
        }
        out.putShort((short) token.instance());
        String digits = token.device().digits();
        for (int i = 0; i < digits.length(); i += 2) {
            int second = i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 15;
            out.put((byte) ((digits.charAt(i) - '0') << 4 | second));
        }
        sign(out.array(), out.position(), request);
        out.put(mac.array(), 0, MAC_BYTES);
        return ENCODER.encodeToString(Arrays.copyOf(out.array(), out.position()));
    }

    /** What a token says that is ours and of this dialog; empty for anything else. */
    Optional<RouteToken> read(String user, SipMessage request) {
        if (user.length() < SHORTEST || user.length() > 2 * LONGEST || !isBase64(user)) {
            return Optional.empty();
        }
        byte[] bytes = Base64.getUrlDecoder().decode(user);
        int end = bytes.length - MAC_BYTES;
        sign(bytes, end, request);
        if (!MessageDigest.isEqual(
                Arrays.copyOf(mac.array(), MAC_BYTES), Arrays.copyOfRange(bytes, end, bytes.length))) {
            return Optional.empty();
        }
        try {
            return Optional.of(parts(ByteBuffer.wrap(bytes, 0, end)));
        } catch (BufferUnderflowException | UnknownHostException e) {
            throw new IllegalStateException("a token that we signed cannot be read", e);
        }
    }

    private static boolean isBase64(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (c < '0' || c > '9') && c != '-' && c != '_') {
                return false;
            }
        }
        // One character alone behind groups of four is no byte.
        return text.length() % 4 != 1;
    }

    private static RouteToken parts(ByteBuffer in) throws UnknownHostException {
        int flags = in.get();
        Transport transport = TRANSPORTS[flags & 7];
        InetSocketAddress remote = address(in, (flags & IPV6_REMOTE) != 0);
        InetSocketAddress local = address(in, (flags & IPV6_LOCAL) != 0);
        long connection = transport.isConnection() ? in.getLong() : 0;
        int instance = in.getShort() & 0xffff;
        StringBuilder digits = new StringBuilder();
        while (in.hasRemaining()) {
            int two = in.get() & 0xff;
            digits.append((char) ('0' + (two >> 4)));
            if ((two & 15) != 15) {
                digits.append((char) ('0' + (two & 15)));
            }
        }
        return new RouteToken(new DeviceNumber(digits.toString()), transport, local, remote, connection, instance);
    }

    private static InetSocketAddress address(ByteBuffer in, boolean six) throws UnknownHostException {
        byte[] bytes = new byte[six ? 16 : 4];
        in.get(bytes);
        return new InetSocketAddress(InetAddress.getByAddress(bytes), in.getShort() & 0xffff);
    }

    private void sign(byte[] bytes, int length, SipMessage request) {
        int call = request.find(HeaderName.CALL_ID, 0);
        hash.begin().add((long) length).add(bytes, 0, length);
        if (call >= 0) {
            hash.add(request.buffer(), request.valueFrom(call), request.valueEnd(call));
        }
        mac.putLong(0, hash.end()).putLong(Long.BYTES, hash.high());
    }
}
