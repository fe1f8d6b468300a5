package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.Store;

/** Other names of devices and users: listed, added, removed. Thread-safe. */
final class AliasRoutes {
    private final Store store;

    AliasRoutes(AdminParts parts) {
        this.store = parts.store();
    }

    List<AdminRoute> routes() {
        return List.of(
                new AdminRoute("GET", "/v1/aliases", request -> list()),
                new AdminRoute("GET", "/v1/aliases/{alias}", this::show),
                new AdminRoute("POST", "/v1/aliases/{alias}", this::add),
                new AdminRoute("DELETE", "/v1/aliases/{alias}", this::remove));
    }

    private JsonNode list() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var aliases = json.putArray("aliases");
        store.floor().aliases().stream()
                .sorted(Comparator.comparing(Alias::name))
                .forEach(alias -> aliases.add(write(alias)));
        return json;
    }

    private JsonNode show(AdminRequest request) {
        AliasName name = name(request);
        return store.floor()
                .alias(name)
                .map(AliasRoutes::write)
                .orElseThrow(() -> new AdminRefusal(Why.NOT_FOUND, "there is no alias " + name));
    }

    private JsonNode add(AdminRequest request) {
        AliasName name = name(request);
        var patch = new Patch("alias " + name, request.body(), Set.of("device", "user"));
        Optional<DeviceNumber> device =
                patch.optional("device", Optional.empty(), DeviceNumber::parse, "a device number");
        Optional<UserNumber> user = patch.optional("user", Optional.empty(), UserNumber::parse, "a user number");
        if (device.isPresent() == user.isPresent()) {
            throw new AdminRefusal(Why.MALFORMED, "alias " + name + ": leads to one device or to one user; say which");
        }
        Alias alias = device.map(number -> Alias.of(name, number))
                .or(() -> user.map(number -> Alias.of(name, number)))
                .orElseThrow();
        Outcomes.stored(store.directory().addAlias(alias));
        return write(alias);
    }

    private JsonNode remove(AdminRequest request) {
        AliasName name = name(request);
        if (store.floor().alias(name).isEmpty()) {
            throw new AdminRefusal(Why.NOT_FOUND, "there is no alias " + name);
        }
        Outcomes.stored(store.directory().removeAlias(name));
        return JsonNodeFactory.instance.objectNode().put("alias", name.text());
    }

    private static AliasName name(AdminRequest request) {
        return AliasName.parse(request.places().get(0))
                .orElseThrow(() -> new AdminRefusal(Why.MALFORMED, "an alias has 1 to 64 letters, digits or + . _ -"));
    }

    private static ObjectNode write(Alias alias) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("alias", alias.name().text())
                .put("device", alias.device().map(DeviceNumber::digits).orElse(null))
                .put("user", alias.user().map(UserNumber::digits).orElse(null));
    }
}
