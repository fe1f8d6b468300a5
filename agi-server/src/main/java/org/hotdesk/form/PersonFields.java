package org.hotdesk.form;

import java.util.Optional;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.EmailAddress;
import org.hotdesk.model.Person;
import org.hotdesk.model.Token;

/** What may be set on a person. Pure. */
public final class PersonFields {
    private static final String ADDRESS = "an e-mail address";

    private PersonFields() {}

    /** The person as they will be; a new one where there is none. */
    public static Person read(Token uid, Optional<Person> current, Fields fields) {
        return new Person(
                uid,
                fields.optional(
                        "first_name", current.flatMap(Person::firstName), DisplayName::parse, DisplayName.RANGE),
                fields.optional("last_name", current.flatMap(Person::lastName), DisplayName::parse, DisplayName.RANGE),
                fields.optional("email", current.flatMap(Person::email), EmailAddress::parse, ADDRESS),
                fields.optional("pager", current.flatMap(Person::pager), EmailAddress::parse, ADDRESS));
    }
}
