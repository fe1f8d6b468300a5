package org.hotdesk.sip.transport;

import java.time.Duration;

/**
 * What connections may take up.
 *
 * @param connections open at the same time, 1 to 1,000,000; the next one is closed at once
 * @param connectionsPerSource of them from one IPv4 address or one IPv6 /64, 1 to 1,000,000
 * @param firstMessage longest time until the first whole message has come, TLS and WebSocket handshakes included, and
 *     for a message to come once it began; 1 s to 5 min
 * @param silence longest time without one byte, 1 min to 1 day; a phone is to keep its connection alive, or to register
 *     again, before
 * @param writeQueueBytes what may wait for a peer that does not read, 4,096 to 67,108,864; a connection with more is
 *     closed
 */
public record StreamLimits(
        int connections, int connectionsPerSource, Duration firstMessage, Duration silence, int writeQueueBytes) {
    /** 10,000 connections, 1,000 of them from one source; 15 s, 2 h, 1 MiB. */
    public static final StreamLimits USUAL =
            new StreamLimits(10_000, 1_000, Duration.ofSeconds(15), Duration.ofHours(2), 1 << 20);

    public StreamLimits {
        check("connections", connections, 1, 1_000_000);
        check("connectionsPerSource", connectionsPerSource, 1, 1_000_000);
        check("firstMessage milliseconds", firstMessage.toMillis(), 1_000, 300_000);
        check("silence milliseconds", silence.toMillis(), 60_000, 86_400_000);
        check("writeQueueBytes", writeQueueBytes, 4_096, 1 << 26);
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " " + value + " is not within " + least + " to " + most);
        }
    }
}
