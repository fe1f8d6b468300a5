package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.PinLocks.Counter;

/** Wrong PINs: whom they lock, and lifting that. Thread-safe. */
final class PinRoutes {
    private final AdminParts parts;

    PinRoutes(AdminParts parts) {
        this.parts = parts;
    }

    List<AdminRoute> routes() {
        return List.of(
                new AdminRoute("GET", "/v1/pin/locks", request -> locks()),
                new AdminRoute("POST", "/v1/pin/unlock", this::unlock));
    }

    private JsonNode locks() {
        Instant now = parts.clock().instant();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var locks = json.putArray("locks");
        for (Counter counter : parts.store().locks().counters(parts.locks())) {
            ObjectNode each = locks.addObject()
                    .put("device", counter.device().map(DeviceNumber::digits).orElse(null))
                    .put("user", counter.user().map(UserNumber::digits).orElse(null))
                    .put("wrong", counter.wrong().wrong())
                    .put("locked", counter.wrong().isLocked(now));
            if (counter.wrong().isLocked(now)) {
                each.put("until", counter.wrong().lockedUntil().toString());
            }
        }
        return json;
    }

    private JsonNode unlock(AdminRequest request) {
        Optional<DeviceNumber> device = request.text("device").map(text -> DeviceNumber.parse(text)
                .orElseThrow(() -> new AdminRefusal(Why.MALFORMED, "device must be 1 to 15 digits")));
        Optional<UserNumber> user = request.text("user").map(text -> UserNumber.parse(text)
                .orElseThrow(() -> new AdminRefusal(Why.MALFORMED, "user must be 1 to 15 digits")));
        if (device.isEmpty() && user.isEmpty()) {
            throw new AdminRefusal(Why.MALFORMED, "say which user or device");
        }
        device.ifPresent(number -> Outcomes.requireDevice(parts.store().floor(), number));
        user.ifPresent(number -> Outcomes.requireUser(parts.store().floor(), number));
        return JsonNodeFactory.instance
                .objectNode()
                .put("unlocked", parts.store().locks().unlock(device, user));
    }
}
