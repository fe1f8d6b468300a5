package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;

/**
 * A request that has passed the gates.
 *
 * @param places what stands at the places that the route's pattern leaves open, in order
 * @param query the last of several parameters of one name
 * @param body empty when there is none
 */
public record AdminRequest(List<String> places, Map<String, String> query, ObjectNode body) {
    /** The device the path names. */
    DeviceNumber device() {
        return DeviceNumber.parse(places.get(0))
                .orElseThrow(() -> new AdminRefusal(Why.MALFORMED, "a device number has 1 to 15 digits"));
    }

    /** The user the path names. */
    UserNumber user() {
        return UserNumber.parse(places.get(0))
                .orElseThrow(() -> new AdminRefusal(Why.MALFORMED, "a user number has 1 to 15 digits"));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** Whether the query says so. */
    boolean isTrue(String name) {
        return parameter(name).filter("true"::equals).isPresent();
    }

    /** A field of the body that is text. */
    Optional<String> text(String field) {
        return Optional.ofNullable(body.get(field)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** A whole number in the query, or this when it is not there. */
    long number(String name, long preset, long most) {
        Optional<String> text = parameter(name);
        if (text.isEmpty()) {
            return preset;
        }
        if (!text.get().matches("[0-9]{1,18}") || Long.parseLong(text.get()) > most) {
            throw new AdminRefusal(Why.MALFORMED, name + " is a number from 0 to " + most);
        }
        return Long.parseLong(text.get());
    }
}
