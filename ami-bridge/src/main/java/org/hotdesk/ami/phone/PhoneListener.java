package org.hotdesk.ami.phone;

import java.util.Map;
import org.hotdesk.ami.link.DeviceState;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;

/** Told by one Asterisk what phones do. Called by several threads; must be quick. */
public interface PhoneListener {
    /** Wants to know nothing. */
    PhoneListener NOBODY = new PhoneListener() {
        @Override
        public void allHeard(Map<DeviceNumber, DeviceState> states) {}

        @Override
        public void heard(DeviceNumber device, DeviceState state) {}

        @Override
        public void missed(UserNumber user) {}

        @Override
        public void lost() {}
    };

    /** Every device's state, asked anew because the link has come up or Asterisk has booted. */
    void allHeard(Map<DeviceNumber, DeviceState> states);

    /** One device's state, perhaps the same as before. */
    void heard(DeviceNumber device, DeviceState state);

    /** A call to the user, or a queue's call, rang and nobody took it. */
    void missed(UserNumber user);

    /** Nothing can be heard until {@link #allHeard}. */
    void lost();
}
