package org.hotdesk.sip.digest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hotdesk.sip.message.Params;

/**
 * The value of Authorization or Proxy-Authorization (RFC 7616 §3.4).
 *
 * @param uri what the client says it asks for; the server compares it with what is asked
 * @param auth what {@code qop=auth} adds; empty in the older form
 */
public record Credentials(
        DigestAlgorithm algorithm,
        String user,
        String realm,
        String nonce,
        String uri,
        String response,
        Optional<String> opaque,
        Optional<Auth> auth) {

    /**
     * What {@code qop=auth} adds.
     *
     * @param nc the nonce count, eight hex digits
     */
    public record Auth(String cnonce, String nc) {}

    /** Reads credentials; empty when they are no digest, lack a part, or use what we never offer. */
    public static Optional<Credentials> parse(String value) {
        return AuthText.params(value).flatMap(Credentials::of);
    }

    private static Optional<Credentials> of(Params params) {
        Optional<DigestAlgorithm> algorithm =
                DigestAlgorithm.parse(params.value("algorithm").orElse("MD5"));
        String user = params.value("username").orElse("");
        String realm = params.value("realm").orElse("");
        String nonce = params.value("nonce").orElse("");
        String uri = params.value("uri").orElse("");
        String response = params.value("response").orElse("");
        Optional<String> qop = params.value("qop");
        Optional<Auth> auth = qop.flatMap(q -> auth(params, q));
        boolean whole = algorithm.isPresent() && !user.isEmpty() && !nonce.isEmpty() && !uri.isEmpty();
        if (!whole || response.isEmpty() || qop.isPresent() != auth.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                new Credentials(algorithm.get(), user, realm, nonce, uri, response, params.value("opaque"), auth));
    }

    private static Optional<Auth> auth(Params params, String qop) {
        Optional<String> nc = params.value("nc").filter(text -> text.matches("[0-9a-fA-F]{8}"));
        Optional<String> cnonce = params.value("cnonce");
        return "auth".equalsIgnoreCase(qop) && nc.isPresent() && cnonce.isPresent()
                ? Optional.of(new Auth(cnonce.get(), nc.get()))
                : Optional.empty();
    }

    /** The value for the header field. */
    public String write() {
        StringBuilder out = new StringBuilder(320);
        out.append("Digest username=").append(AuthText.quoted(user));
        out.append(", realm=").append(AuthText.quoted(realm));
        out.append(", nonce=").append(AuthText.quoted(nonce));
        out.append(", uri=").append(AuthText.quoted(uri));
        out.append(", response=").append(AuthText.quoted(response));
        out.append(", algorithm=").append(algorithm.token());
        opaque.ifPresent(text -> out.append(", opaque=").append(AuthText.quoted(text)));
        // RFC 7616 §3.4: qop and nc stand without quotes here.
        auth.ifPresent(with -> out.append(", qop=auth, nc=")
                .append(with.nc())
                .append(", cnonce=")
                .append(AuthText.quoted(with.cnonce())));
        return out.toString();
    }

    /**
     * Whether the response fits the HA1 for a request of that method; the comparison takes the same time for any wrong
     * response. Nonce, nonce count, realm and URI are the caller's to judge.
     */
    public boolean fits(Ha1 ha1, String method) {
        DigestHash hash = new DigestHash(algorithm).request(method, uri).put(ha1.hex());
        hash.colon().put(nonce);
        auth.ifPresent(with -> hash.colon().put(with.nc()).colon().put(with.cnonce()));
        byte[] ours = hash.response(auth.isPresent());
        byte[] theirs = response.getBytes(StandardCharsets.UTF_8);
        return DigestHash.sameHex(ours, theirs, 0, theirs.length) && ha1.algorithm() == algorithm;
    }

    @Override
    public String toString() {
        return "Credentials[" + algorithm.token() + " user=" + user + "]";
    }
}
