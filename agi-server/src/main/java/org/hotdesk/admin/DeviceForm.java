package org.hotdesk.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.form.DeviceFields;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Session;
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
        return DeviceFields.read(current, new Patch("device " + current.number(), body, FIELDS), "context");
    }
}
