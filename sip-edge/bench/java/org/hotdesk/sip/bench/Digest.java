package org.hotdesk.sip.bench;

import java.security.DigestException;
import java.security.MessageDigest;

/** The phone's side of digest with MD5 and qop, by one buffer for all phones. One owner thread. */
final class Digest {
    static final int LENGTH = 32;
    private static final byte[] NONCE = Accounts.ascii("nonce=\"");
    private static final byte[] MD5_NAME = Accounts.ascii("algorithm=MD5");
    private static final byte[] HEX = Accounts.ascii("0123456789abcdef");

    private final MessageDigest md5 = Accounts.md5();
    private final Accounts accounts;
    private final byte[] ha2;
    private final byte[] hash = new byte[16];
    private final byte[] hex = new byte[LENGTH];
    private byte[] input = new byte[0];
    private int nonceFrom;
    private int nonceLength;

    Digest(Accounts accounts, String method, String uri) {
        this.accounts = accounts;
        ha2 = new byte[LENGTH];
        toHex(md5.digest(Accounts.ascii(method + ":" + uri)), ha2);
    }

    /** Finds the nonce of the MD5 challenge in an answer. Mostly it stands where it stood in the last one. */
    void readNonce(byte[] answer, int length) {
        if (nonceLength > 0 && Template.isAt(answer, length, nonceFrom - NONCE.length, NONCE)) {
            return;
        }
        int named = Template.find(answer, length, MD5_NAME, 0);
        int line = named < 0 ? 0 : lineOf(answer, named);
        nonceFrom = Template.find(answer, length, NONCE, line) + NONCE.length;
        if (nonceFrom < NONCE.length) {
            throw new IllegalStateException("an answer 401 without a nonce");
        }
        int end = nonceFrom;
        while (answer[end] != '"') {
            end++;
        }
        if (end - nonceFrom != nonceLength) {
            nonceLength = end - nonceFrom;
            input = Accounts.ascii(
                    "-".repeat(LENGTH) + ":" + "-".repeat(nonceLength) + ":00000001:c0ffee:auth:" + "-".repeat(LENGTH));
            System.arraycopy(ha2, 0, input, input.length - LENGTH, LENGTH);
        }
    }

    int nonceFrom() {
        return nonceFrom;
    }

    int nonceLength() {
        return nonceLength;
    }

    /** The response of that account to the nonce read last, in a buffer that the next one overwrites. */
    byte[] response(int account, byte[] answer) {
        accounts.copyHa1(account, input, 0);
        System.arraycopy(answer, nonceFrom, input, LENGTH + 1, nonceLength);
        md5.update(input, 0, input.length);
        try {
            md5.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException("the digest has another length", e);
        }
        toHex(hash, hex);
        return hex;
    }

    private static void toHex(byte[] from, byte[] into) {
        for (int i = 0; i < from.length; i++) {
            into[2 * i] = HEX[(from[i] >> 4) & 15];
            into[2 * i + 1] = HEX[from[i] & 15];
        }
    }

    private static int lineOf(byte[] text, int at) {
        int from = at;
        while (from > 0 && text[from - 1] != '\n') {
            from--;
        }
        return from;
    }
}
