package org.hotdesk.admin;

import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.PutOutcome;

/** Turns what the store says into answers. */
final class Outcomes {
    private Outcomes() {}

    /** The number of the last change, or the store's reasons as a refusal. */
    static long stored(PutOutcome outcome) {
        return outcome.fold(PutOutcome.Stored::seq, rejected -> {
            throw new AdminRefusal(Why.FORBIDDEN_BY_RULE, String.join("; ", rejected.reasons()));
        });
    }

    static void requireDevice(Floor floor, DeviceNumber number) {
        if (floor.device(number).isEmpty()) {
            throw noDevice(number);
        }
    }

    static void requireUser(Floor floor, UserNumber number) {
        if (floor.user(number).isEmpty()) {
            throw noUser(number);
        }
    }

    static AdminRefusal noDevice(DeviceNumber number) {
        return new AdminRefusal(Why.NOT_FOUND, "there is no device " + number);
    }

    static AdminRefusal noUser(UserNumber number) {
        return new AdminRefusal(Why.NOT_FOUND, "there is no user " + number);
    }
}
