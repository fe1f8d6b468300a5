package org.hotdesk.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The vectors of RFC 2617 §3.5, RFC 7616 §3.9.1 and what RFC 8760 asks. */
class DigestTest {
    private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    private static final String CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    private static final String OPAQUE = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS";
    private static final Challenge MD5 = challenge(DigestAlgorithm.MD5);
    private static final Challenge SHA = challenge(DigestAlgorithm.SHA_256);

    private static Challenge challenge(DigestAlgorithm algorithm) {
        return new Challenge(algorithm, "http-auth@example.org", NONCE, Optional.of(OPAQUE), true, false);
    }

    private static Credentials mufasa(Challenge challenge) {
        return challenge.answer("Mufasa", "Circle of Life", "GET", "/dir/index.html", CNONCE, 1);
    }

    @Test
    void rfc7616_vectorsOfBothHashes() {
        assertThat(mufasa(MD5).response()).isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
        assertThat(mufasa(SHA).response())
                .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    }

    @Test
    void rfc2617_vectorWithQop() {
        Challenge challenge = new Challenge(
                DigestAlgorithm.MD5,
                "testrealm@host.com",
                "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                Optional.empty(),
                true,
                false);
        Credentials answer = challenge.answer("Mufasa", "Circle Of Life", "GET", "/dir/index.html", "0a4f113b", 1);
        assertThat(answer.response()).isEqualTo("6629fae49393a05397450978507c4ef1");
        assertThat(Ha1.of(DigestAlgorithm.MD5, "Mufasa", "testrealm@host.com", "Circle Of Life")
                        .hex())
                .isEqualTo("939e7578ed9e3c518a452acee763bce9");
    }

    @Test
    void answerWithoutQop_isTheOlderForm() {
        Challenge old = new Challenge(
                DigestAlgorithm.MD5,
                "testrealm@host.com",
                "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                Optional.empty(),
                false,
                false);
        Credentials answer = old.answer("Mufasa", "Circle Of Life", "GET", "/dir/index.html", "unused", 1);
        assertThat(answer.response()).isEqualTo("670fd8c2df070c60b045671b8b24ff02");
        assertThat(answer.write()).doesNotContain("cnonce", "qop", "nc=");
        assertThat(answer.fits(Ha1.of(DigestAlgorithm.MD5, "Mufasa", "testrealm@host.com", "Circle Of Life"), "GET"))
                .isTrue();
    }

    @Test
    void rightCredentials_fitAndOthersDoNot() {
        Ha1 ha1 = Ha1.of(DigestAlgorithm.SHA_256, "Mufasa", "http-auth@example.org", "Circle of Life");
        Credentials right = mufasa(SHA);
        assertThat(right.fits(ha1, "GET")).isTrue();
        assertThat(right.fits(ha1, "PUT")).isFalse();
        assertThat(right.fits(Ha1.of(DigestAlgorithm.SHA_256, "Mufasa", "http-auth@example.org", "x"), "GET"))
                .isFalse();
        assertThat(right.fits(Ha1.of(DigestAlgorithm.MD5, "Mufasa", "http-auth@example.org", "x"), "GET"))
                .isFalse();
    }

    @Test
    void write_isReadAgain() {
        assertThat(Challenge.parse(SHA.write())).contains(SHA);
        assertThat(Credentials.parse(mufasa(SHA).write())).contains(mufasa(SHA));
        Challenge odd =
                new Challenge(DigestAlgorithm.MD5, "a \"quoted\\\" realm", "n,=", Optional.empty(), false, true);
        assertThat(Challenge.parse(odd.write())).contains(odd);
    }

    @Test
    void strongestChallenge_isTaken_andUnknownOnesLeftOut() {
        String sha512 = "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-512-256, qop=\"auth\"";
        String integrityOnly = "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256, qop=\"auth-int\"";
        assertThat(Challenge.strongest(List.of(MD5.write(), sha512, SHA.write())))
                .contains(SHA);
        assertThat(Challenge.strongest(List.of(sha512, integrityOnly, "NoOneKnows opaque=here")))
                .isEmpty();
        assertThat(Challenge.parse("Digest realm=\"r\",nonce=\"n\",qop=\"auth-int, auth\""))
                .map(Challenge::qopAuth)
                .contains(true);
    }

    @Test
    void brokenCredentials_areNone() {
        String good = mufasa(MD5).write();
        assertThat(Credentials.parse(good.replace("nc=00000001", "nc=1"))).isEmpty();
        assertThat(Credentials.parse(good.replace("qop=auth", "qop=auth-int"))).isEmpty();
        assertThat(Credentials.parse(good.replace("username=\"Mufasa\"", "username=\"\"")))
                .isEmpty();
        assertThat(Credentials.parse(good.substring(0, good.length() - 1))).isEmpty();
        assertThat(Credentials.parse("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")).isEmpty();
    }

    @Test
    void sameHex_comparesWholeAndInAnyCase() {
        byte[] ours = "00ff".getBytes(StandardCharsets.US_ASCII);
        byte[] theirs = "00FF0".getBytes(StandardCharsets.US_ASCII);
        assertThat(DigestHash.sameHex(ours, theirs, 0, 4)).isTrue();
        assertThat(DigestHash.sameHex(ours, theirs, 0, 5)).isFalse();
        assertThat(DigestHash.sameHex(ours, theirs, 0, 3)).isFalse();
        assertThat(DigestHash.sameHex(ours, theirs, 1, 5)).isFalse();
    }

    @Test
    void secrets_areNotPrinted() {
        Ha1 ha1 = Ha1.of(DigestAlgorithm.MD5, "u", "r", "p");
        assertThat(ha1.toString()).doesNotContain(ha1.hex());
        assertThat(mufasa(MD5).toString()).doesNotContain(mufasa(MD5).response());
        assertThatThrownBy(() -> new Ha1(DigestAlgorithm.SHA_256, ha1.hex()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(ha1.hex());
    }
}
