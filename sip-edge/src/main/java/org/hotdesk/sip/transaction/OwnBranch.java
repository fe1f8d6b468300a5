package org.hotdesk.sip.transaction;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.hotdesk.sip.message.Hex;
import org.hotdesk.sip.message.Via;

/**
 * The branch parameter of a Via of ours: the cookie, the number of the transaction, which nobody can guess, and a hash
 * over what decides the way of the request, by which a loop is seen (RFC 5393 §4.2.2). A view, read again for each Via;
 * one owner thread.
 */
public final class OwnBranch {
    private static final String PREFIX = Via.COOKIE + "hd";
    private static final String HEX = "0123456789abcdef";
    private static final int ID_DIGITS = 16;
    private static final int LOOP_DIGITS = 8;
    private static final int LENGTH = PREFIX.length() + ID_DIGITS + LOOP_DIGITS;

    private long id;
    private int loop;

    /** The parameter as text. */
    public static String text(long id, int loop) {
        byte[] out = Arrays.copyOf(PREFIX.getBytes(StandardCharsets.ISO_8859_1), LENGTH);
        Hex.put(id, out, PREFIX.length());
        Hex.put(loop, out, PREFIX.length() + ID_DIGITS);
        return new String(out, StandardCharsets.ISO_8859_1);
    }

    /** Whether the Via, which is in that buffer, has a branch of our form. */
    public boolean read(Via via, byte[] b) {
        if (!via.params().find("branch")) {
            return false;
        }
        int from = via.params().valueFrom();
        if (via.params().valueEnd() - from != LENGTH) {
            return false;
        }
        for (int i = 0; i < PREFIX.length(); i++) {
            if (b[from + i] != PREFIX.charAt(i)) {
                return false;
            }
        }
        id = 0;
        loop = 0;
        for (int at = from + PREFIX.length(); at < from + LENGTH; at++) {
            int digit = HEX.indexOf(b[at]);
            if (digit < 0) {
                return false;
            }
            if (at < from + LENGTH - LOOP_DIGITS) {
                id = id << 4 | digit;
            } else {
                loop = loop << 4 | digit;
            }
        }
        return true;
    }

    public long id() {
        return id;
    }

    public int loop() {
        return loop;
    }
}
