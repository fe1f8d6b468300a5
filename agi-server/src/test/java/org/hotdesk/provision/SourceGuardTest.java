package org.hotdesk.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SourceGuardTest {
    private final Wound clock = new Wound();
    private final SourceGuard guard = new SourceGuard(6, Duration.ofMinutes(1), clock);

    @Test
    void moreThanTheRate_waits_andIsHeardAgain() {
        for (int i = 0; i < 6; i++) {
            assertThat(guard.asked(of("192.0.2.1"))).isZero();
        }
        assertThat(guard.asked(of("192.0.2.1"))).isEqualTo(Duration.ofSeconds(10));
        assertThat(guard.asked(of("192.0.2.2"))).isZero();
        clock.pass(Duration.ofSeconds(10));
        assertThat(guard.asked(of("192.0.2.1"))).isZero();
    }

    @Test
    void tenWrongRequests_ban_andEachBanIsTwiceAsLong() {
        assertThat(wrongTimes(9)).isZero();
        assertThat(guard.asked(of("192.0.2.1"))).isZero();
        assertThat(wrongTimes(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(guard.asked(of("192.0.2.1"))).isEqualTo(Duration.ofMinutes(1));
        clock.pass(Duration.ofMinutes(1));
        assertThat(guard.asked(of("192.0.2.1"))).isZero();
        assertThat(wrongTimes(10)).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void wrongRequestsOfLongAgo_areForgiven() {
        wrongTimes(9);
        clock.pass(Duration.ofHours(2));

        assertThat(wrongTimes(9)).isZero();
    }

    @Test
    void ofIpv6_theSixtyFourIsOneSource() {
        for (int i = 0; i < 10; i++) {
            guard.wrong(of("2001:db8:0:1::" + i));
        }
        assertThat(guard.asked(of("2001:db8:0:1::ffff"))).isPositive();
        assertThat(guard.asked(of("2001:db8:0:2::1"))).isZero();
    }

    private Duration wrongTimes(int times) {
        Duration last = Duration.ZERO;
        for (int i = 0; i < times; i++) {
            last = guard.wrong(of("192.0.2.1"));
        }
        return last;
    }

    private static InetAddress of(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A clock that goes when it is told to. */
    private static final class Wound extends Clock {
        private Instant now = Instant.EPOCH;

        void pass(Duration span) {
            now = now.plus(span);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
