package org.hotdesk.sip.watch;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The state of a mailbox (RFC 3842 §3).
 *
 * @param fresh voice messages nobody has heard yet
 */
public record Messages(boolean waiting, int fresh, int old) {
    private static final Pattern WAITING = line("Messages-Waiting[ \\t]*:[ \\t]*(yes|no)");
    private static final Pattern VOICE = line("Voice-Message[ \\t]*:[ \\t]*(\\d{1,9})/(\\d{1,9})");

    /** Reads a {@code message-summary} body; empty when it has no status line. */
    public static Optional<Messages> parse(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        Matcher waiting = WAITING.matcher(text);
        if (!waiting.find()) {
            return Optional.empty();
        }
        Matcher voice = VOICE.matcher(text);
        boolean counted = voice.find();
        return Optional.of(new Messages(
                "yes".equalsIgnoreCase(waiting.group(1)),
                counted ? Integer.parseInt(voice.group(1)) : 0,
                counted ? Integer.parseInt(voice.group(2)) : 0));
    }

    private static Pattern line(String regex) {
        return Pattern.compile("^" + regex, Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
    }
}
