package org.hotdesk.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceKind;
import org.hotdesk.model.DialString;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Session;
import org.hotdesk.model.Technology;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;

/** Devices as JSON and back; the fields bear astdb's names where astdb has one. Pure. */
final class DeviceForm {
    private static final Set<String> FIELDS = Set.of(
            "tech",
            "dial",
            "type",
            "default_user",
            "emergency_cid",
            "location",
            "context",
            "description",
            "signalling",
            "edge");

    private DeviceForm() {}

    static ObjectNode write(Device device, Floor floor) {
        Optional<Session> session = floor.sessionAt(device.number());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("device", device.number().digits());
        json.put("type", device.kind().literal());
        json.put("tech", device.technology().literal());
        json.put("dial", device.dial().text());
        json.put("user", session.map(s -> s.user().digits()).orElse(null));
        json.put("default_user", device.defaultUser().map(UserNumber::digits).orElse(null));
        json.put("emergency_cid", device.emergencyCallerId().map(CallerId::text).orElse(null));
        json.put("location", device.emergencyLocation().map(DisplayName::text).orElse(null));
        json.put("context", device.context().text());
        json.put("description", device.description().text());
        json.put("signalling", device.signalling().map(Token::text).orElse(null));
        json.put("edge", device.behindEdge());
        return json;
    }

    /** The device as it will be; another technology brings its own dial string unless one is given. */
    static Device read(Device current, ObjectNode body) {
        var patch = new Patch("device " + current.number(), body, FIELDS);
        Technology technology =
                patch.text("tech", current.technology(), Technology::parse, "sip, pjsip, iax2, dahdi or custom");
        try {
            return new Device(
                    current.number(),
                    technology,
                    patch.text(
                            "dial",
                            dial(current, technology, patch),
                            DialString::parse,
                            "one channel such as PJSIP/1001"),
                    patch.text("type", current.kind(), DeviceKind::parse, "adhoc or fixed"),
                    patch.optional("default_user", current.defaultUser(), UserNumber::parse, "a user number"),
                    patch.optional(
                            "emergency_cid",
                            current.emergencyCallerId(),
                            CallerId::parse,
                            "a number, or a name and <number>"),
                    patch.optional("location", current.emergencyLocation(), DisplayName::parse, DisplayName.RANGE),
                    patch.text("context", current.context(), Token::parse, "the name of a dialplan context"),
                    patch.text("description", current.description(), DisplayName::parse, DisplayName.RANGE),
                    patch.optional("signalling", current.signalling(), Token::parse, "a word such as fxo_ks"),
                    patch.flag("edge", current.behindEdge()));
        } catch (IllegalArgumentException together) {
            throw new AdminRefusal(Why.MALFORMED, String.valueOf(together.getMessage()));
        }
    }

    private static DialString dial(Device current, Technology technology, Patch patch) {
        if (technology == current.technology() || patch.has("dial")) {
            return current.dial();
        }
        return DialString.of(technology, current.number());
    }
}
