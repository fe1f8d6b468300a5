package org.hotdesk.sip.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The accounts that all servers and the load programs have in common: six digits, and a password made of them. */
final class Accounts {
    static final String REALM = "hotdesk";
    static final int FIRST = 100_000;
    static final int DIGITS = 6;
    static final String PASSWORD_BEGINS = "bench-";
    private static final int HEX = 32;

    private final byte[] ha1s;

    /** Computes the HA1s of the first accounts beforehand, so that it costs nothing while measuring. */
    Accounts(int size) {
        MessageDigest md5 = md5();
        ha1s = new byte[size * HEX];
        for (int i = 0; i < size; i++) {
            byte[] hash = md5.digest(ascii(number(i) + ":" + REALM + ":" + password(i)));
            System.arraycopy(ascii(HexFormat.of().formatHex(hash)), 0, ha1s, i * HEX, HEX);
        }
    }

    static String number(int account) {
        return Integer.toString(FIRST + account);
    }

    static String password(int account) {
        return PASSWORD_BEGINS + number(account);
    }

    void copyHa1(int account, byte[] into, int at) {
        System.arraycopy(ha1s, account * HEX, into, at, HEX);
    }

    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has MD5", impossible);
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
