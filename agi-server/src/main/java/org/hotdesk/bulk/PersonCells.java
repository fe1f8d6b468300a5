package org.hotdesk.bulk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.EmailAddress;
import org.hotdesk.model.Person;

/** People as cells and back. Pure. */
final class PersonCells {
    private PersonCells() {}

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
