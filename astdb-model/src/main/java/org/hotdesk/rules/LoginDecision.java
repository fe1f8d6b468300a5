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
     * @param ends the sessions that end, this device's own first
     * @param begins the user who is at the device afterwards; empty when it is nobody's
     * @param byDefault whether that user comes by being the device's default and not by a login
     */
    record Change(DeviceNumber device, List<Session> ends, Optional<UserNumber> begins, boolean byDefault)
            implements LoginDecision {
        public Change {
            ends = List.copyOf(ends);
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
            DEVICE_IS_FIXED
        }

        @Override
        public <R> R fold(Function<Change, R> change, Function<Unchanged, R> unchanged, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }
}
