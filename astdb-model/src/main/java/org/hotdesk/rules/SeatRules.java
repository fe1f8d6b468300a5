package org.hotdesk.rules;

import java.util.List;
import java.util.Optional;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.rules.LoginDecision.Change;

/** Who sits where when not a login but the administrator moves things: devices saved or removed, users removed. */
public final class SeatRules {
    private SeatRules() {}

    /**
     * What a device that was just saved does to its session. A fixed device always has its user's; an adhoc one that is
     * free gets its default user's. Whoever logged in at an adhoc device stays: saving a device logs nobody off. Who sits
     * there only by default goes with the default.
     *
     * @param before the device as it was; empty when it is new
     */
    public static Optional<Change> saved(Floor floor, Optional<Device> before, Device device) {
        Optional<Session> open = floor.sessionAt(device.number());
        boolean stays = open.filter(session ->
                        isDefaultUser(session, device) || (!device.isFixed() && !satByDefault(session, before)))
                .isPresent();
        if (stays || (open.isEmpty() && device.defaultUser().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Change(device.number(), open.stream().toList(), device.defaultUser(), true));
    }

    // An imported session is marked as one by default too, whoever logged in there.
    private static boolean satByDefault(Session session, Optional<Device> before) {
        return session.how() == How.DEFAULT
                && before.filter(device -> isDefaultUser(session, device)).isPresent();
    }

    private static boolean isDefaultUser(Session session, Device device) {
        return device.defaultUser().filter(session.user()::equals).isPresent();
    }

    /** A device that is about to be removed loses its session. */
    public static Optional<Change> deviceRemoved(Floor floor, DeviceNumber device) {
        return floor.sessionAt(device).map(open -> new Change(device, List.of(open), Optional.empty(), true));
    }

    /** A user about to be removed leaves all devices, which go back to their default users or to nobody. */
    public static List<Change> userRemoved(Floor floor, UserNumber user) {
        return floor.sessionsOf(user).stream()
                .map(open -> new Change(open.device(), List.of(open), fallback(floor, open.device(), user), true))
                .toList();
    }

    private static Optional<UserNumber> fallback(Floor floor, DeviceNumber device, UserNumber leaving) {
        return floor.device(device).flatMap(Device::defaultUser).filter(user -> !user.equals(leaving));
    }
}
