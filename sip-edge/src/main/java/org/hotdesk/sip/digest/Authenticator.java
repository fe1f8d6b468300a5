package org.hotdesk.sip.digest;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.digest.GivenCredentials.Part;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipWriter;
import org.hotdesk.sip.message.Uri;

/**
 * The server's side of digest authentication (RFC 3261 §22, RFC 7616, RFC 8760). An unknown user is computed against an
 * HA1 nobody has, so that neither answer nor time tells which users there are. A check costs no memory but the user's
 * name. One owner thread.
 */
public final class Authenticator {
    /**
     * How it authenticates.
     *
     * @param realm what every HA1 was computed with
     * @param algorithms those offered; the strongest is offered first
     * @param nonceLifetime how long a nonce may be used, 10 s to 1 h
     * @param nonceSlots for how many nonces at once counts are kept, a power of two; 88 bytes each
     */
    public record Policy(String realm, List<DigestAlgorithm> algorithms, Duration nonceLifetime, int nonceSlots) {
        public Policy {
            algorithms = algorithms.stream()
                    .distinct()
                    .sorted(Comparator.reverseOrder())
                    .toList();
            if (realm.isEmpty() || realm.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\')) {
                throw new IllegalArgumentException("realm is empty or holds a quote, backslash or control character");
            }
            if (algorithms.isEmpty()) {
                throw new IllegalArgumentException("algorithms is empty");
            }
            if (nonceLifetime.compareTo(Duration.ofSeconds(10)) < 0
                    || nonceLifetime.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException("nonceLifetime " + nonceLifetime + " is not within 10 s to 1 h");
            }
            if (nonceSlots < 2 || nonceSlots > 1 << 22 || Integer.bitCount(nonceSlots) != 1) {
                throw new IllegalArgumentException("nonceSlots " + nonceSlots + " is no power of two up to 4194304");
            }
        }

        /** SHA-256 and MD5, 300 s, 65,536 slots. */
        public static Policy usual(String realm) {
            return new Policy(realm, List.of(DigestAlgorithm.values()), Duration.ofMinutes(5), 1 << 16);
        }

        /** The same with these algorithms alone. */
        public Policy offering(List<DigestAlgorithm> some) {
            return new Policy(realm, some, nonceLifetime, nonceSlots);
        }
    }

    private static final int FINGERPRINT_KEY_BYTES = 16;

    /** What a challenge of one algorithm says before and behind the nonce. */
    private static final class Frame {
        final byte[] before;
        final byte[] behind;

        Frame(String before, String behind) {
            this.before = before.getBytes(StandardCharsets.UTF_8);
            this.behind = behind.getBytes(StandardCharsets.UTF_8);
        }
    }

    private record Hashing(DigestAlgorithm algorithm, DigestHash hash) {}

    private final Subscribers subscribers;
    private final Nonces nonces;
    private final NonceCounts counts;
    private final GivenCredentials given;
    private final List<Hashing> hashings = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private final KeyedHash fingerprint;
    private final Uri asked = new Uri();
    private final Uri signed = new Uri();
    /** Whose hashes nobody has. */
    private final Subscriber nobody;

    private Subscriber known;

    /** @param key for the nonces, 16 bytes or more, such as {@code KeyFile.keyFor("nonce")} */
    public Authenticator(Policy policy, Subscribers subscribers, byte[] key) {
        this.subscribers = subscribers;
        nonces = new Nonces(key, policy.nonceLifetime());
        counts = new NonceCounts(policy.nonceSlots());
        given = new GivenCredentials(policy.realm());
        SecureRandom random = new SecureRandom();
        byte[] fresh = new byte[FINGERPRINT_KEY_BYTES];
        random.nextBytes(fresh);
        fingerprint = new KeyedHash(fresh);
        nobody = nobody(random);
        known = nobody;
        for (DigestAlgorithm algorithm : policy.algorithms()) {
            hashings.add(new Hashing(algorithm, new DigestHash(algorithm)));
            frames.add(new Frame(
                    "Digest realm=\"" + policy.realm() + "\", nonce=\"",
                    "\", algorithm=" + algorithm.token() + ", qop=\"auth\""));
        }
    }

    private static Subscriber nobody(SecureRandom random) {
        return new Subscriber(
                new DeviceNumber("0"), noHash(DigestAlgorithm.MD5, random), noHash(DigestAlgorithm.SHA_256, random));
    }

    private static Optional<Ha1> noHash(DigestAlgorithm algorithm, SecureRandom random) {
        byte[] noOne = new byte[algorithm.hexLength() / 2];
        random.nextBytes(noOne);
        return Optional.of(new Ha1(algorithm, HexFormat.of().formatHex(noOne)));
    }

    /**
     * Judges the credentials of a request.
     *
     * @param field Authorization or Proxy-Authorization
     */
    public Verdict check(SipMessage request, HeaderName field, long nowMillis) {
        known = nobody;
        Verdict verdict = given.read(request, field);
        if (verdict != Verdict.GOOD) {
            return verdict;
        }
        int hashing = hashing();
        if (hashing < 0 || !isForThisUri(request)) {
            return Verdict.MALFORMED;
        }
        Subscriber asking = subscribers
                .find(given.number())
                .filter(account -> account.has(hashings.get(hashing).algorithm()))
                .orElse(nobody);
        if (!fits(request, hashings.get(hashing), asking) || asking == nobody) {
            return Verdict.WRONG;
        }
        if (!isUnused(request, nowMillis)) {
            return Verdict.STALE;
        }
        known = asking;
        return Verdict.GOOD;
    }

    /** Who sent the request that was {@link Verdict#GOOD} last. */
    public DeviceNumber device() {
        return account().device();
    }

    /** The {@link org.hotdesk.sip.message.NumberKey} of {@link #device}. */
    public long number() {
        return account().number();
    }

    private Subscriber account() {
        if (known == nobody) {
            throw new IllegalStateException("the last request was not authenticated");
        }
        return known;
    }

    private int hashing() {
        for (int i = 0; i < hashings.size(); i++) {
            DigestAlgorithm algorithm = hashings.get(i).algorithm();
            // RFC 7616 §3.4: without the parameter MD5 is meant.
            if (given.has(Part.ALGORITHM)
                    ? given.is(Part.ALGORITHM, algorithm.lowerToken())
                    : algorithm == DigestAlgorithm.MD5) {
                return i;
            }
        }
        return -1;
    }

    /** RFC 7616 §3.4.6. URI parameters decide nothing here and phones leave them out, so they may differ. */
    private boolean isForThisUri(SipMessage request) {
        byte[] b = request.buffer();
        if (Arrays.equals(b, given.from(Part.URI), given.end(Part.URI), b, request.uriFrom(), request.uriEnd())) {
            return true;
        }
        return signed.read(b, given.from(Part.URI), given.end(Part.URI)) < 0
                && asked.read(b, request.uriFrom(), request.uriEnd()) < 0
                && signed.isSameTargetAs(asked);
    }

    private boolean fits(SipMessage request, Hashing hashing, Subscriber account) {
        byte[] b = request.buffer();
        DigestHash hash = hashing.hash()
                .request(b, request.from(), request.uriFrom() - 1, given.from(Part.URI), given.end(Part.URI))
                .put(account, hashing.algorithm())
                .colon()
                .put(b, given.from(Part.NONCE), given.end(Part.NONCE));
        boolean qop = given.has(Part.QOP);
        if (qop) {
            hash.colon().put(b, given.from(Part.NC), given.end(Part.NC));
            hash.colon().put(b, given.from(Part.CNONCE), given.end(Part.CNONCE));
        }
        byte[] ours = hash.response(qop);
        return DigestHash.sameHex(ours, b, given.from(Part.RESPONSE), given.end(Part.RESPONSE));
    }

    private boolean isUnused(SipMessage request, long nowMillis) {
        byte[] b = request.buffer();
        if (!nonces.read(b, given.from(Part.NONCE), given.end(Part.NONCE)) || !nonces.isFresh(nowMillis)) {
            return false;
        }
        if (!given.has(Part.QOP)) {
            return true;
        }
        fingerprint.begin().add(b, given.from(Part.RESPONSE), given.end(Part.RESPONSE));
        put(request, HeaderName.CALL_ID);
        put(request, HeaderName.CSEQ);
        return counts.use(nonces.id(), nonces.slot(), given.nc(), fingerprint.end()) != NonceCounts.Use.REPLAY;
    }

    private void put(SipMessage request, HeaderName name) {
        int line = request.find(name, 0);
        if (line >= 0) {
            fingerprint.add(0).add(request.buffer(), request.valueFrom(line), request.valueEnd(line));
        }
    }

    /**
     * Adds the challenges to an answer, one field for each algorithm, strongest first (RFC 8760 §2.4).
     *
     * @param field WWW-Authenticate for 401, Proxy-Authenticate for 407
     */
    public void challenge(SipWriter out, HeaderName field, boolean stale, long nowMillis) {
        byte[] nonce = nonces.issue(nowMillis);
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            out.field(field).put(frame.before, 0, frame.before.length);
            out.put(nonce, 0, nonce.length).put(frame.behind, 0, frame.behind.length);
            if (stale) {
                out.put(", stale=true");
            }
            out.line();
        }
    }
}
