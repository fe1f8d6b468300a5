package org.hotdesk.dialplan.system;

import java.util.regex.Pattern;
import org.hotdesk.model.Mailbox;

/**
 * A mailbox with its password, which Asterisk needs in clear.
 *
 * @param password 0 to 32 digits; a {@code -} in front forbids the owner to change it
 */
public record VoicemailBox(Mailbox mailbox, String password) {
    private static final Pattern PASSWORD = Pattern.compile("-?[0-9]{0,32}");

    public VoicemailBox {
        if (!PASSWORD.matcher(password).matches()) {
            throw new IllegalArgumentException("a voicemail password is 0 to 32 digits, with - in front at most");
        }
    }

    /** What stands behind {@code =>}; commas part fields there, so a name loses its own. */
    String definition() {
        String name = mailbox.fullName()
                .text()
                .replace(',', ' ')
                .replaceAll(" +", " ")
                .strip();
        return password + "," + name;
    }

    @Override
    public String toString() {
        return "mailbox " + mailbox.address();
    }
}
