package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.form.PersonFields;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.EmailAddress;
import org.hotdesk.model.Person;
import org.hotdesk.model.Token;
import org.hotdesk.store.Store;

/** People: listed, added, changed, removed. Their addresses stand in voicemail.conf too. Thread-safe. */
final class PersonRoutes {
    private static final Set<String> FIELDS = Set.of("first_name", "last_name", "email", "pager");

    private final Store store;
    private final AsteriskSide asterisk;

    PersonRoutes(AdminParts parts) {
        this.store = parts.store();
        this.asterisk = parts.asterisk();
    }

    List<AdminRoute> routes() {
        return List.of(
                new AdminRoute("GET", "/v1/persons", request -> list()),
                new AdminRoute("GET", "/v1/persons/{uid}", request -> write(existing(uid(request)))),
                new AdminRoute("POST", "/v1/persons/{uid}", this::add),
                new AdminRoute("PATCH", "/v1/persons/{uid}", this::change),
                new AdminRoute("DELETE", "/v1/persons/{uid}", this::remove));
    }

    private JsonNode list() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var people = json.putArray("persons");
        store.directory().people().forEach(person -> people.add(write(person)));
        return json;
    }

    // Two who add the same person must not both be told that it is theirs.
    private synchronized JsonNode add(AdminRequest request) {
        Token uid = uid(request);
        if (store.directory().person(uid).isPresent()) {
            throw new AdminRefusal(Why.FORBIDDEN_BY_RULE, "there is a person " + uid + " already; change it with set");
        }
        var nobody = new Person(uid, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        Person person = read(nobody, request.body());
        Outcomes.stored(store.directory().putPerson(person));
        return write(person);
    }

    private JsonNode change(AdminRequest request) {
        Token uid = uid(request);
        existing(uid);
        Outcomes.stored(store.directory().changePerson(uid, current -> read(current, request.body())));
        return write(existing(uid)).put("asterisk_reached", asterisk.filesChanged());
    }

    private JsonNode remove(AdminRequest request) {
        Token uid = uid(request);
        existing(uid);
        Outcomes.stored(store.directory().removePerson(uid));
        return JsonNodeFactory.instance.objectNode().put("person", uid.text());
    }

    private Person existing(Token uid) {
        return store.directory()
                .person(uid)
                .orElseThrow(() -> new AdminRefusal(Why.NOT_FOUND, "there is no person " + uid));
    }

    private static Token uid(AdminRequest request) {
        return Token.parse(request.places().get(0))
                .filter(uid -> !uid.text().equals("none"))
                .orElseThrow(() -> new AdminRefusal(
                        Why.MALFORMED, "a person's uid has 1 to 64 letters, digits or _ . @ -, and is not none"));
    }

    private static Person read(Person current, ObjectNode body) {
        var patch = new Patch("person " + current.uid(), body, FIELDS);
        return PersonFields.read(current.uid(), Optional.of(current), patch);
    }

    private static ObjectNode write(Person person) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("person", person.uid().text())
                .put("first_name", person.firstName().map(DisplayName::text).orElse(null))
                .put("last_name", person.lastName().map(DisplayName::text).orElse(null))
                .put("email", person.email().map(EmailAddress::text).orElse(null))
                .put("pager", person.pager().map(EmailAddress::text).orElse(null));
    }
}
