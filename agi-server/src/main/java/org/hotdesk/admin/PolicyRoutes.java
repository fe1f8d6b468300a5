package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Effective;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Policies;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.PolicyValue;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.PutOutcome;
import org.hotdesk.store.Store;

/** What policies are set where, and which hold for whom. Thread-safe. */
final class PolicyRoutes {
    private final Store store;
    private final AsteriskSide asterisk;

    PolicyRoutes(AdminParts parts) {
        this.store = parts.store();
        this.asterisk = parts.asterisk();
    }

    List<AdminRoute> routes() {
        return List.of(
                new AdminRoute("GET", "/v1/policies", request -> list()),
                new AdminRoute("GET", "/v1/policies/effective", this::effective),
                new AdminRoute("PATCH", "/v1/policies/{key}", this::set));
    }

    private JsonNode list() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var policies = json.putArray("policies");
        Policies all = store.floor().policies();
        all.all().keySet().stream()
                .sorted(Comparator.comparing(PolicyRoutes::rank).thenComparing(PolicyScope::subject))
                .forEach(scope -> all.at(scope).forEach((key, value) -> scoped(policies.addObject(), Optional.of(scope))
                        .put("policy", key.literal())
                        .put("value", value.text())));
        return json;
    }

    private static int rank(PolicyScope scope) {
        return scope.fold(system -> 0, group -> 1, device -> 2, user -> 3);
    }

    /** What holds for a device, a user or both; policies that don't speak of what is asked for are left out. */
    private JsonNode effective(AdminRequest request) {
        Optional<DeviceNumber> device = request.parameter("device").map(PolicyRoutes::device);
        Optional<UserNumber> user = request.parameter("user").map(PolicyRoutes::user);
        Floor floor = store.floor();
        device.ifPresent(number -> Outcomes.requireDevice(floor, number));
        user.ifPresent(number -> Outcomes.requireUser(floor, number));
        if (device.isEmpty() && user.isEmpty()) {
            throw new AdminRefusal(Why.MALFORMED, "say device, user or both");
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var policies = json.putArray("policies");
        for (PolicyKey key : PolicyKey.values()) {
            boolean speaks =
                    switch (key.side()) {
                        case BOTH -> true;
                        case DEVICE -> device.isPresent();
                        case USER -> user.isPresent();
                    };
            if (speaks) {
                Effective holds = holds(floor, key, device, user);
                scoped(policies.addObject(), holds.from())
                        .put("policy", key.literal())
                        .put("value", holds.value().text());
            }
        }
        return json;
    }

    private static Effective holds(
            Floor floor, PolicyKey key, Optional<DeviceNumber> device, Optional<UserNumber> user) {
        Effective last = floor.policies().effective(key, device, user);
        if (key != PolicyKey.HOT_DESKING) {
            return last;
        }
        // Both sides must say yes: the one that says no is what holds.
        return Stream.of(
                        floor.policies().effective(key, device, Optional.empty()),
                        floor.policies().effective(key, Optional.empty(), user))
                .filter(side -> !side.value().as(Boolean.class))
                .findFirst()
                .orElse(last);
    }

    private JsonNode set(AdminRequest request) {
        String literal = request.places().get(0);
        PolicyKey key = PolicyKey.parse(literal)
                .orElseThrow(() -> new AdminRefusal(
                        Why.NOT_FOUND, "there is no policy " + literal + "; 'hotdesk policy keys' lists them"));
        var patch = new Patch(literal, request.body(), Set.of("group", "device", "user", "value"));
        PolicyScope scope = scope(patch, literal);
        if (!patch.has("value")) {
            throw new AdminRefusal(Why.MALFORMED, literal + ": value must be there; null clears it");
        }
        Optional<PolicyValue> value = patch.optional("value", Optional.empty(), key::read, key.range());
        PutOutcome outcome = value.isPresent()
                ? store.policies().set(scope, key, value.get())
                : store.policies().clear(scope, key);
        long seq = Outcomes.stored(outcome);
        ObjectNode json = scoped(JsonNodeFactory.instance.objectNode(), Optional.of(scope))
                .put("policy", literal)
                .put("value", value.map(PolicyValue::text).orElse(null));
        return json.put("asterisk_reached", asterisk.awaitMirrored(seq));
    }

    private static PolicyScope scope(Patch patch, String literal) {
        Optional<PolicyScope> group = patch.optional("group", Optional.empty(), Token::parse, "a group's name")
                .map(PolicyScope.OfGroup::new);
        Optional<PolicyScope> device = patch.optional(
                        "device", Optional.empty(), DeviceNumber::parse, "a device number")
                .map(PolicyScope.OfDevice::new);
        Optional<PolicyScope> user = patch.optional("user", Optional.empty(), UserNumber::parse, "a user number")
                .map(PolicyScope.OfUser::new);
        List<PolicyScope> named =
                Stream.of(group, device, user).flatMap(Optional::stream).toList();
        if (named.size() > 1) {
            throw new AdminRefusal(
                    Why.MALFORMED,
                    literal + ": is set for one group, device or user, or for the system when none is named");
        }
        return named.isEmpty() ? new PolicyScope.OfSystem() : named.get(0);
    }

    /** {@code from} is where it is set, null for a preset; {@code subject} the group, device or user. */
    private static ObjectNode scoped(ObjectNode json, Optional<PolicyScope> scope) {
        return json.put("from", scope.map(PolicyScope::word).orElse(null))
                .put(
                        "subject",
                        scope.map(PolicyScope::subject)
                                .filter(subject -> !subject.isEmpty())
                                .orElse(null));
    }

    private static DeviceNumber device(String text) {
        return DeviceNumber.parse(text)
                .orElseThrow(() -> new AdminRefusal(Why.MALFORMED, "device must be 1 to 15 digits"));
    }

    private static UserNumber user(String text) {
        return UserNumber.parse(text).orElseThrow(() -> new AdminRefusal(Why.MALFORMED, "user must be 1 to 15 digits"));
    }
}
