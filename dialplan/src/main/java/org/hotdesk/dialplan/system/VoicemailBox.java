package org.hotdesk.dialplan.system;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.hotdesk.model.EmailAddress;
import org.hotdesk.model.Mailbox;
import org.hotdesk.model.Person;

/**
 * A mailbox with its password, which Asterisk needs in clear, and the person whose addresses are told of messages.
 *
 * @param password 0 to 32 digits, where none lets nobody in; a {@code -} in front forbids the owner to change it
 */
public record VoicemailBox(Mailbox mailbox, String password, Optional<Person> person) {
    private static final String IN_SPOOL = "passwordlocation=spooldir";
    /** Asterisk takes an empty password for right when nothing is dialled; these letters nobody can dial. */
    private static final String NO_PASSWORD = "none";

    private static final Pattern PASSWORD = Pattern.compile("-?[0-9]{0,32}");

    public VoicemailBox {
        if (!PASSWORD.matcher(password).matches()) {
            throw new IllegalArgumentException("a voicemail password is 0 to 32 digits, with - in front at most");
        }
    }

    /**
     * What stands behind {@code =>}: password, name, e-mail, pager and, with {@code |} between, options, as Asterisk
     * apps/app_voicemail.c, append_mailbox() parts it. Commas part fields, so a name loses its own; of the other fields none
     * can hold one, but the options, which are the last.
     */
    String definition() {
        String name = mailbox.fullName()
                .text()
                .replace(',', ' ')
                .replaceAll(" +", " ")
                .strip();
        return String.join(
                ",",
                password.isEmpty() ? NO_PASSWORD : password,
                name,
                address(Person::email),
                address(Person::pager),
                options());
    }

    private String address(Function<Person, Optional<EmailAddress>> which) {
        return person.flatMap(which).map(EmailAddress::text).orElse("");
    }

    /**
     * A password that its owner changes by phone is kept beside the messages until we have it, so that Asterisk does not
     * write it into the files, which would lose it at our next word.
     */
    private String options() {
        String own = mailbox.options().text();
        if (own.contains("passwordlocation=")) {
            return own;
        }
        return own.isEmpty() ? IN_SPOOL : own + "|" + IN_SPOOL;
    }

    @Override
    public String toString() {
        return "mailbox " + mailbox.address();
    }
}
