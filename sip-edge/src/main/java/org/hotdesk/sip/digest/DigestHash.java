package org.hotdesk.sip.digest;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * Computes the hashes of RFC 7616 §3.4 over byte ranges into buffers of its own, so that a registrar allocates nothing
 * for a check. One owner thread.
 */
public final class DigestHash {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AUTH = ":auth:".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest hash;
    private final byte[] raw;
    private final byte[] ha2;
    private final byte[] response;

    public DigestHash(DigestAlgorithm algorithm) {
        hash = algorithm.hash();
        raw = new byte[algorithm.hexLength() / 2];
        ha2 = new byte[algorithm.hexLength()];
        response = new byte[algorithm.hexLength()];
    }

    /** H(user:realm:password) as hex digits. */
    String ha1(String user, String realm, String password) {
        put(user).colon().put(realm).colon().put(password);
        hex(response);
        return new String(response, StandardCharsets.US_ASCII);
    }

    /** Begins a response: HA2 of method and URI. */
    public DigestHash request(byte[] b, int methodFrom, int methodEnd, int uriFrom, int uriEnd) {
        hash.update(b, methodFrom, methodEnd - methodFrom);
        colon();
        hash.update(b, uriFrom, uriEnd - uriFrom);
        hex(ha2);
        return this;
    }

    /** Begins a response: HA2 of method and URI. */
    public DigestHash request(String method, String uri) {
        put(method).colon().put(uri);
        hex(ha2);
        return this;
    }

    /** Adds a part of {@code HA1:nonce[:nc:cnonce]}. */
    public DigestHash put(byte[] b, int from, int end) {
        hash.update(b, from, end - from);
        return this;
    }

    /** Adds a part of {@code HA1:nonce[:nc:cnonce]}. */
    public DigestHash put(String part) {
        hash.update(part.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds the first part of {@code HA1:nonce[:nc:cnonce]}. */
    DigestHash put(Ha1 ha1) {
        String hex = ha1.hex();
        for (int i = 0; i < hex.length(); i++) {
            response[i] = (byte) hex.charAt(i);
        }
        hash.update(response, 0, hex.length());
        return this;
    }

    /** Adds the colon between two parts. */
    public DigestHash colon() {
        hash.update((byte) ':');
        return this;
    }

    /**
     * Ends the response after the parts are in.
     *
     * @return its hex digits, in a buffer that the next computation overwrites
     */
    public byte[] response(boolean qopAuth) {
        if (qopAuth) {
            hash.update(AUTH);
        } else {
            colon();
        }
        hash.update(ha2);
        hex(response);
        return response;
    }

    /** Compares in a time that does not tell where the two differ; hex digits in any case. */
    public static boolean sameHex(byte[] ours, byte[] theirs, int from, int end) {
        int different = ours.length ^ (end - from);
        for (int i = 0; i < ours.length; i++) {
            int c = from + i < end ? theirs[from + i] : 0;
            int lower = c >= 'A' && c <= 'F' ? c + 32 : c;
            different |= ours[i] ^ lower;
        }
        return different == 0;
    }

    private void hex(byte[] into) {
        try {
            hash.digest(raw, 0, raw.length);
        } catch (DigestException e) {
            throw new IllegalStateException("the digest has another length", e);
        }
        for (int i = 0; i < raw.length; i++) {
            into[2 * i] = HEX[(raw[i] >> 4) & 15];
            into[2 * i + 1] = HEX[raw[i] & 15];
        }
    }
}
