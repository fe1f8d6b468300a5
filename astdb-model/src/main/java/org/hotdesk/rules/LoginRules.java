package org.hotdesk.rules;

import java.util.List;
import java.util.Optional;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Phones;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.policy.EffectivePolicy;
import org.hotdesk.policy.LoginLimits;
import org.hotdesk.rules.LoginDecision.Change;
import org.hotdesk.rules.LoginDecision.Refused;
import org.hotdesk.rules.LoginDecision.Refused.Reason;
import org.hotdesk.rules.LoginDecision.Unchanged;

/**
 * Who sits where after a login, a logoff or a toggle: as FreePBX's login script decides it, within what the policies allow. PINs
 * are checked before; nothing here is stored. A device has one user; a user has as many devices as the policies say, and any
 * number without one.
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
        LoginLimits limits = EffectivePolicy.of(floor, Optional.of(number), Optional.of(user))
                .loginLimits();
        List<Session> elsewhere = hotDesksOf(floor, user).stream()
                .filter(session -> !session.device().equals(number))
                .toList();
        Optional<Reason> refusal = refusal(limits, elsewhere.size());
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        List<Change> leaves = limits.phones() == Phones.MOVE
                ? elsewhere.stream()
                        .map(session -> left(floor, session.device()))
                        .toList()
                : List.of();
        return new Change(number, open.stream().toList(), Optional.of(user), false, leaves);
    }

    private static Optional<Reason> refusal(LoginLimits limits, int others) {
        if (!limits.deviceMay()) {
            return Optional.of(Reason.DEVICE_MAY_NOT);
        }
        if (!limits.userMay()) {
            return Optional.of(Reason.USER_MAY_NOT);
        }
        if (!limits.isOfAllowedGroup()) {
            return Optional.of(Reason.NOT_OF_ALLOWED_GROUP);
        }
        if (!limits.isInAllowedArea()) {
            return Optional.of(Reason.NOT_IN_ALLOWED_AREA);
        }
        if (limits.phones() == Phones.DENY && others > 0) {
            return Optional.of(Reason.SITS_ELSEWHERE);
        }
        boolean full = limits.phones() == Phones.ALLOW && limits.phonesMax() > 0 && others >= limits.phonesMax();
        return full ? Optional.of(Reason.TOO_MANY_PHONES) : Optional.empty();
    }

    /**
     * Where the user sits by having logged in, in login order: not a fixed device, and not one whose default user this is. Only
     * such sessions can be logged off, and only they count for the policies.
     */
    public static List<Session> hotDesksOf(Floor floor, UserNumber user) {
        return floor.sessionsOf(user).stream()
                .filter(session -> isHotDesk(floor, session))
                .toList();
    }

    /** Whether the session can be logged off: its device is no fixed one, nor the user's by default. */
    public static boolean isHotDesk(Floor floor, Session session) {
        return floor.device(session.device())
                .filter(device -> !device.isFixed()
                        && device.defaultUser().filter(session.user()::equals).isEmpty())
                .isPresent();
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
        Optional<UserNumber> fallback = fallback(floor, device.get());
        if (floor.sessionAt(number).map(Session::user).equals(fallback)) {
            return new Unchanged(number, fallback);
        }
        return left(floor, number);
    }

    /** The device goes back to its default user, or to nobody. */
    private static Change left(Floor floor, DeviceNumber number) {
        Optional<UserNumber> next = floor.device(number).flatMap(device -> fallback(floor, device));
        return new Change(number, floor.sessionAt(number).stream().toList(), next, true);
    }

    private static Optional<UserNumber> fallback(Floor floor, Device device) {
        return device.defaultUser().filter(user -> floor.user(user).isPresent());
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
