package org.hotdesk.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.NumberKey;
import org.hotdesk.sip.message.SipLimits;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipParser;
import org.hotdesk.sip.message.SipWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticatorTest {
    private static final String REALM = "hotdesk";
    private static final String URI = "sip:pbx.example";
    private static final long NOW = 1_790_000_000_000L;
    private static final byte[] KEY = KeyFile.inMemory().keyFor("nonce");
    private static final Subscriber BOTH = subscriber("1001", true);
    private static final Subscriber STRONG_ONLY = subscriber("1002", false);
    private static final Map<Long, Subscriber> ACCOUNTS =
            Map.of(NumberKey.of("1001"), BOTH, NumberKey.of("1002"), STRONG_ONLY);

    private final Authenticator authenticator = authenticator();

    private static Authenticator authenticator() {
        return new Authenticator(
                Authenticator.Policy.usual(REALM), number -> Optional.ofNullable(ACCOUNTS.get(number)), KEY);
    }

    private static Subscriber subscriber(String number, boolean md5) {
        Optional<Ha1> weak = md5 ? Optional.of(ha1(DigestAlgorithm.MD5, number)) : Optional.empty();
        return new Subscriber(new DeviceNumber(number), weak, Optional.of(ha1(DigestAlgorithm.SHA_256, number)));
    }

    private static Ha1 ha1(DigestAlgorithm algorithm, String number) {
        return Ha1.of(algorithm, number, REALM, "secret");
    }

    /** A request with these credentials. */
    private record Asked(String callId, int cseq, String uri, String credentials) {
        Asked(Credentials credentials) {
            this("call", 2, URI, credentials.write());
        }

        SipMessage message() {
            byte[] bytes = new SipWriter()
                    .request("REGISTER", uri)
                    .header(HeaderName.VIA, "SIP/2.0/UDP h;branch=z9hG4bK1")
                    .header(HeaderName.CALL_ID, callId)
                    .header(HeaderName.CSEQ, cseq + " REGISTER")
                    .header(HeaderName.AUTHORIZATION, "Digest realm=\"elsewhere\", nonce=\"x\"")
                    .header(HeaderName.AUTHORIZATION, credentials)
                    .bytes();
            return (SipMessage) new SipParser(SipLimits.USUAL).datagram(bytes, 0, bytes.length);
        }
    }

    private List<Challenge> challenges(boolean stale, long now) {
        SipWriter out = new SipWriter().response(401, "Unauthorized");
        authenticator.challenge(out, HeaderName.WWW_AUTHENTICATE, stale, now);
        byte[] bytes = out.bytes();
        SipMessage answer = (SipMessage) new SipParser(SipLimits.USUAL).datagram(bytes, 0, bytes.length);
        return answer.texts(HeaderName.WWW_AUTHENTICATE).stream()
                .map(text -> Challenge.parse(text).orElseThrow())
                .toList();
    }

    private Challenge strong() {
        return challenges(false, NOW).get(0);
    }

    private Challenge weak() {
        return challenges(false, NOW).get(1);
    }

    private static Credentials answer(Challenge challenge, String user, int count) {
        return challenge.answer(user, "secret", "REGISTER", URI, "c0ffee", count);
    }

    private Verdict check(Asked asked) {
        return check(asked, NOW);
    }

    private Verdict check(Asked asked, long now) {
        return authenticator.check(asked.message(), HeaderName.AUTHORIZATION, now);
    }

    @Test
    void challenges_comeStrongestFirst() {
        assertThat(challenges(true, NOW))
                .extracting(Challenge::algorithm, Challenge::realm, Challenge::qopAuth, Challenge::stale)
                .containsExactly(
                        tuple(DigestAlgorithm.SHA_256, REALM, true, true),
                        tuple(DigestAlgorithm.MD5, REALM, true, true));
        assertThat(challenges(false, NOW)).noneMatch(Challenge::stale);
    }

    @Test
    void rightPassword_isGoodWithEitherHash() {
        assertThat(check(new Asked(answer(strong(), "1001", 1)))).isEqualTo(Verdict.GOOD);
        assertThat(authenticator.device()).isEqualTo(new DeviceNumber("1001"));
        assertThat(check(new Asked(answer(weak(), "1001", 1)))).isEqualTo(Verdict.GOOD);
        assertThat(check(new Asked(answer(strong(), "1002", 1)))).isEqualTo(Verdict.GOOD);
    }

    @Test
    void accountWithoutMd5_isNeverLetInByIt() {
        assertThat(check(new Asked(answer(weak(), "1002", 1)))).isEqualTo(Verdict.WRONG);
    }

    @Test
    void wrongPasswordAndUnknownUser_areTheSame() {
        Challenge challenge = strong();
        Credentials wrong = challenge.answer("1001", "guess", "REGISTER", URI, "c", 1);
        assertThat(check(new Asked(wrong))).isEqualTo(Verdict.WRONG);
        assertThat(check(new Asked(answer(challenge, "9999", 1)))).isEqualTo(Verdict.WRONG);
        assertThat(check(new Asked(answer(challenge, "1001@pbx.example", 1)))).isEqualTo(Verdict.WRONG);
        assertThat(check(new Asked(answer(challenge, "1".repeat(500), 1)))).isEqualTo(Verdict.WRONG);
        assertThatThrownBy(authenticator::device).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void wrongPassword_usesNoCountUp() {
        Challenge challenge = strong();
        check(new Asked(challenge.answer("1001", "guess", "REGISTER", URI, "c", 1)));
        assertThat(check(new Asked(answer(challenge, "1001", 1)))).isEqualTo(Verdict.GOOD);
    }

    @Test
    void nothingForOurRealm_isNone() {
        assertThat(check(new Asked("c", 1, URI, "NoOneKnowsThisScheme opaque-data=here")))
                .isEqualTo(Verdict.NONE);
        Credentials elsewhere = new Challenge(DigestAlgorithm.MD5, "asterisk", "n", Optional.empty(), true, false)
                .answer("1001", "secret", "REGISTER", URI, "c", 1);
        assertThat(check(new Asked(elsewhere))).isEqualTo(Verdict.NONE);
        assertThat(authenticator.check(new Asked(elsewhere).message(), HeaderName.PROXY_AUTHORIZATION, NOW))
                .isEqualTo(Verdict.NONE);
    }

    @Test
    void oldNonce_isStaleForWhoKnowsThePassword() {
        Challenge challenge = strong();
        assertThat(check(new Asked(answer(challenge, "1001", 1)), NOW + 300_000))
                .isEqualTo(Verdict.GOOD);
        assertThat(check(new Asked(answer(challenge, "1001", 2)), NOW + 300_001))
                .isEqualTo(Verdict.STALE);
        Credentials wrong = challenge.answer("1001", "guess", "REGISTER", URI, "c", 3);
        assertThat(check(new Asked(wrong), NOW + 300_001)).isEqualTo(Verdict.WRONG);
    }

    @Test
    void madeUpNonce_isStaleAndNoMore() {
        Challenge own = new Challenge(DigestAlgorithm.SHA_256, REALM, "of my own", Optional.empty(), true, false);
        assertThat(check(new Asked(answer(own, "1001", 1)))).isEqualTo(Verdict.STALE);
    }

    @Test
    void replay_isStale_andRetransmissionIsGood() {
        Credentials once = answer(strong(), "1001", 1);
        assertThat(check(new Asked(once))).isEqualTo(Verdict.GOOD);
        assertThat(check(new Asked(once))).isEqualTo(Verdict.GOOD);
        assertThat(check(new Asked("call", 3, URI, once.write()))).isEqualTo(Verdict.STALE);
        assertThat(check(new Asked("other", 2, URI, once.write()))).isEqualTo(Verdict.STALE);
    }

    @Test
    void olderFormWithoutQop_isTakenWithinTheLifetime() {
        Challenge offered = weak();
        Challenge old = new Challenge(DigestAlgorithm.MD5, REALM, offered.nonce(), Optional.empty(), false, false);
        Credentials answer = answer(old, "1001", 1);
        assertThat(check(new Asked(answer))).isEqualTo(Verdict.GOOD);
        String withoutAlgorithm = answer.write().replace(", algorithm=MD5", "");
        assertThat(check(new Asked("other", 3, URI, withoutAlgorithm))).isEqualTo(Verdict.GOOD);
        assertThat(check(new Asked(answer), NOW + 300_001)).isEqualTo(Verdict.STALE);
    }

    @ParameterizedTest
    @CsvSource({
        "sip:pbx.example, GOOD",
        "sip:pbx.example;transport=tcp, GOOD",
        "SIP:PBX.example, GOOD",
        "sip:pbx.example:5060, MALFORMED",
        "sips:pbx.example, MALFORMED",
        "sip:1001@pbx.example, MALFORMED",
        "sip:other.example, MALFORMED"
    })
    void credentialsForAnotherUri_areRefused(String requestUri, Verdict verdict) {
        Asked asked =
                new Asked("call", 2, requestUri, answer(strong(), "1001", 1).write());
        assertThat(check(asked)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nc=00000001 | nc=1",
                "nc=00000001 | nc=0000000g",
                "nc=00000001 | nc=00000000",
                "qop=auth | qop=auth-int",
                ", cnonce=\"c0ffee\" | ''",
                "username=\"1001\" | username=\"\"",
                "username=\"1001\" | username=\"1001\", username=\"1002\"",
                "algorithm=SHA-256 | algorithm=SHA-512-256",
                "algorithm=SHA-256 | algorithm=MD5-sess",
                "uri= | url=",
                "realm= | relm=",
                "realm=\"hotdesk\" | realm=\"hotdesk"
            })
    void brokenCredentials_areMalformed(String part, String broken) {
        String good = answer(strong(), "1001", 1).write();
        assertThat(good).contains(part);
        assertThat(check(new Asked("c", 2, URI, good.replace(part, broken)))).isEqualTo(Verdict.MALFORMED);
    }

    @Test
    void restart_challengesNobodyAgain() {
        Credentials answer = answer(strong(), "1001", 1);
        Authenticator restarted = authenticator();
        assertThat(restarted.check(new Asked(answer).message(), HeaderName.AUTHORIZATION, NOW))
                .isEqualTo(Verdict.GOOD);
    }

    @Test
    void evictedNonce_isStale() {
        Authenticator small = new Authenticator(
                new Authenticator.Policy(REALM, List.of(DigestAlgorithm.MD5), Duration.ofMinutes(5), 2),
                number -> Optional.ofNullable(ACCOUNTS.get(number)),
                KEY);
        List<Challenge> used = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SipWriter out = new SipWriter().response(401, "Unauthorized");
            small.challenge(out, HeaderName.WWW_AUTHENTICATE, false, NOW);
            Challenge challenge = Challenge.parse(new String(out.bytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> line.startsWith("WWW"))
                            .findFirst()
                            .orElseThrow()
                            .substring(18))
                    .orElseThrow();
            SipMessage request = new Asked(answer(challenge, "1001", 1)).message();
            assertThat(small.check(request, HeaderName.AUTHORIZATION, NOW)).isEqualTo(Verdict.GOOD);
            used.add(challenge);
        }
        SipMessage again = new Asked(answer(used.get(0), "1001", 2)).message();
        assertThat(small.check(again, HeaderName.AUTHORIZATION, NOW)).isEqualTo(Verdict.STALE);
    }

    @Test
    void check_allocatesTheUserNameAlone() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SipMessage request = new Asked(answer(strong(), "1001", 1)).message();
        SipWriter out = new SipWriter();
        rounds(request, out);
        long before = threads.getCurrentThreadAllocatedBytes();
        rounds(request, out);
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / 2_000;
        assertThat(each).isLessThan(200);
    }

    private void rounds(SipMessage request, SipWriter out) {
        for (int i = 0; i < 2_000; i++) {
            assertGood(authenticator.check(request, HeaderName.AUTHORIZATION, NOW));
            out.response(401, "Unauthorized");
            authenticator.challenge(out, HeaderName.WWW_AUTHENTICATE, false, NOW);
        }
    }

    private static void assertGood(Verdict verdict) {
        if (verdict != Verdict.GOOD) {
            throw new AssertionError(verdict);
        }
    }
}
