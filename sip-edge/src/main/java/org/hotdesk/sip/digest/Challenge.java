package org.hotdesk.sip.digest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hotdesk.sip.message.Params;

/**
 * The value of WWW-Authenticate or Proxy-Authenticate (RFC 7616 §3.3).
 *
 * @param qopAuth whether {@code qop=auth} is offered; without it the older response of RFC 2617 is meant
 * @param stale whether the credentials were right and only the nonce too old
 */
public record Challenge(
        DigestAlgorithm algorithm,
        String realm,
        String nonce,
        Optional<String> opaque,
        boolean qopAuth,
        boolean stale) {

    /** Reads a challenge; empty when it is no digest or one we cannot answer ({@code auth-int} alone, other hashes). */
    public static Optional<Challenge> parse(String value) {
        return AuthText.params(value).flatMap(Challenge::of);
    }

    /** The strongest of the challenges a response carries (RFC 8760 §2.4), those we cannot answer left out. */
    public static Optional<Challenge> strongest(List<String> values) {
        return values.stream()
                .map(Challenge::parse)
                .flatMap(Optional::stream)
                .max(Comparator.comparing(Challenge::algorithm));
    }

    private static Optional<Challenge> of(Params params) {
        Optional<DigestAlgorithm> algorithm =
                DigestAlgorithm.parse(params.value("algorithm").orElse("MD5"));
        Optional<String> realm = params.value("realm");
        Optional<String> nonce = params.value("nonce");
        Optional<String> qop = params.value("qop");
        boolean auth = qop.stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .anyMatch(one -> "auth".equalsIgnoreCase(one.strip()));
        if (algorithm.isEmpty() || realm.isEmpty() || nonce.isEmpty() || (qop.isPresent() && !auth)) {
            return Optional.empty();
        }
        boolean stale = "true".equalsIgnoreCase(params.value("stale").orElse(""));
        return Optional.of(
                new Challenge(algorithm.get(), realm.get(), nonce.get(), params.value("opaque"), auth, stale));
    }

    /** The value for the header field. */
    public String write() {
        StringBuilder out = new StringBuilder(160);
        out.append("Digest realm=").append(AuthText.quoted(realm));
        out.append(", nonce=").append(AuthText.quoted(nonce));
        opaque.ifPresent(text -> out.append(", opaque=").append(AuthText.quoted(text)));
        out.append(", algorithm=").append(algorithm.token());
        if (qopAuth) {
            out.append(", qop=\"auth\"");
        }
        if (stale) {
            out.append(", stale=true");
        }
        return out.toString();
    }

    /**
     * The credentials that answer this challenge.
     *
     * @param cnonce random text of the client
     * @param count how often this nonce has been answered, from 1
     */
    public Credentials answer(String user, String password, String method, String uri, String cnonce, int count) {
        Ha1 ha1 = Ha1.of(algorithm, user, realm, password);
        String nc = String.format("%08x", count);
        DigestHash hash = new DigestHash(algorithm).request(method, uri).put(ha1.hex());
        hash.colon().put(nonce);
        if (qopAuth) {
            hash.colon().put(nc).colon().put(cnonce);
        }
        String response = new String(hash.response(qopAuth), StandardCharsets.US_ASCII);
        Optional<Credentials.Auth> auth = qopAuth ? Optional.of(new Credentials.Auth(cnonce, nc)) : Optional.empty();
        return new Credentials(algorithm, user, realm, nonce, uri, response, opaque, auth);
    }
}
