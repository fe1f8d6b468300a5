package org.hotdesk.bulk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.EmailAddress;
import org.hotdesk.model.Person;
import org.hotdesk.model.Token;

/** People as cells and back. Pure. */
final class PersonCells {
    private static final String ADDRESS = "an e-mail address";

    private PersonCells() {}

    static Person read(Token uid, Optional<Person> current, Cells cells) {
        return new Person(
                uid,
                cells.optional("first_name", current.flatMap(Person::firstName), DisplayName::parse, DisplayName.RANGE),
                cells.optional("last_name", current.flatMap(Person::lastName), DisplayName::parse, DisplayName.RANGE),
                cells.optional("email", current.flatMap(Person::email), EmailAddress::parse, ADDRESS),
                cells.optional("pager", current.flatMap(Person::pager), EmailAddress::parse, ADDRESS));
    }

    static Map<String, String> write(Person person) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("person", person.uid().text());
        cells.put("first_name", person.firstName().map(DisplayName::text).orElse(""));
        cells.put("last_name", person.lastName().map(DisplayName::text).orElse(""));
        cells.put("email", person.email().map(EmailAddress::text).orElse(""));
        cells.put("pager", person.pager().map(EmailAddress::text).orElse(""));
        return cells;
    }

    /** First and last name; empty where there is none, or it is too long for a name. */
    static Optional<DisplayName> fullName(Person person) {
        return DisplayName.parse(Stream.concat(person.firstName().stream(), person.lastName().stream())
                .map(DisplayName::text)
                .collect(Collectors.joining(" ")));
    }
}
