package org.hotdesk.bulk;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hotdesk.form.DeviceFields;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;

/** Devices as cells and back. Pure. */
final class DeviceCells {
    private DeviceCells() {}

    static Device read(Device current, Cells cells) {
        return DeviceFields.read(current, cells, "device_context");
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
