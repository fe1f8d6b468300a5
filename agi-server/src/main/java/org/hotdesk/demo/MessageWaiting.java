package org.hotdesk.demo;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a NOTIFY told a phone about its mailbox (RFC 3842).
 *
 * @param at when it came
 * @param waiting whether the lamp is to be lit
 * @param fresh messages not heard yet
 * @param heard messages kept
 */
public record MessageWaiting(Instant at, boolean waiting, int fresh, int heard) {

    private static final Pattern LAMP = Pattern.compile("(?mi)^Messages-Waiting:\\s*(yes|no)\\s*$");
    private static final Pattern COUNTS = Pattern.compile("(?mi)^Voice-Message:\\s*([0-9]+)/([0-9]+)");

    /** Reads it from a message; empty when the message is something else. */
    static Optional<MessageWaiting> parse(WireMessage message) {
        if (message.sent() || !message.text().startsWith("NOTIFY ")) {
            return Optional.empty();
        }
        Matcher lamp = LAMP.matcher(message.text());
        if (!lamp.find()) {
            return Optional.empty();
        }
        Matcher counts = COUNTS.matcher(message.text());
        boolean counted = counts.find();
        return Optional.of(new MessageWaiting(
                message.at(),
                lamp.group(1).equalsIgnoreCase("yes"),
                counted ? Integer.parseInt(counts.group(1)) : 0,
                counted ? Integer.parseInt(counts.group(2)) : 0));
    }
}
