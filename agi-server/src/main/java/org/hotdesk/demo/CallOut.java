package org.hotdesk.demo;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call that Asterisk sent to the {@link Trunk}: what the telephone network sees of it.
 *
 * @param number what was dialled, the user part of the request's address
 * @param callerName display name in From
 * @param callerNumber user part of From
 * @param asserted P-Asserted-Identity, as it stands there
 * @param invite the request itself
 */
public record CallOut(
        String number, String callerName, String callerNumber, Optional<String> asserted, WireMessage invite) {

    private static final Pattern REQUEST = Pattern.compile("INVITE sips?:([^@;> ]*)@?.*");
    private static final Pattern FROM = Pattern.compile("\\s*(?:\"([^\"]*)\"|([^<\"]*?))\\s*<sips?:([^@;>]*)@?.*");

    /** Reads it from a message that the trunk got; empty when that is no INVITE. */
    static Optional<CallOut> parse(WireMessage message) {
        Matcher request = REQUEST.matcher(message.startLine());
        Matcher from = FROM.matcher(message.header("From").orElse(""));
        if (message.sent() || !request.matches() || !from.matches()) {
            return Optional.empty();
        }
        String name = from.group(1) != null ? from.group(1) : from.group(2);
        return Optional.of(
                new CallOut(request.group(1), name, from.group(3), message.header("P-Asserted-Identity"), message));
    }
}
