package org.hotdesk.rules;

import java.util.List;
import java.util.Optional;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.rules.LoginDecision.Change;
import org.hotdesk.rules.LoginDecision.Refused;
import org.hotdesk.rules.LoginDecision.Refused.Reason;
import org.hotdesk.rules.LoginDecision.Unchanged;

/**
 * Who sits where after a login, a logoff or a toggle, as FreePBX's login script decides it. PINs are checked before;
 * nothing here is stored. Any user may sit at any number of devices; a device has one user.
 */
public final class LoginRules {
    private LoginRules() {}

    /** The user takes the device; whoever sat there leaves it. */
    public static LoginDecision login(Floor floor, DeviceNumber number, UserNumber user) {
        Optional<Device> device = floor.device(number);
        if (device.isEmpty()) {
            return new Refused(Reason.NO_SUCH_DEVICE);
        }
        if (device.get().isFixed()) {
            return new Refused(Reason.DEVICE_IS_FIXED);
        }
        if (floor.user(user).isEmpty()) {
            return new Refused(Reason.NO_SUCH_USER);
        }
        Optional<Session> open = floor.sessionAt(number);
        if (open.isPresent() && open.get().user().equals(user)) {
            return new Unchanged(number, Optional.of(user));
        }
        return new Change(number, open.stream().toList(), Optional.of(user), false);
    }

    /** The device goes back to its default user, or to nobody. A default user cannot be logged off. */
    public static LoginDecision logoff(Floor floor, DeviceNumber number) {
        Optional<Device> device = floor.device(number);
        if (device.isEmpty()) {
            return new Refused(Reason.NO_SUCH_DEVICE);
        }
        if (device.get().isFixed()) {
            return new Refused(Reason.DEVICE_IS_FIXED);
        }
        Optional<UserNumber> fallback =
                device.get().defaultUser().filter(user -> floor.user(user).isPresent());
        Optional<Session> open = floor.sessionAt(number);
        if (open.map(Session::user).equals(fallback)) {
            return new Unchanged(number, fallback);
        }
        return new Change(number, open.stream().toList(), fallback, true);
    }

    /** Whether {@code *13} at this device means logoff; otherwise it means login. */
    public static boolean toggleLogsOff(Floor floor, DeviceNumber number) {
        Optional<UserNumber> fallback = floor.device(number).flatMap(Device::defaultUser);
        return floor.sessionAt(number)
                .map(Session::user)
                .filter(user -> !Optional.of(user).equals(fallback))
                .isPresent();
    }

    /** Every device at which the user sits now, in login order. */
    public static List<DeviceNumber> devicesOf(Floor floor, UserNumber user) {
        return floor.sessionsOf(user).stream().map(Session::device).toList();
    }
}
