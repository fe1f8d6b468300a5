package org.hotdesk.provision;

import org.hotdesk.model.Device;

/** Has phones told that there is a new file. */
@FunctionalInterface
public interface PhoneTeller {
    /**
     * Has the phone of this device told, where it is registered; waits for Asterisk's answer, a few seconds at most.
     *
     * @return whether an Asterisk took the message; false when none can now
     */
    boolean tell(Device device);
}
