package org.hotdesk.sip.digest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hotdesk.sip.message.Params;

/** The text form that challenges and credentials share. */
final class AuthText {
    private static final String SCHEME = "Digest ";

    private AuthText() {}

    /** The parameters behind the word {@code Digest}; empty when the scheme is another or the syntax is wrong. */
    static Optional<Params> params(String value) {
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        Params params = new Params(Params.Grammar.AUTH);
        return params.read(bytes, SCHEME.length(), bytes.length) < 0 ? Optional.of(params) : Optional.empty();
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
