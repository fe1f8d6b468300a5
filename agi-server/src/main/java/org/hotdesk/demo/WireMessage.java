package org.hotdesk.demo;

import java.time.Instant;
import java.util.Optional;

/**
 * A SIP message as it went over the wire.
 *
 * @param at when it was seen
 * @param sent true when the phone sent it, false when it got it
 * @param text start line, headers, and after an empty line the body; lines end with a line feed
 */
public record WireMessage(Instant at, boolean sent, String text) {

    /** The request's method and address, or the answer's status. */
    public String startLine() {
        return text.lines().findFirst().orElse("");
    }

    /** The value of the first header of that name. */
    public Optional<String> header(String name) {
        return text.lines()
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }
}
