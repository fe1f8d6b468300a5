package org.hotdesk.sip.digest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.NumberKey;
import org.hotdesk.sip.message.Params;
import org.hotdesk.sip.message.SipMessage;

/**
 * A view of the credentials in a request, as the server reads them: byte ranges where {@link Credentials} has texts.
 * Made once and read again for each request; one owner thread.
 */
final class GivenCredentials {
    /** The parameters that matter, first those that must be there, each with its place among the bounds. */
    enum Part {
        USERNAME("username", 0),
        REALM("realm", 2),
        NONCE("nonce", 4),
        URI("uri", 6),
        RESPONSE("response", 8),
        ALGORITHM("algorithm", 10),
        QOP("qop", 12),
        NC("nc", 14),
        CNONCE("cnonce", 16);

        private final String name;
        private final int at;

        Part(String name, int at) {
            this.name = name;
            this.at = at;
        }
    }

    private static final Part[] PARTS = Part.values();
    private static final byte[] SCHEME = "digest ".getBytes(StandardCharsets.US_ASCII);

    private final byte[] realm;
    private final Params params = new Params(Params.Grammar.AUTH);
    private final int[] bounds = new int[2 * PARTS.length];
    private byte[] b = new byte[0];

    GivenCredentials(String realm) {
        this.realm = realm.getBytes(StandardCharsets.UTF_8);
    }

    /** Finds the digest for our realm among all lines of the field; {@code GOOD} when it is there and whole. */
    Verdict read(SipMessage request, HeaderName field) {
        b = request.buffer();
        for (int line = request.find(field, 0); line >= 0; line = request.find(field, line + 1)) {
            int from = request.valueFrom(line);
            int end = request.valueEnd(line);
            if (!isDigest(from, end)) {
                continue;
            }
            if (!parts(from + SCHEME.length, end) || !has(Part.REALM)) {
                return Verdict.MALFORMED;
            }
            if (Arrays.equals(b, from(Part.REALM), end(Part.REALM), realm, 0, realm.length)) {
                return isWhole() ? Verdict.GOOD : Verdict.MALFORMED;
            }
        }
        return Verdict.NONE;
    }

    private boolean isDigest(int from, int end) {
        if (end - from < SCHEME.length) {
            return false;
        }
        for (int i = 0; i < SCHEME.length; i++) {
            int c = b[from + i];
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != SCHEME[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean parts(int from, int end) {
        Arrays.fill(bounds, -1);
        if (params.read(b, from, end) >= 0) {
            return false;
        }
        while (params.next()) {
            if (!part()) {
                return false;
            }
        }
        return true;
    }

    /** Takes the parameter stood at; false for a second one of the same name, of which each reader takes another. */
    private boolean part() {
        for (Part part : PARTS) {
            if (params.isName(part.name)) {
                boolean first = !has(part);
                bounds[part.at] = params.valueFrom();
                bounds[part.at + 1] = params.valueEnd();
                return first;
            }
        }
        return true;
    }

    private boolean isWhole() {
        for (Part part : PARTS) {
            if (part.at < Part.ALGORITHM.at && length(part) <= 0) {
                return false;
            }
        }
        // RFC 7616 §3.4: with qop there must be nc and cnonce. An older phone may send a cnonce all the same.
        return !has(Part.QOP) || (is(Part.QOP, "auth") && length(Part.CNONCE) > 0 && nc() > 0);
    }

    boolean has(Part part) {
        return from(part) >= 0;
    }

    int from(Part part) {
        return bounds[part.at];
    }

    int end(Part part) {
        return bounds[part.at + 1];
    }

    private int length(Part part) {
        return end(part) - from(part);
    }

    /** Whether the part is that text (lower case) in any case. */
    boolean is(Part part, String lower) {
        if (length(part) != lower.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            int c = b[from(part) + i];
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The nonce count, eight hex digits; -1 when it is none. */
    long nc() {
        if (length(Part.NC) != 8) {
            return -1;
        }
        long value = 0;
        for (int at = from(Part.NC); at < end(Part.NC); at++) {
            int digit = Character.digit((char) (b[at] & 0xff), 16);
            value = digit < 0 || value < 0 ? -1 : value << 4 | digit;
        }
        return value;
    }

    /** The user name as a {@link NumberKey}. */
    long number() {
        return NumberKey.of(b, from(Part.USERNAME), end(Part.USERNAME));
    }
}
