package org.hotdesk.agi.protocol;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Where and for whom the FastAGI server works.
 *
 * @param listen the address calls come in at; port 0 takes a free one
 * @param allow who may connect; anybody else is closed without a word
 * @param callsMax calls served at the same time, 1 to 10,000; the next one is refused at once
 * @param readTimeout longest silence of Asterisk inside one call, 1 s to 1 h; must be longer than the longest prompt
 */
public record AgiConfig(InetSocketAddress listen, List<AddressRange> allow, int callsMax, Duration readTimeout) {
    /** FastAGI's own port. */
    public static final int PORT = 4573;

    private static final int CALLS_MAX_LIMIT = 10_000;
    private static final Duration READ_TIMEOUT_MIN = Duration.ofSeconds(1);
    private static final Duration READ_TIMEOUT_MAX = Duration.ofHours(1);

    public AgiConfig {
        allow = List.copyOf(allow);
        if (listen.isUnresolved()) {
            throw new IllegalArgumentException("agi listen: an address, not a name");
        }
        if (allow.isEmpty()) {
            throw new IllegalArgumentException("agi allow: nobody could connect");
        }
        if (callsMax < 1 || callsMax > CALLS_MAX_LIMIT) {
            throw new IllegalArgumentException("agi calls-max: 1 to 10000, not " + callsMax);
        }
        if (readTimeout.compareTo(READ_TIMEOUT_MIN) < 0 || readTimeout.compareTo(READ_TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException("agi read-timeout-seconds: 1 to 3600, not " + readTimeout.toSeconds());
        }
    }

    /** Loopback only, 500 calls, 30 s of silence. */
    public static AgiConfig onLoopback(int port) {
        return new AgiConfig(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                List.of(AddressRange.LOOPBACK_4, AddressRange.LOOPBACK_6),
                500,
                Duration.ofSeconds(30));
    }

    boolean allows(InetAddress address) {
        for (AddressRange range : allow) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
