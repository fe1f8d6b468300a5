package org.hotdesk.bulk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceKind;
import org.hotdesk.model.DialString;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Technology;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;

/** Devices as cells and back. Pure. */
final class DeviceCells {
    private DeviceCells() {}

    /** The device as it will be; another technology brings its own dial string unless one is given. As it was, where that cannot be. */
    static Device read(Device current, Cells cells) {
        Technology technology =
                cells.text("tech", current.technology(), Technology::parse, "sip, pjsip, iax2, dahdi or custom");
        DialString before =
                technology == current.technology() ? current.dial() : DialString.of(technology, current.number());
        DialString dial = cells.text("dial", before, DialString::parse, "one channel such as PJSIP/1001");
        DeviceKind kind = cells.text("type", current.kind(), DeviceKind::parse, "adhoc or fixed");
        Optional<UserNumber> defaultUser =
                cells.optional("default_user", current.defaultUser(), UserNumber::parse, "a user number");
        if (!technology.fits(dial)) {
            cells.problem("dial", "must be " + technology.prefix() + "<name> for " + technology.literal());
            return current;
        }
        if (kind == DeviceKind.FIXED && defaultUser.isEmpty()) {
            cells.problem("default_user", "a fixed device needs its user");
            return current;
        }
        return new Device(
                current.number(),
                technology,
                dial,
                kind,
                defaultUser,
                cells.optional(
                        "emergency_cid",
                        current.emergencyCallerId(),
                        CallerId::parse,
                        "a number, or a name and <number>"),
                cells.optional("location", current.emergencyLocation(), DisplayName::parse, DisplayName.RANGE),
                cells.text("device_context", current.context(), Token::parse, "the name of a dialplan context"),
                cells.text("description", current.description(), DisplayName::parse, DisplayName.RANGE),
                cells.optional("signalling", current.signalling(), Token::parse, "a word such as fxo_ks"),
                cells.flag("edge", current.behindEdge()));
    }

    static Map<String, String> write(Device device) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("device", device.number().digits());
        cells.put("tech", device.technology().literal());
        cells.put("dial", device.dial().text());
        cells.put("type", device.kind().literal());
        cells.put("default_user", device.defaultUser().map(UserNumber::digits).orElse(""));
        cells.put(
                "emergency_cid", device.emergencyCallerId().map(CallerId::text).orElse(""));
        cells.put("location", device.emergencyLocation().map(DisplayName::text).orElse(""));
        cells.put("device_context", device.context().text());
        cells.put("description", device.description().text());
        cells.put("signalling", device.signalling().map(Token::text).orElse(""));
        cells.put("edge", Boolean.toString(device.behindEdge()));
        return cells;
    }
}
