package org.hotdesk.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.sip.digest.NonceCounts.Use.FIRST;
import static org.hotdesk.sip.digest.NonceCounts.Use.REPLAY;
import static org.hotdesk.sip.digest.NonceCounts.Use.RETRANSMISSION;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NonceCountsTest {
    private static final long NOW = 1_790_000_000_000L;

    private final NonceCounts counts = new NonceCounts(4);

    @Test
    void count_isUsedOnce() {
        assertThat(counts.use(7, 0, 1, 100)).isEqualTo(FIRST);
        assertThat(counts.use(7, 0, 1, 101)).isEqualTo(REPLAY);
        assertThat(counts.use(7, 0, 2, 101)).isEqualTo(FIRST);
        assertThat(counts.use(7, 0, 0, 102)).isEqualTo(REPLAY);
    }

    @Test
    void sameRequestAgain_isARetransmission() {
        counts.use(7, 0, 1, 100);
        counts.use(7, 0, 2, 200);
        assertThat(counts.use(7, 0, 1, 100)).isEqualTo(RETRANSMISSION);
        assertThat(counts.use(7, 0, 2, 200)).isEqualTo(RETRANSMISSION);
    }

    @Test
    void overtakenCounts_areTakenWithinTheWindow() {
        counts.use(7, 0, 64, 1);
        assertThat(counts.use(7, 0, 1, 2)).isEqualTo(FIRST);
        assertThat(counts.use(7, 0, 1, 3)).isEqualTo(REPLAY);
        assertThat(counts.use(7, 0, 33, 4)).isEqualTo(FIRST);
        counts.use(7, 0, 66, 5);
        assertThat(counts.use(7, 0, 2, 6)).isEqualTo(REPLAY);
    }

    @Test
    void largestCounts_doNotOverflow() {
        assertThat(counts.use(7, 0, 0xffffffffL, 1)).isEqualTo(FIRST);
        assertThat(counts.use(7, 0, 0xffffffffL, 2)).isEqualTo(REPLAY);
        assertThat(counts.use(7, 0, 1, 3)).isEqualTo(REPLAY);
    }

    @Test
    void takenSlot_makesTheOlderNonceStale() {
        counts.use(7, 1, 1, 100);
        assertThat(counts.use(8, 5, 1, 100)).isEqualTo(FIRST);
        assertThat(counts.use(7, 1, 2, 101)).isEqualTo(REPLAY);
        assertThat(counts.use(7, 1, 1, 100)).isEqualTo(REPLAY);
    }

    @Test
    void nonce_isKnownAfterARestartAndUnderItsKeyOnly() {
        Nonces before = nonces("a key of 16 byte");
        Nonces after = nonces("a key of 16 byte");
        byte[] nonce = before.issue(NOW).clone();
        assertThat(after.read(nonce, 0, nonce.length)).isTrue();
        assertThat(after.isFresh(NOW)).isTrue();
        assertThat(after.isFresh(NOW + 300_000)).isTrue();
        assertThat(after.isFresh(NOW + 300_001)).isFalse();
        assertThat(nonces("another key 1234").read(nonce, 0, nonce.length)).isFalse();
    }

    @Test
    void clockSetBack_locksNobodyOut() {
        Nonces nonces = nonces("a key of 16 byte");
        nonces.issue(NOW);
        byte[] nonce = nonces.issue(NOW - 3_600_000);
        assertThat(nonces.read(nonce, 0, nonce.length)).isTrue();
        assertThat(nonces.isFresh(NOW - 3_600_000)).isTrue();
    }

    @Test
    void nonces_rise() {
        Nonces nonces = nonces("a key of 16 byte");
        long last = 0;
        for (int i = 0; i < 100; i++) {
            byte[] nonce = nonces.issue(NOW + i / 10);
            assertThat(nonces.read(nonce, 0, nonce.length)).isTrue();
            assertThat(nonces.id()).isGreaterThan(last);
            assertThat(nonces.slot()).isEqualTo(i);
            last = nonces.id();
        }
    }

    @Test
    void changedNonce_isNotOurs() {
        Nonces nonces = nonces("a key of 16 byte");
        byte[] nonce = nonces.issue(NOW).clone();
        for (int at = 0; at < nonce.length; at++) {
            byte[] other = nonce.clone();
            other[at] = (byte) (other[at] == 'A' ? 'B' : 'A');
            assertThat(nonces.read(other, 0, other.length)).as("at %d", at).isFalse();
            other[at] = '!';
            assertThat(nonces.read(other, 0, other.length)).as("at %d", at).isFalse();
            assertThat(nonces.read(nonce, 0, at)).isFalse();
        }
        assertThat(nonces.read(Arrays.copyOf(nonce, 33), 0, 33)).isFalse();
    }

    private static Nonces nonces(String key) {
        return new Nonces(key.getBytes(StandardCharsets.US_ASCII), Duration.ofMinutes(5));
    }
}
