package org.hotdesk.sip.digest;

import java.util.Locale;

/** H(user:realm:password): as good as the password within its realm, so it is never printed. */
public record Ha1(DigestAlgorithm algorithm, String hex) {
    public Ha1 {
        if (hex.length() != algorithm.hexLength() || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            throw new IllegalArgumentException("not an HA1 of " + algorithm.token() + ", length " + hex.length());
        }
        hex = hex.toLowerCase(Locale.ROOT);
    }

    /** Computes the HA1 of an account (RFC 7616 §3.4.2). */
    public static Ha1 of(DigestAlgorithm algorithm, String user, String realm, String password) {
        return new Ha1(algorithm, new DigestHash(algorithm).ha1(user, realm, password));
    }

    @Override
    public String toString() {
        return "Ha1[" + algorithm.token() + "]";
    }
}
