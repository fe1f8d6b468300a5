package org.hotdesk.provision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.hotdesk.phone.MacAddress;

/**
 * What a phone sends to get its file: RFC 7617, the user is its Ethernet address in any spelling.
 *
 * @param password never to be logged
 */
record PhoneCredentials(MacAddress phone, String password) {
    private static final String BASIC = "Basic ";
    private static final int MOST = 400;

    /** Reads the header's value; empty when it is no such thing. */
    static Optional<PhoneCredentials> read(Optional<String> header) {
        return header.filter(value -> value.length() <= MOST && value.regionMatches(true, 0, BASIC, 0, BASIC.length()))
                .flatMap(value -> decoded(value.substring(BASIC.length()).strip()));
    }

    private static Optional<PhoneCredentials> decoded(String text) {
        try {
            String pair = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            // The password may hold colons, and so may the address before it.
            int colon = pair.indexOf(':', pair.matches("(?s)([0-9A-Fa-f]{2}:){5}.*") ? "00:00:00:00:00:0".length() : 0);
            return colon < 0
                    ? Optional.empty()
                    : MacAddress.parse(pair.substring(0, colon))
                            .map(mac -> new PhoneCredentials(mac, pair.substring(colon + 1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Whether this is the secret, in a time that does not tell how much of it. */
    boolean fits(Optional<String> secret) {
        byte[] given = password.getBytes(StandardCharsets.UTF_8);
        byte[] wanted = secret.orElse("no phone of this address").getBytes(StandardCharsets.UTF_8);
        boolean equal = MessageDigest.isEqual(given, wanted);
        return equal && secret.isPresent();
    }

    @Override
    public String toString() {
        return "credentials of " + phone;
    }
}
