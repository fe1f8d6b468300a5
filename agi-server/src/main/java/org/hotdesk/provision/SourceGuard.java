package org.hotdesk.provision;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often an address may ask, and for how long it is not heard when it asked without the right credentials too often. Of
 * the addresses it remembers the last ten thousand; an IPv6 source is its /64. Thread-safe.
 */
final class SourceGuard {
    /** Wrong requests until an address is banned. */
    static final int WRONG_MOST = 10;

    private static final int SOURCES = 10_000;
    private static final int DOUBLINGS = 10;
    private static final int BYTES_OF_64 = 8;
    private static final Duration FORGIVEN_AFTER = Duration.ofHours(1);

    private final int perMinute;
    private final Duration ban;
    private final Clock clock;
    private final Map<String, Source> sources = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Source> eldest) {
            return size() > SOURCES;
        }
    };

    private static final class Source {
        private long emptyAt;
        private int wrong;
        private int bans;
        private long deafUntil;
        private long lastWrong;
    }

    SourceGuard(int perMinute, Duration ban, Clock clock) {
        this.perMinute = perMinute;
        this.ban = ban;
        this.clock = clock;
    }

    /** Takes a request; how long the address must wait, zero when it is heard. */
    synchronized Duration asked(InetAddress address) {
        Source source = of(address);
        long now = clock.millis();
        if (now < source.deafUntil) {
            return Duration.ofMillis(source.deafUntil - now);
        }
        // A leaky bucket in one number: when it will be empty.
        long each = Duration.ofMinutes(1).toMillis() / perMinute;
        long next = Math.max(source.emptyAt, now) + each;
        if (next - now > Duration.ofMinutes(1).toMillis()) {
            return Duration.ofMillis(each);
        }
        source.emptyAt = next;
        return Duration.ZERO;
    }

    /** Takes in that a request had no right credentials; the ban that this led to, zero for none. */
    synchronized Duration wrong(InetAddress address) {
        Source source = of(address);
        long now = clock.millis();
        if (now - source.lastWrong > FORGIVEN_AFTER.toMillis()) {
            source.wrong = 0;
        }
        source.lastWrong = now;
        source.wrong++;
        if (source.wrong < WRONG_MOST) {
            return Duration.ZERO;
        }
        Duration length = ban.multipliedBy(1L << Math.min(source.bans, DOUBLINGS));
        source.wrong = 0;
        source.bans++;
        source.deafUntil = now + length.toMillis();
        return length;
    }

    private Source of(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] key = address instanceof Inet6Address ? Arrays.copyOf(bytes, BYTES_OF_64) : bytes;
        return sources.computeIfAbsent(HexFormat.of().formatHex(key), fresh -> new Source());
    }
}
