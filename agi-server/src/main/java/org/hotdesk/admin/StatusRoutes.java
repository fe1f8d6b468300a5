package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.agi.script.Lookup;
import org.hotdesk.cli.Version;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.UserNumber;

/** How the daemon is, how the mirror is, and why calls went as they did. Thread-safe. */
final class StatusRoutes {
    private final AdminParts parts;

    StatusRoutes(AdminParts parts) {
        this.parts = parts;
    }

    List<AdminRoute> routes() {
        return List.of(
                new AdminRoute("GET", "/v1/status", request -> status()),
                new AdminRoute("GET", "/v1/calls", this::calls),
                new AdminRoute("GET", "/v1/prediction", this::prediction),
                new AdminRoute("POST", "/v1/mirror/check", request -> compare(request, false)),
                new AdminRoute("POST", "/v1/mirror/repair", request -> compare(request, true)));
    }

    private JsonNode compare(AdminRequest request, boolean repair) {
        return parts.asterisk().compare(request.parameter("server"), repair);
    }

    private JsonNode status() {
        Floor floor = parts.store().floor();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", Version.text());
        json.put("started", parts.started().toString());
        json.put(
                "uptime_seconds",
                Duration.between(parts.started(), parts.clock().instant()).toSeconds());
        json.putObject("store")
                .put("devices", floor.deviceCount())
                .put("users", floor.userCount())
                .put("sessions", floor.sessions().size())
                .put("changes", parts.store().changes().latest());
        ArrayNode asterisks = parts.asterisk().status();
        json.set("asterisk", together(asterisks));
        json.set("asterisks", asterisks);
        json.set("sip", sip(floor));
        return json;
    }

    /** The one there is; of several, the lines and faults of all. */
    private static JsonNode together(ArrayNode asterisks) {
        if (asterisks.size() == 1) {
            return asterisks.get(0);
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        boolean up = true;
        ArrayNode lines = json.putArray("lines");
        ArrayNode faults = json.putArray("faults");
        for (JsonNode each : asterisks) {
            up &= each.path("up").asBoolean();
            each.path("lines").forEach(lines::add);
            each.path("faults").forEach(fault -> faults.add(each.path("name").asText() + ": " + fault.asText()));
        }
        return json.put("up", up);
    }

    private ObjectNode sip(Floor floor) {
        ObjectNode json = parts.sip().map(SipSide::status).orElseGet(StatusRoutes::noEdge);
        List<String> faults = PhonesBehindEdge.faults(floor, new Registrars(parts).isEdgeThere());
        faults.forEach(json.withArray("faults")::add);
        return json;
    }

    private static ObjectNode noEdge() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("lines");
        json.putArray("faults");
        return json;
    }

    private JsonNode calls(AdminRequest request) {
        String match = request.parameter("match").orElse("");
        int most = (int) request.number("most", 10, 1_000);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var calls = json.putArray("calls");
        parts.lookups().newestFirst().stream()
                .filter(lookup -> matches(lookup, match))
                .limit(most)
                .forEach(lookup -> calls.add(write(lookup)));
        return json;
    }

    private static boolean matches(Lookup lookup, String match) {
        return match.isEmpty()
                || lookup.call().equals(match)
                || lookup.device()
                        .map(DeviceNumber::digits)
                        .filter(match::equals)
                        .isPresent()
                || lookup.callee().map(UserNumber::digits).filter(match::equals).isPresent()
                || lookup.device()
                        .flatMap(lookup.floor()::sessionAt)
                        .filter(session -> session.user().digits().equals(match))
                        .isPresent();
    }

    private ObjectNode write(Lookup lookup) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("call", lookup.call())
                .put("when", lookup.when().toString())
                .put("road", "fastagi")
                .put("device", lookup.device().map(DeviceNumber::digits).orElse(null))
                .put("callee", lookup.callee().map(UserNumber::digits).orElse(null))
                .put("kind", lookup.kind().name().toLowerCase(Locale.ROOT));
        var lines = json.putArray("story");
        CallStory.told(parts, lookup).forEach(lines::add);
        return json;
    }

    private JsonNode prediction(AdminRequest request) {
        DeviceNumber device = request.parameter("device")
                .flatMap(DeviceNumber::parse)
                .orElseThrow(() -> new AdminRefusal(Why.MALFORMED, "device must be 1 to 15 digits"));
        String number = request.parameter("number")
                .filter(text -> text.matches("[0-9*#+]{1,40}"))
                .orElseThrow(() -> new AdminRefusal(Why.MALFORMED, "number must be 1 to 40 of 0-9 * # +"));
        Floor floor = parts.store().floor();
        Outcomes.requireDevice(floor, device);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("device", device.digits())
                .put("number", number);
        var lines = json.putArray("story");
        CallStory.predicted(parts, floor, device, number).forEach(lines::add);
        return json;
    }
}
