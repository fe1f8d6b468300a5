package org.hotdesk.sip.digest;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.hotdesk.sip.message.Hex;

/**
 * Computes the hashes of RFC 7616 §3.4 over byte ranges into buffers of its own, so that a registrar allocates nothing
 * for a check. One owner thread.
 */
public final class DigestHash {
    private static final byte[] AUTH = ":auth:".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest hash;
    private final byte[] raw;
    private final byte[] ha2;
    private final byte[] response;
    /** What is to be hashed, since one long part costs the hash less than many short ones. */
    private byte[] in = new byte[256];

    private int length;
    /** What {@link #ha2} is the hash of: phones ask for the same URI again and again. */
    private byte[] last = {};

    public DigestHash(DigestAlgorithm algorithm) {
        hash = algorithm.hash();
        raw = new byte[algorithm.hexLength() / 2];
        ha2 = new byte[algorithm.hexLength()];
        response = new byte[algorithm.hexLength()];
    }

    /** H(user:realm:password) as hex digits. */
    String ha1(String user, String realm, String password) {
        length = 0;
        put(user).colon().put(realm).colon().put(password);
        hex(response);
        return new String(response, StandardCharsets.US_ASCII);
    }

    /** Begins a response: HA2 of method and URI. */
    public DigestHash request(byte[] b, int methodFrom, int methodEnd, int uriFrom, int uriEnd) {
        length = 0;
        return put(b, methodFrom, methodEnd).colon().put(b, uriFrom, uriEnd).ha2();
    }

    /** Begins a response: HA2 of method and URI. */
    public DigestHash request(String method, String uri) {
        length = 0;
        return put(method).colon().put(uri).ha2();
    }

    private DigestHash ha2() {
        if (Arrays.equals(in, 0, length, last, 0, last.length)) {
            length = 0;
        } else {
            last = Arrays.copyOf(in, length);
            hex(ha2);
        }
        return this;
    }

    /** Adds a part of {@code HA1:nonce[:nc:cnonce]}. */
    public DigestHash put(byte[] b, int from, int end) {
        room(end - from);
        System.arraycopy(b, from, in, length, end - from);
        length += end - from;
        return this;
    }

    /** Adds a part of {@code HA1:nonce[:nc:cnonce]}. */
    public DigestHash put(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        return put(bytes, 0, bytes.length);
    }

    /** Adds the first part of {@code HA1:nonce[:nc:cnonce]}. */
    DigestHash put(Subscriber account, DigestAlgorithm algorithm) {
        room(algorithm.hexLength());
        account.hex(algorithm, in, length);
        length += algorithm.hexLength();
        return this;
    }

    /** Adds the colon between two parts. */
    public DigestHash colon() {
        room(1);
        in[length++] = ':';
        return this;
    }

    private void room(int more) {
        if (length + more > in.length) {
            in = Arrays.copyOf(in, Math.max(2 * in.length, length + more));
        }
    }

    /**
     * Ends the response after the parts are in.
     *
     * @return its hex digits, in a buffer that the next computation overwrites
     */
    public byte[] response(boolean qopAuth) {
        if (qopAuth) {
            put(AUTH, 0, AUTH.length);
        } else {
            colon();
        }
        put(ha2, 0, ha2.length);
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
        hash.update(in, 0, length);
        length = 0;
        try {
            hash.digest(raw, 0, raw.length);
        } catch (DigestException e) {
            throw new IllegalStateException("the digest has another length", e);
        }
        Hex.put(raw, into);
    }
}
