package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.store.Store;

/**
 * Phones that register at the SIP edge: listed, with those at a Kamailio on our database, ended, listened to; and who is
 * banned there. Thread-safe.
 */
final class SipRoutes implements AutoCloseable {
    private static final int WAIT_SECONDS_MAX = 30;
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    private final Store store;
    private final Optional<SipSide> edge;
    private final Optional<SipTraces> traces;
    private final Registrars registrars;

    SipRoutes(AdminParts parts) {
        this.store = parts.store();
        this.edge = parts.sip();
        this.traces = edge.map(SipTraces::new);
        this.registrars = new Registrars(parts);
    }

    List<AdminRoute> routes() {
        return List.of(
                new AdminRoute("GET", "/v1/sip/registrations", this::list),
                new AdminRoute("GET", "/v1/sip/registrations/{device}", this::show),
                new AdminRoute("DELETE", "/v1/sip/registrations/{device}", this::kick),
                new AdminRoute("GET", "/v1/sip/bans", request -> bans()),
                new AdminRoute("DELETE", "/v1/sip/bans/{address}", this::pardon),
                new AdminRoute("POST", "/v1/sip/traces", this::beginTrace),
                new AdminRoute("GET", "/v1/sip/traces/{trace}", this::fetchTrace),
                new AdminRoute("DELETE", "/v1/sip/traces/{trace}", this::endTrace));
    }

    @Override
    public void close() {
        traces.ifPresent(SipTraces::close);
    }

    private JsonNode list(AdminRequest request) {
        Optional<DeviceNumber> device = request.parameter("device").map(SipRoutes::device);
        device.ifPresent(number -> Outcomes.requireDevice(store.floor(), number));
        requireAny();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("registrations").addAll(device.map(registrars::of).orElseGet(registrars::all));
        return json;
    }

    private ObjectNode show(AdminRequest request) {
        DeviceNumber device = request.device();
        Floor floor = store.floor();
        Outcomes.requireDevice(floor, device);
        requireAny();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("device", device.digits());
        edge.ifPresent(sip -> {
            RegistrationForm.addState(json, sip, device);
            json.put("gone", sip.lastSeen(device).flatMap(LastSeen::gone).orElse(null));
        });
        json.put("registered", registrars.isRegistered(device));
        var aliases = json.putArray("aliases");
        floor.aliasesOf(device).stream().map(AliasName::text).forEach(aliases::add);
        json.putArray("registrations").addAll(registrars.of(device));
        return json;
    }

    private JsonNode kick(AdminRequest request) {
        DeviceNumber device = request.device();
        Outcomes.requireDevice(store.floor(), device);
        int ended = there().kick(device);
        if (ended == 0) {
            throw new AdminRefusal(Why.FORBIDDEN_BY_RULE, "device " + device + " is not registered at the edge");
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("device", device.digits())
                .put("ended", ended);
    }

    private JsonNode bans() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("bans").addAll(there().bans());
        return json;
    }

    private JsonNode pardon(AdminRequest request) {
        String text = request.places().get(0);
        if (!there().pardon(address(text))) {
            throw new AdminRefusal(Why.NOT_FOUND, text + " is not banned; 'hotdesk sip bans' lists who is");
        }
        return JsonNodeFactory.instance.objectNode().put("pardoned", text);
    }

    private JsonNode beginTrace(AdminRequest request) {
        Optional<DeviceNumber> device = Optional.ofNullable(request.body().get("device"))
                .map(JsonNode::asText)
                .map(SipRoutes::device);
        there();
        device.ifPresent(number -> Outcomes.requireDevice(store.floor(), number));
        return JsonNodeFactory.instance.objectNode().put("trace", tracing().begin(device));
    }

    private JsonNode fetchTrace(AdminRequest request) {
        Duration most = Duration.ofSeconds(request.number("wait", 0, WAIT_SECONDS_MAX));
        SipTraces.Fetched fetched = tracing().fetch(trace(request), most);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("lost", fetched.lost());
        var lines = json.putArray("lines");
        fetched.lines().forEach(lines::add);
        return json;
    }

    private JsonNode endTrace(AdminRequest request) {
        tracing().end(trace(request));
        return JsonNodeFactory.instance.objectNode().put("ended", true);
    }

    private static long trace(AdminRequest request) {
        String text = request.places().get(0);
        if (!text.matches("[0-9]{1,15}")) {
            throw new AdminRefusal(Why.MALFORMED, "a trace is a number");
        }
        return Long.parseLong(text);
    }

    private void requireAny() {
        if (!registrars.areAny()) {
            throw noEdge();
        }
    }

    private SipSide there() {
        return edge.orElseThrow(SipRoutes::noEdge);
    }

    private SipTraces tracing() {
        return traces.orElseThrow(SipRoutes::noEdge);
    }

    private static AdminRefusal noEdge() {
        return new AdminRefusal(
                Why.FORBIDDEN_BY_RULE,
                "there is no SIP edge; set sip.listen in the configuration and restart the daemon");
    }

    private static DeviceNumber device(String text) {
        return DeviceNumber.parse(text)
                .orElseThrow(() -> new AdminRefusal(Why.MALFORMED, "a device number has 1 to 15 digits"));
    }

    private static InetAddress address(String text) {
        try {
            if (ADDRESS.matcher(text).matches()) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException noAddress) {
            // said below
        }
        throw new AdminRefusal(Why.MALFORMED, "an address is meant, such as 192.0.2.7 or 2001:db8::7");
    }
}
