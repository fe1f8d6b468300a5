package org.hotdesk.dialplan.device;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hotdesk.model.Token;

/**
 * What all phones have in common in Asterisk's files.
 *
 * @param transport the PJSIP transport they are bound to; empty to let Asterisk choose
 * @param codecs in order of preference, such as {@code ulaw}
 * @param contactsMax how many phones may register as one device at a time, 1 to 100; one more pushes out the oldest
 * @param edge where devices behind the edge register; those are left out when there is none
 * @param mailboxes whether Asterisk tells PJSIP phones what waits in their dummy mailboxes; false where the companion does
 */
public record PhoneSettings(
        Optional<Token> transport, List<String> codecs, int contactsMax, Optional<Edge> edge, boolean mailboxes) {
    private static final Pattern CODEC = Pattern.compile("[a-z0-9]{1,20}");
    private static final int CONTACTS_LIMIT = 100;

    public PhoneSettings {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty()
                || !codecs.stream().allMatch(codec -> CODEC.matcher(codec).matches())) {
            throw new IllegalArgumentException("codecs must be words such as ulaw, one at least");
        }
        if (contactsMax < 1 || contactsMax > CONTACTS_LIMIT) {
            throw new IllegalArgumentException("contacts of a device must be 1 to 100");
        }
    }

    /** Any transport, G.711 and G.722, four phones for a device, no edge. */
    public static PhoneSettings usual() {
        return new PhoneSettings(Optional.empty(), List.of("ulaw", "alaw", "g722"), 4, Optional.empty(), true);
    }

    public PhoneSettings withTransport(Token name) {
        return new PhoneSettings(Optional.of(name), codecs, contactsMax, edge, mailboxes);
    }

    public PhoneSettings withEdge(Edge place) {
        return new PhoneSettings(transport, codecs, contactsMax, Optional.of(place), mailboxes);
    }

    public PhoneSettings withMailboxes(boolean told) {
        return new PhoneSettings(transport, codecs, contactsMax, edge, told);
    }

    String codecList() {
        return String.join(",", codecs);
    }
}
