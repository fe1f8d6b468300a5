package org.hotdesk.sip.watch;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Tags, branches, Call-IDs and cnonces that nobody can guess. */
final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    /** 64 random bits as hex digits. */
    static String random() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
