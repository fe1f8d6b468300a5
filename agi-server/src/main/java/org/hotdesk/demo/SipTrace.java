package org.hotdesk.demo;

import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the SIP messages in what baresip prints with its option {@code -s}: a line with both addresses, the message, and
 * a line which ends the colour. One owner thread.
 */
final class SipTrace {

    private static final Pattern ADDRESSES = Pattern.compile("(?:UDP|TCP|TLS) [0-9.]+:([0-9]+) -> [0-9.]+:([0-9]+)");
    private static final String END_OF_COLOUR = "\u001B[;m";
    private static final int LONGEST = 64 * 1024;

    private final int ownPort;
    private final int serverPort;
    private final Clock clock;
    private final StringBuilder text = new StringBuilder();
    private boolean inside;
    private boolean sent;

    /** By TCP and TLS a phone speaks from ports that nobody foresaw, but with its server alone. */
    SipTrace(int ownPort, int serverPort, Clock clock) {
        this.ownPort = ownPort;
        this.serverPort = serverPort;
        this.clock = clock;
    }

    /** Takes one printed line; gives the message that it completes. */
    Optional<WireMessage> saw(String line) {
        Matcher addresses = ADDRESSES.matcher(line);
        if (addresses.matches()) {
            inside = true;
            sent = Integer.parseInt(addresses.group(1)) == ownPort
                    || Integer.parseInt(addresses.group(2)) == serverPort;
            text.setLength(0);
            return Optional.empty();
        }
        if (!inside) {
            return Optional.empty();
        }
        if (line.startsWith(END_OF_COLOUR)) {
            inside = false;
            return Optional.of(new WireMessage(clock.instant(), sent, text.toString()));
        }
        if (text.length() < LONGEST) {
            text.append(line).append('\n');
        }
        return Optional.empty();
    }
}
