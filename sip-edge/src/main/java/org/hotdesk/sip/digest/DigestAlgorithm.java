package org.hotdesk.sip.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The hash of a digest, weakest first. */
public enum DigestAlgorithm {
    MD5("MD5", 32),
    /** RFC 8760. */
    SHA_256("SHA-256", 64);

    private final String token;
    private final String lowerToken;
    private final int hexLength;

    DigestAlgorithm(String token, int hexLength) {
        this.token = token;
        this.lowerToken = token.toLowerCase(Locale.ROOT);
        this.hexLength = hexLength;
    }

    /** The name in {@code algorithm=}, which is also the JDK's. */
    public String token() {
        return token;
    }

    /** The length of an HA1 or response in hex digits. */
    public int hexLength() {
        return hexLength;
    }

    /** The algorithm of that name in any case; empty for one we do not have, {@code -sess} included. */
    public static Optional<DigestAlgorithm> parse(String token) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.token.equalsIgnoreCase(token))
                .findFirst();
    }

    String lowerToken() {
        return lowerToken;
    }

    MessageDigest hash() {
        try {
            return MessageDigest.getInstance(token);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no " + token, e);
        }
    }
}
