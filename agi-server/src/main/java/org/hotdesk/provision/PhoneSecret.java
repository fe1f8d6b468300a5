package org.hotdesk.provision;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets by which phones fetch their files. */
public final class PhoneSecret {
    private static final int BYTES = 18;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PhoneSecret() {}

    /** A new one: 24 letters, digits, - and _, so that it can be typed and stand in a URL. */
    public static String made() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
