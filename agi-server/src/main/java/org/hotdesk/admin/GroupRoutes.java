package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Group;
import org.hotdesk.model.Policies;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.PutOutcome;
import org.hotdesk.store.Store;

/** Groups: listed, added, removed, and who is in them. Thread-safe. */
final class GroupRoutes {
    private final Store store;
    private final AsteriskSide asterisk;

    GroupRoutes(AdminParts parts) {
        this.store = parts.store();
        this.asterisk = parts.asterisk();
    }

    List<AdminRoute> routes() {
        return List.of(
                new AdminRoute("GET", "/v1/groups", request -> list()),
                new AdminRoute("GET", "/v1/groups/{group}", this::show),
                new AdminRoute("POST", "/v1/groups/{group}", this::add),
                new AdminRoute("DELETE", "/v1/groups/{group}", this::remove),
                new AdminRoute("POST", "/v1/groups/{group}/members", request -> move(request, true)),
                new AdminRoute("DELETE", "/v1/groups/{group}/members", request -> move(request, false)));
    }

    private JsonNode list() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var groups = json.putArray("groups");
        Policies policies = store.floor().policies();
        policies.groups().forEach(group -> groups.add(write(policies, group)));
        return json;
    }

    private JsonNode show(AdminRequest request) {
        Policies policies = store.floor().policies();
        return write(policies, existing(policies, name(request)));
    }

    private JsonNode add(AdminRequest request) {
        Token name = name(request);
        var patch = new Patch("group " + name, request.body(), Set.of("description"));
        DisplayName before = store.floor()
                .policies()
                .group(name)
                .map(Group::description)
                .orElseGet(() -> new DisplayName("group " + name));
        DisplayName description = patch.text("description", before, DisplayName::parse, DisplayName.RANGE);
        Outcomes.stored(store.policies().putGroup(new Group(name, description)));
        return show(request);
    }

    private JsonNode remove(AdminRequest request) {
        Policies policies = store.floor().policies();
        ObjectNode json = write(policies, existing(policies, name(request)));
        return mirrored(json, store.policies().removeGroup(name(request)));
    }

    private JsonNode move(AdminRequest request, boolean in) {
        Token name = name(request);
        Policies policies = store.floor().policies();
        existing(policies, name);
        List<UserNumber> users = numbers(request, "users", UserNumber::parse);
        List<DeviceNumber> devices = numbers(request, "devices", DeviceNumber::parse);
        if (users.isEmpty() && devices.isEmpty()) {
            throw new AdminRefusal(Why.MALFORMED, "group " + name + ": say which users or devices");
        }
        if (!in) {
            users.forEach(user -> requireIn(name, policies.groupOf(user), "user " + user));
            devices.forEach(device -> requireIn(name, policies.groupOf(device), "device " + device));
        }
        PutOutcome outcome = in
                ? store.policies().join(name, users, devices)
                : store.policies().leave(users, devices);
        Outcomes.stored(outcome);
        Policies now = store.floor().policies();
        return mirrored(write(now, existing(now, name)), outcome);
    }

    private ObjectNode mirrored(ObjectNode json, PutOutcome outcome) {
        return json.put("asterisk_reached", asterisk.awaitMirrored(Outcomes.stored(outcome)));
    }

    private static void requireIn(Token group, Optional<Token> actual, String who) {
        if (!actual.equals(Optional.of(group))) {
            throw new AdminRefusal(Why.FORBIDDEN_BY_RULE, who + " is not in group " + group);
        }
    }

    private static Group existing(Policies policies, Token name) {
        return policies.group(name).orElseThrow(() -> new AdminRefusal(Why.NOT_FOUND, "there is no group " + name));
    }

    private static Token name(AdminRequest request) {
        return Token.parse(request.places().get(0))
                .filter(Group::isName)
                .orElseThrow(() -> new AdminRefusal(
                        Why.MALFORMED, "a group's name has 1 to 64 letters, digits or _ . @ -, and is not none"));
    }

    private static <N> List<N> numbers(AdminRequest request, String field, Function<String, Optional<N>> parse) {
        List<N> numbers = new ArrayList<>();
        for (JsonNode each : request.body().path(field)) {
            numbers.add(parse.apply(each.asText())
                    .orElseThrow(() -> new AdminRefusal(Why.MALFORMED, field + " are numbers of 1 to 15 digits")));
        }
        return numbers;
    }

    private static ObjectNode write(Policies policies, Group group) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("group", group.name().text())
                .put("description", group.description().text());
        var users = json.putArray("users");
        policies.usersIn(group.name()).forEach(user -> users.add(user.digits()));
        var devices = json.putArray("devices");
        policies.devicesIn(group.name()).forEach(device -> devices.add(device.digits()));
        return json;
    }
}
