package org.hotdesk.ami.mirror;

import java.util.Set;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;

/** Told, in the order of the log, which users and devices changed, when their rows are on their way. Must be quick. */
@FunctionalInterface
public interface MirrorFollower {
    void touched(Set<UserNumber> users, Set<DeviceNumber> devices);

    /** Another companion wrote this Asterisk until now: everything is to be looked at. */
    default void tookOver() {}
}
