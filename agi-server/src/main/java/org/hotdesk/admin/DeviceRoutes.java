package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Technology;
import org.hotdesk.store.Store;

/** Devices: listed, added, changed, removed, and each time written for Asterisk as well. Thread-safe. */
final class DeviceRoutes {
    private static final int SECRET_BYTES = 18;

    private final Store store;
    private final AsteriskSide asterisk;
    private final Optional<SipSide> edge;
    private final boolean isEdgeThere;
    private final SecureRandom random = new SecureRandom();

    DeviceRoutes(AdminParts parts) {
        this.store = parts.store();
        this.asterisk = parts.asterisk();
        this.edge = parts.sip();
        this.isEdgeThere = new Registrars(parts).isEdgeThere();
    }

    List<AdminRoute> routes() {
        return List.of(
                new AdminRoute("GET", "/v1/devices", request -> list()),
                new AdminRoute("GET", "/v1/devices/{device}", this::show),
                new AdminRoute("POST", "/v1/devices/{device}", this::add),
                new AdminRoute("PATCH", "/v1/devices/{device}", this::change),
                new AdminRoute("DELETE", "/v1/devices/{device}", this::remove),
                new AdminRoute("GET", "/v1/devices/{device}/secret", this::secret));
    }

    private JsonNode list() {
        Floor floor = store.floor();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var devices = json.putArray("devices");
        floor.devices().stream()
                .sorted(Comparator.comparing(Device::number))
                .forEach(device -> devices.add(DeviceForm.write(device, floor)));
        return json;
    }

    private ObjectNode show(AdminRequest request) {
        Floor floor = store.floor();
        Device device = floor.device(request.device()).orElseThrow(() -> Outcomes.noDevice(request.device()));
        ObjectNode json = DeviceForm.write(device, floor)
                .put("secret_set", store.secrets().sipSecret(device.number()).isPresent());
        edge.filter(there -> device.behindEdge())
                .ifPresent(there -> RegistrationForm.addState(json, there, device.number()));
        return json;
    }

    // Two who add the same device must not both be told that it is theirs.
    private synchronized JsonNode add(AdminRequest request) {
        DeviceNumber number = request.device();
        if (store.floor().device(number).isPresent()) {
            throw new AdminRefusal(
                    Why.FORBIDDEN_BY_RULE, "there is a device " + number + " already; change it with set");
        }
        ObjectNode body = request.body().deepCopy();
        Optional<String> given = takeSecret(number, body);
        Device device = DeviceForm.read(Device.adhoc(number), body);
        Optional<String> secret = given.or(() -> registers(device) ? Optional.of(makeSecret()) : Optional.empty());
        long seq = Outcomes.stored(store.directory().putDevice(device));
        try {
            seq = secret.map(text -> setSecret(number, text)).orElse(seq);
        } catch (AdminRefusal notASecret) {
            store.directory().removeDevice(number);
            throw notASecret;
        }
        return written(request, seq).put("secret_made", given.isEmpty() && secret.isPresent());
    }

    private JsonNode change(AdminRequest request) {
        DeviceNumber number = request.device();
        Outcomes.requireDevice(store.floor(), number);
        ObjectNode body = request.body().deepCopy();
        Optional<String> secret = takeSecret(number, body);
        long seq = Outcomes.stored(store.directory().changeDevice(number, current -> DeviceForm.read(current, body)));
        seq = secret.map(text -> setSecret(number, text)).orElse(seq);
        return written(request, seq);
    }

    private JsonNode remove(AdminRequest request) {
        DeviceNumber number = request.device();
        Outcomes.requireDevice(store.floor(), number);
        Floor before = store.floor();
        long seq = Outcomes.stored(store.directory().removeDevice(number));
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("device", number.digits());
        var left = json.putArray("logged_off");
        before.sessionAt(number).ifPresent(session -> left.add(session.user().digits()));
        var aliases = json.putArray("aliases_removed");
        before.aliasesOf(number).forEach(alias -> aliases.add(alias.text()));
        return reach(json, seq);
    }

    private JsonNode secret(AdminRequest request) {
        DeviceNumber number = request.device();
        String secret = store.secrets()
                .sipSecret(number)
                .orElseThrow(() -> new AdminRefusal(Why.NOT_FOUND, "device " + number + " has no secret"));
        return JsonNodeFactory.instance
                .objectNode()
                .put("device", number.digits())
                .put("secret", secret);
    }

    private ObjectNode written(AdminRequest request, long seq) {
        ObjectNode json = reach(show(request), seq);
        if (!isEdgeThere && json.path("edge").asBoolean()) {
            json.put(
                    "warning",
                    "there is no SIP edge here, so device " + request.device() + " can neither register nor ring: set"
                            + " sip.listen and restart the daemon, or set --edge false");
        }
        return json;
    }

    private ObjectNode reach(ObjectNode json, long seq) {
        boolean endpoints = asterisk.filesChanged();
        return json.put("asterisk_reached", asterisk.awaitMirrored(seq) && endpoints);
    }

    private long setSecret(DeviceNumber number, String secret) {
        return Outcomes.stored(store.secrets().setSipSecret(number, secret.toCharArray()));
    }

    private static Optional<String> takeSecret(DeviceNumber number, ObjectNode body) {
        JsonNode secret = body.remove("secret");
        if (secret != null && !secret.isTextual()) {
            throw new AdminRefusal(Why.MALFORMED, "device " + number + ": secret must be text");
        }
        return Optional.ofNullable(secret).map(JsonNode::textValue);
    }

    private static boolean registers(Device device) {
        return device.technology() != Technology.DAHDI && device.technology() != Technology.CUSTOM;
    }

    private String makeSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
