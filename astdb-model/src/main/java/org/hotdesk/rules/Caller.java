package org.hotdesk.rules;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Session;

/**
 * Who is calling, as FreePBX's user-callerid finds it: the device, and the user who sits there now.
 *
 * @param device the calling device; empty when it is none of ours
 * @param user the user at it; empty when nobody sits there
 */
public record Caller(Optional<Device> device, Optional<AmpUser> user, CallKind kind) {
    /** FreePBX takes a shorter name for none, and leaves the caller id alone. Dialplan counts bytes, so one Chinese letter will do. */
    private static final int NAME_MIN_BYTES = 2;

    /** Looks the device and its user up; a number that is no device gives a caller with neither. */
    public static Caller at(Floor floor, Optional<DeviceNumber> number, CallKind kind) {
        Optional<Device> device = number.flatMap(floor::device);
        Optional<AmpUser> user = device.flatMap(d -> floor.sessionAt(d.number()))
                .map(Session::user)
                .flatMap(floor::user);
        return new Caller(device, user, kind);
    }

    /** The variable AMPUSER: the user, {@code none} at an empty phone, nothing for a device that is not ours. */
    public String ampUser() {
        return user.map(u -> u.number().digits()).orElse(device.isPresent() ? "none" : "");
    }

    /** AMPUSERCIDNAME; nothing when the name is too short to count. */
    public String cidName() {
        return user.map(u -> u.cidname().text())
                .filter(name -> name.getBytes(StandardCharsets.UTF_8).length >= NAME_MIN_BYTES)
                .orElse("");
    }

    /** AMPUSERCID: the masquerade on internal calls, the user's own number on others. */
    public String cidNumber() {
        return user.map(u -> (kind == CallKind.INTERNAL ? u.shownNumber() : u.number()).digits())
                .orElse("");
    }

    /** Whether an internal call shows a number that is not the user's own. */
    public boolean masquerades() {
        return kind == CallKind.INTERNAL
                && user.filter(u -> !u.shownNumber().equals(u.number())).isPresent();
    }

    /** The user's caller id for external calls as astdb holds it, or nothing. */
    public String outboundCallerId() {
        return user.flatMap(AmpUser::outboundcid).map(CallerId::text).orElse("");
    }

    /** The desk's caller id for emergency calls as astdb holds it, or nothing. */
    public String emergencyCallerId() {
        return device.flatMap(Device::emergencyCallerId).map(CallerId::text).orElse("");
    }

    /** Where the desk stands, or nothing. */
    public String emergencyLocation() {
        return device.flatMap(Device::emergencyLocation).map(Object::toString).orElse("");
    }
}
