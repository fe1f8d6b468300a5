package org.hotdesk.rules;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;

/** What a login, a logoff or a toggle does to the floor: a change, nothing, or a refusal that changes nothing. */
public sealed interface LoginDecision {
    /** Calls the function for the case at hand. */
    <R> R fold(Function<Change, R> change, Function<Unchanged, R> unchanged, Function<Refused, R> refused);

    /**
     * Sessions that end, and the user who then sits at the device.
     *
     * @param ends the sessions that end at this device
     * @param begins the user who is at the device afterwards; empty when it is nobody's
     * @param byDefault whether that user comes by being the device's default and not by a login
     * @param leaves what a login does to the user's other hot desks, where the user may have one only
     */
    record Change(
            DeviceNumber device,
            List<Session> ends,
            Optional<UserNumber> begins,
            boolean byDefault,
            List<Change> leaves)
            implements LoginDecision {
        public Change {
            ends = List.copyOf(ends);
            leaves = List.copyOf(leaves);
        }

        /** One that concerns this device only. */
        public Change(DeviceNumber device, List<Session> ends, Optional<UserNumber> begins, boolean byDefault) {
            this(device, ends, begins, byDefault, List.of());
        }

        @Override
        public <R> R fold(Function<Change, R> change, Function<Unchanged, R> unchanged, Function<Refused, R> refused) {
            return change.apply(this);
        }
    }

    /** All is so already: the user sits there, or there is nobody to log off. */
    record Unchanged(DeviceNumber device, Optional<UserNumber> user) implements LoginDecision {
        @Override
        public <R> R fold(Function<Change, R> change, Function<Unchanged, R> unchanged, Function<Refused, R> refused) {
            return unchanged.apply(this);
        }
    }

    /** Not allowed, and why. */
    record Refused(Reason reason) implements LoginDecision {
        /** Why a phone may not change hands. */
        public enum Reason {
            NO_SUCH_DEVICE,
            NO_SUCH_USER,
            DEVICE_IS_FIXED,
            /** Hot-desking is off for the device. */
            DEVICE_MAY_NOT,
            /** Hot-desking is off for the user. */
            USER_MAY_NOT,
            /** The device's {@code allow-groups} does not have the user's group. */
            NOT_OF_ALLOWED_GROUP,
            /** The user's {@code allow-areas} does not have the device's group. */
            NOT_IN_ALLOWED_AREA,
            /** The user has a hot desk, and may have one only. */
            SITS_ELSEWHERE,
            /** The user has as many hot desks as {@code phones-max} says. */
            TOO_MANY_PHONES
        }

        @Override
        public <R> R fold(Function<Change, R> change, Function<Unchanged, R> unchanged, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }
}
